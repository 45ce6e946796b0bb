"""Writes float32 blocks as a sound file: the stems of the local engine and everything that is exported."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import soundfile

from stemdesk.audio.files.reader import open_sound_file
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.models import Format
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.files.reader import Samples
    from stemdesk.core.song_files import SongFile

#: libsndfile's Vorbis encoder overruns its stack when it is given minutes at once.
_BLOCK: Final = 4096
_LARGEST_WAV: Final = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Encoding:
    """How samples become a file. `container` and `subtype` are libsndfile's names; "av" hands over to FFmpeg.

    `rates` are the only ones that it holds, rising; empty where it holds any up to `max_rate`.
    """

    format: Format
    container: str
    subtype: str
    bits: int | None
    max_rate: int
    max_channels: int
    rates: tuple[int, ...] = ()

    def rate_for(self, rate: int) -> int:
        """The rate at which sound of `rate` is kept: its own, else the next higher one, else the highest."""
        if not self.rates:
            return min(rate, self.max_rate)
        return next((held for held in self.rates if held >= rate), self.rates[-1])

    @property
    def clips(self) -> bool:
        """Whether samples beyond full scale are lost."""
        return self.subtype != "FLOAT"

    def max_bytes(self, song_file: SongFile) -> int:
        """What a sound as long as `song_file` may take at the most: uncompressed, or 40 kB a second of a lossy one."""
        if self.bits is None:
            return int(song_file.seconds * 40_000)
        return song_file.frames * song_file.channels * self.bits // 8


ENCODINGS: Final = {
    encoding.format.id: encoding
    for encoding in (
        Encoding(Format("flac24", text("FLAC, 24 bit"), ".flac"), "FLAC", "PCM_24", 24, 655_350, 8),
        Encoding(Format("flac16", text("FLAC, 16 bit"), ".flac"), "FLAC", "PCM_16", 16, 655_350, 8),
        Encoding(Format("wav24", text("WAV, 24 bit"), ".wav"), "WAV", "PCM_24", 24, 1_000_000, 64),
        Encoding(Format("wav16", text("WAV, 16 bit"), ".wav"), "WAV", "PCM_16", 16, 1_000_000, 64),
        Encoding(Format("wav32f", text("WAV, 32 bit float"), ".wav"), "WAV", "FLOAT", 32, 1_000_000, 64),
        Encoding(
            Format("mp3", text("MP3, 320 kbit/s"), ".mp3"),
            "MP3",
            "MPEG_LAYER_III",
            None,
            48_000,
            2,
            (8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000),
        ),
        Encoding(Format("ogg", text("Ogg Vorbis, high quality"), ".ogg"), "OGG", "VORBIS", None, 192_000, 8),
        Encoding(
            Format("m4a", text("M4A (AAC), 256 kbit/s"), ".m4a"),
            "av",
            "aac",
            None,
            96_000,
            8,
            (8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000),
        ),
    )
}


def encoding_for(path: Path, format_id: str | None = None) -> Encoding:
    """The encoding named by `format_id`, else the best one for the file's ending (24 bit for WAV and FLAC).

    Raises UsageError with the known endings.
    """
    if format_id is not None:
        if format_id in ENCODINGS:
            return ENCODINGS[format_id]
        raise UsageError(f"format {format_id!r} is not one of {', '.join(ENCODINGS)}")
    best = {".wav": "wav24", ".flac": "flac24", ".mp3": "mp3", ".ogg": "ogg", ".oga": "ogg", ".m4a": "m4a"}
    try:
        return ENCODINGS[best[path.suffix.lower()]]
    except KeyError:
        raise UsageError(f"{path.name}: the ending has to be one of {', '.join(best)}") from None


def check(encoding: Encoding, _rate: int, channels: int) -> None:
    """Raises StemDeskError(UNSUPPORTED) where the format cannot hold such sound. A rate that it does not know is no
    reason: the sound is brought to one that it does."""
    if channels > encoding.max_channels:
        raise StemDeskError(
            ErrorKind.UNSUPPORTED,
            text(
                "{format} holds {most} channels at the most, and this has {channels}. Choose WAV.",
                format=str(encoding.format.label), channels=channels, most=encoding.max_channels,
            ),
        )  # fmt: skip


class AudioWriter(Protocol):
    def write(self, block: Samples) -> None:
        """Appends (frames, channels). Raises StemDeskError(DISK) when the disk is full or gone."""

    def close(self) -> None:
        """Finishes the file and sees it onto the disk. Raises StemDeskError(DISK)."""


def create_audio(
    path: Path, encoding: Encoding, rate: int, channels: int, expected_frames: int | None = None
) -> AudioWriter:
    """Opens `path` for writing, replacing what is there. Sound at a rate that the format does not hold is resampled.

    `expected_frames` makes a WAV that would pass 4 GB an RF64 from the start.
    Raises StemDeskError: UNSUPPORTED (channels), DISK.
    """
    check(encoding, rate, channels)
    held = encoding.rate_for(rate)
    if held != rate:
        from stemdesk.audio.files.resampling import ResamplingWriter  # noqa: PLC0415  soxr loads only where it is needed

        frames = None if expected_frames is None else expected_frames * held // rate
        return ResamplingWriter(create_audio(path, encoding, held, channels, frames), rate, held, channels)
    if encoding.container == "av":
        from stemdesk.audio.files.ffmpeg_writer import AvWriter  # noqa: PLC0415  only for the format that needs it

        return AvWriter(path, encoding, rate, channels)
    return SoundFileWriter(path, encoding, rate, channels, expected_frames)


class SoundFileWriter:
    def __init__(self, path: Path, encoding: Encoding, rate: int, channels: int, expected: int | None) -> None:
        self._path = path
        container = encoding.container
        if container == "WAV" and (expected or 0) * channels * (encoding.bits or 32) // 8 > _LARGEST_WAV:
            container = "RF64"
        quality: dict[str, float | str] = {}
        if container == "MP3":
            quality = {"compression_level": 0.0, "bitrate_mode": "CONSTANT"}
        elif container == "OGG":
            quality = {"compression_level": 0.2}
        try:
            self._file = open_sound_file(
                path, "w", samplerate=rate, channels=channels, subtype=encoding.subtype, format=container, **quality
            )
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(path) from None

    def write(self, block: Samples) -> None:
        try:
            for start in range(0, len(block), _BLOCK):
                self._file.write(block[start : start + _BLOCK])
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(self._path) from None

    def close(self) -> None:
        try:
            self._file.close()
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(self._path) from None
        fsync_file(self._path)


def fsync_file(path: Path) -> None:
    """Sees a finished file onto the disk (a laptop may lose power the moment a job is called done)."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError:
        raise cannot_write(path) from None


def check_free_space(folder: Path, needed: int) -> None:
    """Raises StemDeskError(DISK) where `needed` bytes do not fit any more, before anything is begun."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # whoever writes there will say what is wrong with it
    if free < needed:
        raise StemDeskError(
            ErrorKind.DISK,
            text("The stems may need {needed} MB, and the disk has {free} MB free. Make room, or choose another folder.",
                 needed=(needed >> 20) + 1, free=free >> 20),
        )  # fmt: skip


def cannot_write(path: Path) -> StemDeskError:
    """Why a file cannot be written, told from the disk's own state."""
    shown = path.parent
    while shown.name.startswith("."):  # a hidden folder is one of ours, on the way to the one that the user knows
        shown = shown.parent
    folder = str(shown)
    free: int | None = None
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
    if free is not None and free < 1 << 20:
        return StemDeskError(
            ErrorKind.DISK, text("The disk of “{folder}” is full. Free some space, then try again.", folder=folder)
        )
    return StemDeskError(
        ErrorKind.DISK,
        text("“{folder}” cannot be written to. Choose another folder for the stems, then try again.", folder=folder),
    )
