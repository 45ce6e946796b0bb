"""Input: every format, exact seeking, and a clear word for every kind of bad file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
import soundfile

from stemdesk.audio.analysis.waveform_peaks import load_peaks
from stemdesk.audio.files.probe import probe, verify_decodable
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.tags import Tags, read_tags
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.jobs.library import RejectedFile, look
from tests.sounds import make_song, music, read, write

if TYPE_CHECKING:
    from pathlib import Path

FFMPEG = shutil.which("ffmpeg")
LOSSLESS = ("wav", "aiff", "flac")
LOSSY = ("mp3", "ogg", "opus", "m4a", "wma", "ac3")
FILMS = ("mp4", "mkv", "mov")

needs_ffmpeg = pytest.mark.skipif(FFMPEG is None, reason="ffmpeg makes these files")


def convert(source: Path, ending: str, *options: str) -> Path:
    target = source.with_name(f"converted.{ending}")
    assert FFMPEG
    subprocess.run([FFMPEG, "-v", "error", "-y", "-i", str(source), *options, str(target)], check=True)
    return target


@needs_ffmpeg
@pytest.mark.parametrize("ending", [*LOSSLESS, *LOSSY, *FILMS])
def test_every_format_gives_the_music_back(song: Path, ending: str) -> None:
    reader = open_audio(convert(song, ending))
    heard = reader.read(10_000_000)
    assert heard.dtype == np.float32
    assert heard.shape[1] == reader.channels == 2
    true = music(rate=reader.rate)
    length = min(len(heard), len(true))
    assert abs(len(heard) - len(true)) < 0.1 * reader.rate
    loudness = np.sqrt(np.mean(heard[:length] ** 2)) / np.sqrt(np.mean(true[:length] ** 2))
    assert 0.6 < loudness < 1.5
    if ending in LOSSLESS:
        assert len(heard) == len(true)
        assert np.max(np.abs(heard - true)) < 1e-4


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "ogg", "opus", "m4a", "wma", "mkv"])
def test_seeking_lands_on_the_sample_in_any_order(song: Path, ending: str) -> None:
    reader = open_audio(convert(song, ending))
    whole = reader.read(10_000_000)
    for at in (0, 1, 44_100, 77_777, 30_000, 100_000, 5):
        reader.seek(at)
        assert np.array_equal(reader.read(3000), whole[at : at + 3000])


@needs_ffmpeg
def test_a_film_without_sound_is_no_song(tmp_path: Path) -> None:
    target = tmp_path / "silent.mp4"
    assert FFMPEG
    picture = ["-f", "lavfi", "-i", "color=black:s=64x64:d=1"]
    subprocess.run([FFMPEG, "-v", "error", *picture, "-an", str(target)], check=True)
    assert refusal(target).kind is ErrorKind.DECODE


def refusal(path: Path) -> StemDeskError:
    with pytest.raises(StemDeskError) as caught:
        verify_decodable(path)
    assert path.name in str(caught.value)
    return caught.value


def test_a_file_that_vanished(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.wav")
    assert error.kind is ErrorKind.DISK
    assert "not there any more" in str(error)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp3"
    path.touch()
    error = refusal(path)
    assert error.kind is ErrorKind.DECODE
    assert "0 bytes" in str(error)


@pytest.mark.parametrize("content", [b"these are words, not music\n" * 50, bytes(range(256)) * 400, b"\x00" * 5000])
@pytest.mark.parametrize("name", ["words.mp3", "words.wav", "words.flac", "words.m4a", "words"])
def test_what_is_no_sound_whatever_its_name(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).kind is ErrorKind.DECODE


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "aiff", "wma", "mkv"])
def test_a_truncated_download_is_told_from_a_whole_one(song: Path, ending: str) -> None:
    whole = convert(song, ending)
    assert verify_decodable(whole).frames > 0
    cut = whole.with_name(f"cut.{ending}")
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    error = refusal(cut)
    assert error.kind is ErrorKind.DECODE
    assert "breaks off" in str(error)


def test_a_cut_wave_file_is_refused_already_when_it_is_dropped(song: Path) -> None:
    song.write_bytes(song.read_bytes()[:200_000])
    with pytest.raises(StemDeskError, match="breaks off"):
        probe(song)


@needs_ffmpeg
def test_a_recording_whose_header_was_never_finished_is_no_truncation(song: Path) -> None:
    assert FFMPEG
    streamed = song.with_name("streamed.wav")
    raw = subprocess.run([FFMPEG, "-v", "error", "-i", str(song), "-f", "wav", "-"], check=True, capture_output=True)
    streamed.write_bytes(raw.stdout)
    assert verify_decodable(streamed).frames == len(music())


@needs_ffmpeg
def test_a_copy_protected_song_says_so(song: Path) -> None:
    bought = convert(song, "m4a")
    bought.write_bytes(bought.read_bytes().replace(b"mp4a", b"drms"))
    error = refusal(bought)
    assert error.kind is ErrorKind.UNSUPPORTED
    assert "DRM" in str(error)


def test_a_folder_is_not_a_song(tmp_path: Path) -> None:
    assert refusal(tmp_path).kind is ErrorKind.DISK


@pytest.mark.parametrize(
    "name", ["七里香.wav", "Ünïcødé – “quotes”.wav", "夜に駆ける 🎤.wav", "spaces  and\ttabs.wav", "a" * 240 + ".wav"]
)
def test_names_of_every_kind_open(tmp_path: Path, name: str) -> None:
    path = make_song(tmp_path / name, seconds=0.2)
    assert probe(path).seconds == pytest.approx(0.2, abs=0.001)


def test_a_path_of_thousands_of_characters_opens(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 3000:
        folder = folder / ("long" * 50)
    assert probe(make_song(folder / "song.wav", seconds=0.1)).channels == 2


@pytest.mark.parametrize(
    ("rate", "channels"), [(8000, 1), (22_050, 1), (48_000, 2), (96_000, 2), (44_100, 6), (192_000, 1)]
)
def test_rates_and_channels_are_told_as_they_are(tmp_path: Path, rate: int, channels: int) -> None:
    path = make_song(tmp_path / "x.wav", seconds=0.5, rate=rate, channels=channels)
    song_file = probe(path)
    assert (song_file.rate, song_file.channels, song_file.frames) == (rate, channels, rate // 2)


def test_not_a_number_in_a_float_file_does_not_stop_the_reader(tmp_path: Path) -> None:
    data = music(0.5)
    data[100:200] = np.nan
    write(tmp_path / "nan.wav", data, 44_100, "FLOAT")
    assert verify_decodable(tmp_path / "nan.wav").frames == len(data)


def special(path: Path) -> None:
    """A file that is none."""
    if path.name.startswith("pipe"):
        os.mkfifo(path)
    elif path.name.startswith("socket"):
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(os.path.relpath(path))  # the name of a socket may not be long
    else:
        path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name != "posix", reason="such files are found in POSIX folders")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_said_and_not_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.wav"
    special(path)
    with pytest.raises(StemDeskError, match=f"is a {kind}") as caught:
        open_audio(path)
    assert caught.value.kind is ErrorKind.DISK
    assert read_tags(path) == Tags()
    with pytest.raises(StemDeskError, match=f"is a {kind}"):
        load_peaks(path, tmp_path / "cache")
    (refused,) = look([path])
    assert isinstance(refused, RejectedFile)
    assert f"is a {kind}" in str(refused.error.message)


@pytest.mark.parametrize("ending", ["wav", "mka"])
def test_a_thousand_promised_channels_are_said_and_take_no_memory(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"wide.{ending}"
    if ending == "wav":
        write(path, np.zeros((64, 1_000), np.float32), 44_100)
    else:
        with av.open(str(path), "w", format="matroska") as container:
            stream = container.add_stream("pcm_s16le", rate=44_100, layout="65 channels")
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 65 * 64), np.int16), "s16", "65 channels")
            frame.sample_rate = 44_100
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    with pytest.raises(StemDeskError, match="up to 64") as caught:
        probe(path)
    assert caught.value.kind is ErrorKind.UNSUPPORTED


@pytest.mark.parametrize("rate", [1, 2_000_000_000])
def test_an_impossible_sample_rate_is_said(tmp_path: Path, rate: int) -> None:
    write(tmp_path / "odd.wav", np.zeros((64, 2), np.float32), rate)
    with pytest.raises(StemDeskError, match="samples a second"):
        probe(tmp_path / "odd.wav")


def test_sound_that_changes_its_channels_in_the_middle_is_said_with_the_moment(tmp_path: Path) -> None:
    whole = b""
    for channels in (2, 1):
        path = tmp_path / f"{channels}.aac"
        with av.open(str(path), "w", format="adts") as container:
            layout = "stereo" if channels == 2 else "mono"
            stream = container.add_stream("aac", rate=44_100, layout=layout)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(music(2.0, channels=channels).T), "fltp", layout)
            frame.sample_rate = 44_100
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        whole += path.read_bytes()
    path = tmp_path / "radio.aac"
    path.write_bytes(whole)
    with pytest.raises(StemDeskError, match=r"another number of channels.*0:02") as caught:
        verify_decodable(path)
    assert caught.value.kind is ErrorKind.DECODE


@pytest.mark.parametrize("ending", ["flac", "mp3", "ogg"])
def test_reading_on_does_not_seek(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """soundfile sought to where it stood after every block: playing FLAC decoded twice as much as it played."""
    path = tmp_path / f"song.{ending}"
    make_song(path, 2.0)
    whole = read(path)
    sought: list[int] = []
    plain = soundfile.SoundFile.seek

    def counted(file: soundfile.SoundFile, *where: int) -> int:
        sought.append(where[0])
        return int(plain(file, *where))

    monkeypatch.setattr(soundfile.SoundFile, "seek", counted)
    with closing(open_audio(path)) as reader:
        blocks = []
        while len(block := reader.read(3000)):
            blocks.append(block)
        assert np.array_equal(np.concatenate(blocks), whole)
        assert not sought
        reader.seek(500)
        assert np.array_equal(reader.read(700), whole[500:1200])
