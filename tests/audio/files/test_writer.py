from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stemdesk.audio.files.encodings import ENCODINGS, encoding_for
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.writer import create_audio
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from tests.sounds import decibels, music

BITS_FLOOR = {16: -90.0, 24: -130.0, 32: -200.0}


@pytest.mark.parametrize("format_id", ENCODINGS)
@pytest.mark.parametrize("channels", [1, 2])
def test_what_is_written_is_read_back(tmp_path: Path, format_id: str, channels: int) -> None:
    encoding = ENCODINGS[format_id]
    data = music(1.5, channels=channels)
    path = tmp_path / f"x{encoding.format.suffix}"
    writer = create_audio(path, encoding, 44_100, channels)
    for start in range(0, len(data), 10_000):
        writer.write(data[start : start + 10_000])
    writer.close()
    back = open_audio(path).read(1_000_000)
    assert len(back) == len(data)
    if encoding.bits:
        assert decibels(back - data) < BITS_FLOOR[encoding.bits]
    else:
        assert decibels(back - data) < decibels(data) - 8


@pytest.mark.parametrize("format_id", ["mp3", "m4a", "ogg"])
@pytest.mark.parametrize("rate", [1_000, 4_000, 13_000, 37_800, 44_056, 96_000, 352_800])
def test_a_song_at_a_rate_that_the_format_does_not_hold_comes_out_at_one_that_it_does(
    tmp_path: Path, format_id: str, rate: int
) -> None:
    encoding = ENCODINGS[format_id]
    seconds = 0.5
    t = np.arange(round(seconds * rate)) / rate
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 220 * t)[:, None], 2, axis=1).astype(np.float32)
    path = tmp_path / f"x{encoding.format.suffix}"
    writer = create_audio(path, encoding, rate, 2)
    for start in range(0, len(tone), 1_000):
        writer.write(tone[start : start + 1_000])
    writer.close()
    reader = open_audio(path)
    back = reader.read(10_000_000)[:, 0]
    reader.close()
    assert reader.rate >= min(rate, encoding.max_rate)
    assert len(back) == round(seconds * reader.rate)
    spectrum = np.abs(np.fft.rfft(back * np.hanning(len(back))))
    assert abs(int(np.argmax(spectrum)) / seconds - 220) <= 2


def test_two_minutes_of_vorbis_in_one_call_do_not_crash_the_process(tmp_path: Path) -> None:
    writer = create_audio(tmp_path / "long.ogg", ENCODINGS["ogg"], 44_100, 2)
    writer.write(np.zeros((120 * 44_100, 2), np.float32))
    writer.close()


@pytest.mark.parametrize(
    ("format_id", "rate", "channels"), [("mp3", 44_100, 6), ("flac24", 44_100, 12), ("wav16", 44_100, 65)]
)
def test_what_a_format_cannot_hold_is_said_before_anything_is_written(
    tmp_path: Path, format_id: str, rate: int, channels: int
) -> None:
    with pytest.raises(StemDeskError) as caught:
        create_audio(tmp_path / "x", ENCODINGS[format_id], rate, channels)
    assert caught.value.kind is ErrorKind.UNSUPPORTED
    assert not (tmp_path / "x").exists()


def test_a_folder_that_is_not_there_is_a_disk_error(tmp_path: Path) -> None:
    with pytest.raises(StemDeskError) as caught:
        create_audio(tmp_path / "no" / "x.wav", ENCODINGS["wav16"], 44_100, 2)
    assert caught.value.kind is ErrorKind.DISK


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format_id", ["wav16", "flac24", "mp3", "m4a"])
def test_a_disk_that_fills_up_in_the_middle_is_a_disk_error(tmp_path: Path, format_id: str) -> None:
    path = tmp_path / f"x{ENCODINGS[format_id].format.suffix}"
    path.symlink_to("/dev/full")
    with pytest.raises(StemDeskError) as caught:  # noqa: PT012  some formats notice late, at the end
        writer = create_audio(path, ENCODINGS[format_id], 44_100, 2)
        for _ in range(20):
            writer.write(music(1.0))
        writer.close()
    assert caught.value.kind is ErrorKind.DISK


def test_a_hidden_work_folder_is_not_what_people_are_told_about(tmp_path: Path) -> None:
    with pytest.raises(StemDeskError) as caught:
        create_audio(tmp_path / "Stems" / ".stemdesk-abc" / "x.wav", ENCODINGS["wav16"], 44_100, 2)
    assert "Stems" in str(caught.value)
    assert ".stemdesk" not in str(caught.value)


def test_the_ending_decides_the_format() -> None:
    assert encoding_for(Path("a.FLAC")).subtype == "PCM_24"
    assert encoding_for(Path("a.wav"), "wav16").subtype == "PCM_16"
    with pytest.raises(UsageError, match=r"\.flac"):
        encoding_for(Path("a.xyz"))
