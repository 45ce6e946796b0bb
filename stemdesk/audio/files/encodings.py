"""The formats that sound is written in, what each can hold, and what a writer of one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.models import Format
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.dsp.buffers import Samples
    from stemdesk.core.song_files import SongFile


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
        Encoding(Format("aiff24", text("AIFF, 24 bit"), ".aiff"), "AIFF", "PCM_24", 24, 1_000_000, 64),
        Encoding(Format("aiff16", text("AIFF, 16 bit"), ".aiff"), "AIFF", "PCM_16", 16, 1_000_000, 64),
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
    """The encoding named by `format_id`, else the best one for the file's ending (24 bit for WAV, AIFF and FLAC).

    Raises UsageError with the known endings.
    """
    if format_id is not None:
        if format_id in ENCODINGS:
            return ENCODINGS[format_id]
        raise UsageError(f"format {format_id!r} is not one of {', '.join(ENCODINGS)}")
    best = {
        ".wav": "wav24", ".flac": "flac24", ".aiff": "aiff24", ".aif": "aiff24", ".mp3": "mp3", ".ogg": "ogg",
        ".oga": "ogg", ".m4a": "m4a",
    }  # fmt: skip
    try:
        return ENCODINGS[best[path.suffix.lower()]]
    except KeyError:
        raise UsageError(f"{path.name}: the ending has to be one of {', '.join(best)}") from None


def check_encodable(encoding: Encoding, _rate: int, channels: int) -> None:
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
    """A sound file being written from front to back; there is no seeking. What is beyond ±1.0 is clipped by all formats
    but 32-bit float."""

    def write(self, block: Samples) -> None:
        """Appends (frames, channels). Raises StemDeskError(DISK) when the disk is full or gone."""

    def close(self) -> None:
        """Finishes the file and sees it onto the disk. Raises StemDeskError(DISK)."""
