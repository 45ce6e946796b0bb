"""What the fuzzer feeds: real inputs, and who reads them."""

from __future__ import annotations

import asyncio
import io
import json
import random
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Final

import av
import numpy as np
import soundfile

from stemdesk.audio.analysis.waveform_peaks import load_peaks
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.audio.files.probe import probe, verify_decodable
from stemdesk.audio.files.stem_folder import MANIFEST_NAME, read_stem_folder
from stemdesk.audio.files.tags import Tags, read_tags, write_tags
from stemdesk.core.app_paths import AppPaths
from stemdesk.core.jobs import Job, JobSpec, JobState, Progress, Results
from stemdesk.core.song_files import SongFile
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.gui.base.settings import Settings
from stemdesk.jobs.library import Library
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store
from stemdesk.providers.zip_files import unpack_sounds
from tests.reliability.fuzz import Target, each
from tests.reliability.fuzz_services import service_targets
from tests.reliability.mutations import broken_bytes, broken_json
from tests.sounds import make_song, music

_SECONDS: Final = 0.4


def targets() -> list[Target]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_sound_targets(Path(folder)), *_own_targets(Path(folder)), *service_targets()]


# --- sound ------------------------------------------------------------------------------------------------------------

#: Ending: libsndfile's format and subtype, or FFmpeg's container and encoder.
_SNDFILE: Final = {
    "wav": ("WAV", "PCM_16"), "float.wav": ("WAVEX", "FLOAT"), "adpcm.wav": ("WAV", "IMA_ADPCM"), "rf64": ("RF64", "PCM_24"),
    "aiff": ("AIFF", "PCM_16"), "flac": ("FLAC", "PCM_16"), "mp3": ("MP3", "MPEG_LAYER_III"), "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"), "w64": ("W64", "PCM_16"), "caf": ("CAF", "PCM_16"), "au": ("AU", "PCM_16"),
}  # fmt: skip
_FFMPEG: Final = {
    "m4a": ("ipod", "aac"), "alac.m4a": ("ipod", "alac"), "wma": ("asf", "wmav2"), "mka": ("matroska", "pcm_s16le"),
    "webm": ("webm", "libopus"), "ac3": ("ac3", "ac3"), "mov": ("mov", "pcm_s16le"), "aac": ("adts", "aac"),
    "tta": ("tta", "tta"), "wv": ("wv", "wavpack"), "avi": ("avi", "libmp3lame"), "mp2": ("mp2", "mp2"),
    "flv": ("flv", "libmp3lame"), "ts.mpg": ("mpegts", "mp2"),
}  # fmt: skip


def _sound_targets(folder: Path) -> list[Target]:
    made = {}
    for ending, (container, subtype) in _SNDFILE.items():
        seeds = []
        for channels, rate in ((2, 44_100), (1, 8_000)):
            path = folder / f"{channels}.{ending}"
            held = 48_000 if subtype == "OPUS" else rate
            sound = music(_SECONDS, held, channels)
            with soundfile.SoundFile(path, "w", held, channels, subtype, format=container) as file:
                for start in range(0, len(sound), 4096):
                    file.write(sound[start : start + 4096])
            write_tags(
                path, Tags({"title": "A song", "artist": "Somebody", "bpm": "120"}, b"\xff\xd8\xff" + bytes(200))
            )
            seeds.append(path.read_bytes())
        made[ending] = seeds
    for ending, (container, encoder) in _FFMPEG.items():
        path = folder / f"av.{ending}"
        _write_with_ffmpeg(path, container, encoder)
        write_tags(path, Tags({"title": "A song", "artist": "Somebody"}, b"\xff\xd8\xff" + bytes(200)))
        made[ending] = [path.read_bytes()]
    everything = [seed for seeds in made.values() for seed in seeds]
    return [Target(f"sound/{ending}", partial(_bytes, seeds, everything), partial(_hear, ending.split(".")[-1]))
            for ending, seeds in made.items()]  # fmt: skip


def _write_with_ffmpeg(path: Path, container: str, encoder: str) -> None:
    rate = 48_000 if encoder == "libopus" else 44_100
    sound = np.ascontiguousarray(music(_SECONDS, rate).T)
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(encoder, rate=rate, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        codec = stream.codec_context
        codec.bit_rate = 128_000
        codec.open()
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout="stereo")
        frame.sample_rate = rate
        resampler = av.AudioResampler(codec.format, "stereo", rate, codec.frame_size or 4_096)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))


