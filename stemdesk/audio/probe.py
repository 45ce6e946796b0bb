"""Looks at a dropped file: what is it, how long, and does its sound last to the end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.audio.decode import PROMISE_SLACK_SECONDS, cut_short, not_sound, open_audio
from stemdesk.core.tracks import Track

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BLOCK = 1 << 16


def probe(path: Path) -> Track:
    """What the container says, without decoding the whole.

    Raises as `open_audio` does, and StemDeskError(DECODE) where the header alone gives a cut away (WAV, AIFF).
    """
    reader = open_audio(path)
    try:
        if reader.frames:
            check_length(path, reader.frames, reader.promised, reader.rate)
        return Track(path, reader.frames, reader.rate, reader.channels, reader.codec)
    finally:
        reader.close()


def listen_through(path: Path, stop: Callable[[], bool] = lambda: False) -> Track:
    """Decodes the whole file, so that a song that breaks off is refused before anything is uploaded or paid.

    The `frames` of the answer are those that were really decoded. `stop` is asked between blocks; when it says True
    the track comes back as far as it was heard.
    Raises StemDeskError(DECODE) for a file that is cut short or holds no sound at all.
    """
    reader = open_audio(path)
    try:
        heard = 0
        while not stop():
            block = reader.read(_BLOCK)
            if not len(block):
                check_length(path, heard, reader.promised, reader.rate)
                break
            heard += len(block)
        return Track(path, heard, reader.rate, reader.channels, reader.codec)
    finally:
        reader.close()


def check_length(path: Path, heard: int, promised: int | None, rate: int) -> None:
    """Raises StemDeskError(DECODE) where a file has brought clearly fewer frames than its header promised, or none."""
    if promised is not None and promised - heard > PROMISE_SLACK_SECONDS * rate:
        raise cut_short(path, heard / rate, promised / rate)
    if not heard:
        raise not_sound(path)
