"""What files and servers promise takes no memory. Each case runs in a process of its own, whose peak is measured."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

import av
import numpy as np
import pytest
import soundfile

from tests.sounds import music

#: A cover or list of files of this size is promised, and lies there as a hole in the file.
_HUGE: Final = 250 << 20
_MEASURE: Final = """
import sys
from pathlib import Path
from stemdesk.audio.files.probe import verify_decodable
from stemdesk.audio.files.tags import read_tags
from stemdesk.audio.files import ffmpeg_reader  # noqa
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.audio.files.stem_folder import read_stem_folder
from stemdesk.core.errors import StemDeskError
from stemdesk.core.lenient_json import parsed
from stemdesk.core.untrusted.safe_html import safe_html
from stemdesk.core.app_paths import AppPaths
from stemdesk.gui.base.settings import Settings
from stemdesk.providers.zip_files import unpack_sounds
import soxr

def peak():  # of this program alone, unlike getrusage's, which begins with that of whoever started it
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

path = Path(sys.argv[1])
before = peak()
try:
    found = eval(sys.argv[2])
except StemDeskError as error:
    found = error.kind.value
print((peak() - before) // 1024)
print(found)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")


def megabytes(path: Path, what: str) -> tuple[int, str]:
    """How much a process's peak grows by `what`, and what came of it."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path), what], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    grown, _, found = done.stdout.partition("\n")
    return int(grown), found.strip()


def test_a_song_that_promises_a_thousand_channels_takes_no_gigabyte(tmp_path: Path) -> None:
    song = tmp_path / "song.wav"
    soundfile.write(song, music(1.0), 44_100)
    head = bytearray(song.read_bytes())
    head[22:24] = (1000).to_bytes(2, "little")
    head[32:34] = (2000).to_bytes(2, "little")
    song.write_bytes(bytes(head))
    grown, found = megabytes(song, "verify_decodable(path)")
    assert grown < 30
    assert found == "unsupported"


def _mp3_with_a_huge_cover(path: Path) -> None:
    soundfile.write(path, music(1.0), 44_100, format="MP3")
    sound = path.read_bytes()
    size = bytes((_HUGE >> shift) & 0x7F for shift in (21, 14, 7, 0))
    frame = bytes(((_HUGE - 100) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    with path.open("wb") as file:
        file.write(b"ID3\x04\0\0" + size + b"APIC" + frame + b"\0\0\0image/jpeg\0\x03\0")
        file.seek(_HUGE + 10)
        file.write(sound)


def _m4a_with_a_huge_cover(path: Path) -> None:
    with av.open(str(path), "w", format="ipod") as file:
        stream = file.add_stream("aac", rate=44_100, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        for start in range(0, 44_100, 1024):
            block = np.ascontiguousarray(music(1.0)[start : start + 1024].T)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate = 44_100
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    sound = path.read_bytes()
    at = sound.index(b"moov") - 4
    size = int.from_bytes(sound[at : at + 4], "big")
    handler = struct.pack(">I", 33) + b"hdlr" + bytes(8) + b"mdirappl" + bytes(9)
    boxes = b""
    for name, body in ((b"data", struct.pack(">II", 13, 0)), (b"covr", b""), (b"ilst", b""), (b"meta", bytes(4) + handler),
                       (b"udta", b"")):  # fmt: skip
        boxes = struct.pack(">I", 8 + len(body) + len(boxes) + _HUGE) + name + body + boxes
    with path.open("wb") as file:
        file.write(sound[:at] + struct.pack(">I", size + len(boxes) + _HUGE) + sound[at + 4 : at + size] + boxes)
        file.seek(_HUGE, 1)
        file.write(sound[at + size :] or bytes(1))


def _flac_with_many_covers(path: Path) -> None:
    soundfile.write(path, music(1.0), 44_100)
    sound = path.read_bytes()
    picture = (1 << 24) - 1
    with path.open("wb") as file:
        file.write(sound[:4] + bytes([0]) + sound[5:42])
        for _ in range(_HUGE // picture):
            file.write(b"\x06\xff\xff\xff" + struct.pack(">8I", 3, 0, 0, 0, 0, 0, 0, picture - 32))
            file.seek(picture - 32, 1)
        file.write(b"\x81\0\0\x04" + bytes(4) + sound[sound.index(b"\xff\xf8") :])


def _ogg_with_a_huge_comment(path: Path) -> None:
    soundfile.write(path, music(1.0), 44_100, format="OGG", subtype="VORBIS")
    sound = path.read_bytes()
    second = sound.index(b"OggS", 4)
    serial = sound[14:18]
    page = b"OggS\0\0" + bytes(8) + serial
    with path.open("wb") as file:
        file.write(sound[:second])
        for number in range(1, _HUGE // 65_025):
            file.write(page + number.to_bytes(4, "little") + bytes(4) + b"\xff" + b"\xff" * 255)
            file.write(b"\x03vorbis\0\0\0\0\1\0\0\0\xff\xff\xff\x10title=" if number == 1 else b"")
            file.seek(65_025 - (23 if number == 1 else 0), 1)
        file.write(sound[second:])


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("song.mp3", _mp3_with_a_huge_cover), ("song.m4a", _m4a_with_a_huge_cover), ("song.flac", _flac_with_many_covers),
        ("song.ogg", _ogg_with_a_huge_comment),
    ],
)  # fmt: skip
@pytest.mark.parametrize("what", ["read_tags(path)", "verify_decodable(path)"])
def test_a_cover_of_250_mb_in_a_song_is_not_taken_into_memory(
    tmp_path: Path, name: str, make: object, what: str
) -> None:
    assert callable(make)
    make(tmp_path / name)
    assert megabytes(tmp_path / name, what)[0] < 120


def test_a_stem_at_a_rate_that_no_one_has_does_not_grow_a_thousandfold(tmp_path: Path) -> None:
    song = tmp_path / "song.wav"
    soundfile.write(song, np.zeros((60_000, 32), np.float32), 1_000)
    assert megabytes(song, "MultitrackReader([path], rate=192_000).read(4_096).shape")[0] < 150


def test_a_catalogue_of_nothing_but_brackets_is_not_unfolded_into_memory(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    answer.write_bytes(b"[" + b"[]," * 5_000_000 + b"0]")
    grown, found = megabytes(answer, "parsed(path.read_bytes())")
    assert found == "None"
    assert grown < 40


def test_a_stemdesk_json_without_end_is_not_unfolded_into_memory(tmp_path: Path) -> None:
    (tmp_path / "stemdesk.json").write_bytes(b'{"stems": [' + b"{}," * 40_000_000 + b"0]}")
    assert megabytes(tmp_path, "read_stem_folder(path)")[0] < 60


def test_a_large_catalogue_is_read_as_before() -> None:
    from stemdesk.core.lenient_json import parsed

    catalogue = [{"id": n, "name": f"model {n}, and more", "options": {"a": [1, 2, 3]}} for n in range(40_000)]
    assert parsed(json.dumps(catalogue)) == catalogue


def test_a_description_without_end_is_not_built_in_memory(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<p><b>x" * 3_000_000)
    assert megabytes(page, "len(safe_html(path.read_text()))")[0] < 60


def test_a_zip_that_lists_a_million_files_is_not_taken_into_memory(tmp_path: Path) -> None:
    archive = tmp_path / "stems.zip"
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"a.wav"
    count = 1_000_000
    with archive.open("wb") as file:
        for _ in range(count // 1_000):
            file.write(entry * 1_000)
        file.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0))
    grown, found = megabytes(archive, "unpack_sounds(lambda: False, path, path.parent, 1 << 30)")
    assert grown < 40
    assert found == "server"


_LANGUAGE: Final = "Settings(AppPaths(path, path, path, path, path)).language"


@pytest.mark.parametrize("folder", ["config", "a config that nobody may write"])
def test_settings_of_500_mb_are_put_aside_and_take_no_memory(tmp_path: Path, folder: str) -> None:
    config = tmp_path / folder
    config.mkdir()
    with (config / "stemdesk.ini").open("wb") as file:
        file.write(b"[window]\nlanguage=ja\ngeometry=@ByteArray(")
        file.truncate(500 << 20)
    if "nobody" in folder:
        (config / "stemdesk.ini.unreadable").mkdir()  # so that putting it aside fails, for root as well
    grown, found = megabytes(config, f"({_LANGUAGE}, (path / 'stemdesk.ini').exists())")
    assert grown < 30
    assert found == str(("", "nobody" in folder))


@pytest.mark.parametrize("before", ["", "ja, "])
def test_a_list_in_the_settings_that_promises_two_thousand_million_words_gets_no_room(
    tmp_path: Path, before: str
) -> None:
    (tmp_path / "stemdesk.ini").write_text(f"[window]\nlanguage={before}@Variant(\\0\\0\\0\\xb\\x77\\x35\\x94\\0)\n")
    grown, found = megabytes(tmp_path, _LANGUAGE)
    assert grown < 30
    assert found == ""
    assert (tmp_path / "stemdesk.ini.unreadable").exists()


def test_a_thousand_presets_are_kept_whatever_their_names_are(tmp_path: Path) -> None:
    from stemdesk.core.app_paths import AppPaths
    from stemdesk.gui.base.settings import Preset, Settings

    places = AppPaths(*[tmp_path] * 5)
    presets = [
        Preset(f"夜 {n}", "mvsep", f"{n}", "flac24", {"@Variant(": "=@Variant(", "b": ", @Variant("})
        for n in range(1_000)
    ]
    settings = Settings(places)
    settings.presets = presets
    settings.output = Path("/stems/, @Variant(x")
    settings.remember("model", "@Variant(x")
    settings._file.sync()
    again = Settings(places)
    assert (again.presets, again.output, again.choice("model")) == (presets, settings.output, "@Variant(x")