def _bytes(seeds: Sequence[bytes], others: Sequence[bytes], dice: random.Random) -> bytes:
    return broken_bytes(dice.choice(seeds), dice, others)


def _hear(suffix: str, data: bytes, folder: Path) -> None:
    """As the library, the engine, the waveforms, an export and the player read a song."""
    path = folder / f"song.{suffix}"
    path.write_bytes(data)
    each(lambda: read_tags(path), lambda: probe(path), lambda: verify_decodable(path),
         lambda: load_peaks(path, folder / "cache"), lambda: _play(path))  # fmt: skip


def _play(path: Path) -> None:
    reader = MultitrackReader([path], rate=48_000)
    try:
        for frame in (0, reader.frames // 2, max(0, reader.frames - 100), 10):
            reader.seek(frame)
            reader.read(4_096)
    finally:
        reader.close()


# --- our own files ----------------------------------------------------------------------------------------------------


def _own_targets(folder: Path) -> list[Target]:
    stems = [make_song(folder / "stems" / f"{name}.wav", 0.05).read_bytes() for name in ("vocals", "drums")]
    card = json.dumps(_CARD).encode()
    ini = _settings(folder)
    database = _database(folder)
    return [
        Target("stemdesk.json", partial(_json, [card]), partial(_drop, stems)),
        Target("settings", partial(_bytes, [ini], [ini]), _read_settings),
        Target("database", partial(_bytes, [database], [database]), _read_database),
        Target("database/rows", partial(_json, [json.dumps(_ROWS).encode()]), partial(_read_rows, database)),
        Target("zip", partial(_bytes, _zips(), _zips()), _unpack),
    ]


def _json(seeds: Sequence[bytes], dice: random.Random) -> bytes:
    return broken_json(dice.choice(seeds), dice)


_CARD: Final = {
    "stemdesk": 1, "job": "j1", "source": "/songs/a song.wav", "provider": "local", "model": "vocals",
    "model_name": "Quick vocals", "options": {"prefer": "vocals"}, "format": "wav16", "date": "2026-11-24T08:00:00+00:00",
    "stems": [{"stem": "vocals", "file": "vocals.wav"}, {"stem": "drums", "file": "drums.wav"}], "documents": ["a.txt"],
}  # fmt: skip


def _drop(stems: Sequence[bytes], data: bytes, folder: Path) -> None:
    dropped = folder / "stems"
    dropped.mkdir()
    for name, stem in zip(("vocals", "drums"), stems, strict=True):
        (dropped / f"{name}.wav").write_bytes(stem)
    (dropped / MANIFEST_NAME).write_bytes(data)
    read_stem_folder(dropped)
    store = Store(folder / "db")
    try:
        added = asyncio.run(Library(store).add([dropped]))
        if len(added.song_ids) + len(added.refused) != 1:
            raise AssertionError(added)
        for song in store.songs():
            for found in song.results:
                str(found.label)
    finally:
        store.close()


def _settings(folder: Path) -> bytes:
    settings = Settings(_places(folder / "settings"))
    settings.remember("provider", "mvsep")
    settings.set_favourite("mvsep", "40", wanted=True)
    settings.used("mvsep", "26")
    settings.set_size_limit("mvsep", paid=True, megabytes=200)
    settings.notify = False
    settings.output = Path("/music/Stems")
    settings.language = "ja"
    settings.looked_for_updates = 1_700_000_000
    settings._file.setValue(
        "split/presets", json.dumps([{"name": "x", "provider": "mvsep", "model": "40", "options": {}}])
    )
    settings._file.setValue("window/geometry", settings.geometry)
    settings._file.sync()
    return (folder / "settings" / "config" / "stemdesk.ini").read_bytes()


def _places(root: Path) -> AppPaths:
    return AppPaths(root / "config", root / "state", root / "cache", root / "logs", root / "stems", root)


def _read_settings(data: bytes, folder: Path) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "stemdesk.ini").write_bytes(data)
    settings = Settings(_places(folder))
    for name in dir(Settings):
        if isinstance(getattr(Settings, name), property):
            getattr(settings, name)
    settings.choice("provider")
    settings.favourites("mvsep")
    settings.recent("mvsep")
    settings.size_limit("mvsep", paid=True, otherwise=100)
    settings.remember("model", "40")
    settings.used("mvsep", "26")


