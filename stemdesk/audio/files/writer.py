"""Writes float32 blocks as a sound file: the stems of the local engine and everything that is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.audio.files.encodings import AudioWriter, check_encodable
from stemdesk.audio.files.sndfile_writer import SoundFileWriter

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.files.encodings import Encoding


def create_audio(
    path: Path, encoding: Encoding, rate: int, channels: int, expected_frames: int | None = None
) -> AudioWriter:
    """Opens `path` for writing, replacing what is there. Sound at a rate that the format does not hold is resampled.

    `expected_frames` makes a WAV that would pass 4 GB an RF64 from the start.
    Raises StemDeskError: UNSUPPORTED (channels), DISK.
    """
    check_encodable(encoding, rate, channels)
    held = encoding.rate_for(rate)
    if held != rate:
        from stemdesk.audio.files.resampling import ResamplingWriter  # noqa: PLC0415  soxr loads only where it is needed

        frames = None if expected_frames is None else expected_frames * held // rate
        return ResamplingWriter(create_audio(path, encoding, held, channels, frames), rate, held, channels)
    if encoding.container == "av":
        from stemdesk.audio.files.ffmpeg_writer import AvWriter  # noqa: PLC0415  only for the format that needs it

        return AvWriter(path, encoding, rate, channels)
    return SoundFileWriter(path, encoding, rate, channels, expected_frames)