def _database(folder: Path) -> bytes:
    path = folder / "database"
    store = Store(path, folder)
    for number in range(12):
        song = store.add_song(SongFile(Path(f"/songs/{number}.wav"), 44_100, 44_100, 2, "wav pcm_16"))
        spec = JobSpec(f"/songs/{number}.wav", "mvsep", "40", "wav16", Path("/out"), {"add_opt1": "81"}, "BS Roformer")
        store.add_job(
            Job(f"job{number}", spec, Progress(JobState.FAILED), 1.8e9 + number, song, ticket={"hash": "h" * 20})
        )
        if number % 2:
            stems = (StemFile("vocals", Path(f"/out/{number}/vocals.wav")),)
            store.deliver(
                f"job{number}",
                text("{model}", model="M"),
                Results(Path(f"/out/{number}"), stems, (Path("/out/a.txt"),)),
            )
        store.keep_mix(Path(f"/out/{number}"), {"lanes": {"vocals": {"gain": -3.0}}})
    store.close()
    return path.read_bytes()


def _read_database(data: bytes, folder: Path) -> None:
    path = folder / "stemdesk.sqlite3"
    path.write_bytes(data)
    store, notice = open_store(path, folder)
    str(notice)
    try:
        each(*_reads(store))
    finally:
        store.close()


def _reads(store: Store) -> Sequence[Callable[[], object]]:
    def shown() -> None:
        from stemdesk.commands import job_lines
        from stemdesk.commands.jobs import _when, _words

        jobs = store.jobs()
        assert store.tell_jobs(job_lines.of_row, job_lines.of_job) == [job_lines.of_job(job) for job in jobs]
        for job in jobs:
            _when(job), _words(job), job.spec.title

    def songs() -> None:
        for song in store.songs():
            str(song.song_file.title), song.song_file.seconds
            for found in song.results:
                str(found.label)

    return (
        shown, songs, store.unfinished, lambda: store.other_tickets("job1", "mvsep"), lambda: store.mix(Path("/out/3")),
        store.cancels_wanted, lambda: store.add_song(SongFile(Path("/songs/new.wav"), 1, 44_100, 2, "wav")),
        lambda: store.write_progress("job2", Progress(JobState.PROCESSING, 0.5, text("x"))),
    )  # fmt: skip


_ROWS: Final[dict[str, dict[str, object]]] = {
    "songs": {"path": "/songs/3.wav", "title": "t", "frames": 1, "rate": 44_100, "channels": 2, "codec": "wav", "added": 1.0},
    "jobs": {"source": "/songs/3.wav", "provider": "mvsep", "model": "40", "model_name": "M", "options": "{}",
             "format": "wav16", "output": "/out", "state": "failed", "fraction": 0.5,
             "detail": '{"text": "x {n}", "values": {"n": 1}}',
             "ticket": '{"hash": "x"}', "delivery": "/out/3", "error_kind": "quota", "error": '{"text": "x", "values": {}}',
             "created": 1.0, "started": 2.0, "finished": 3.0, "reference": "", "label": ""},
    "results": {"folder": "/out/3", "label": '{"text": "{model}", "values": {"model": "M"}}',
                "stems": '[["vocals", "/out/3/v.wav"]]', "documents": '["/out/3/a.txt"]', "created": 1.0},
    "mixes": {"settings": '{"lanes": {}}'},
}  # fmt: skip


def _read_rows(database: bytes, data: bytes, folder: Path) -> None:
    """Values that SQLite finds nothing wrong with."""
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError):
        return
    path = folder / "stemdesk.sqlite3"
    path.write_bytes(database)
    with closing(sqlite3.connect(path)) as opened, opened:
        for table, names in _ROWS.items():
            row = rows.get(table) if isinstance(rows, dict) else None
            for column in names:
                if isinstance(row, dict) and column in row and isinstance(row[column], (str, int, float, type(None))):
                    with suppress(sqlite3.Error, OverflowError, UnicodeEncodeError):  # what the table refuses
                        opened.execute(f"UPDATE OR IGNORE {table} SET {column}=? WHERE rowid=4", (row[column],))  # noqa: S608
    store, _ = open_store(path, folder)
    try:
        each(*_reads(store))
    finally:
        store.close()


def _zips() -> list[bytes]:
    made = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            for name in ("320_人声.wav", "drums.wav", "../up.wav", "readme.txt"):
                archive.writestr(name, b"RIFF" + bytes(2000))
        made.append(file.getvalue())
    return made


def _unpack(data: bytes, folder: Path) -> None:
    (folder / "a.zip").write_bytes(data)
    (folder / "out").mkdir()
    for _, path in unpack_sounds(bool, folder / "a.zip", folder / "out", 1 << 20):
        if path.parent != folder / "out":
            raise AssertionError(path)
