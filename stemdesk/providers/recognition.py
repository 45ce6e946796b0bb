"""Whether stems were made from a song: by ear, for results that nothing else proves to be ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.audio.analysis.alignment import likeness
from stemdesk.audio.files.probe import probe
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.resampling import ResampledReader
from stemdesk.core.errors import StemDeskError
from stemdesk.core.later import later
from stemdesk.providers.verification import is_as_long

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from stemdesk.core.song_files import SongFile
else:
    np = later("numpy")

#: Where a song is listened to (shares of its length), and for how long.
_PLACES: Final = (0.2, 0.45, 0.7)
_SECONDS: Final = 8.0
#: Stems of a song, or their sum, reach 0.7 and more; songs of other people in the same key stay below 0.4.
_ENOUGH: Final = 0.6


def are_of(stop: Callable[[], bool], stems: Sequence[Path], song: SongFile) -> bool:
    """True if the stems are as long as the song, and their sum, or one of them, is what it sounds like. False for files that
    cannot be read."""
    try:
        original = _excerpts(song.path)
        parts = []
        for stem in stems:
            if stop() or not is_as_long(probe(stem).seconds, song.seconds):
                return False
            parts.append(_excerpts(stem))
    except (StemDeskError, OSError):
        return False
    if not parts:
        return False
    together = [_sum([part[i] for part in parts]) for i in range(len(_PLACES))]
    return any(likeness(list(zip(original, heard, strict=True))) > _ENOUGH for heard in (together, *parts))


def _excerpts(path: Path) -> list[NDArray[np.float32]]:
    """Mono at 44.1 kHz."""
    reader = open_audio(path)
    try:
        at_rate = reader if reader.rate == 44_100 else ResampledReader(reader, 44_100)
        found = []
        for place in _PLACES:
            at_rate.seek(max(0, int(place * at_rate.frames - _SECONDS / 2 * at_rate.rate)))
            found.append(_read(at_rate.read, int(_SECONDS * at_rate.rate)))
        return found
    finally:
        reader.close()


def _read(read: Callable[[int], NDArray[np.float32]], frames: int) -> NDArray[np.float32]:
    blocks = []
    while frames > 0 and len(block := read(min(frames, 1 << 16))):
        blocks.append(block.mean(axis=1, dtype=np.float32))
        frames -= len(block)
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _sum(parts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    length = min(len(part) for part in parts)
    total: NDArray[np.float32] = np.sum([part[:length] for part in parts], axis=0, dtype=np.float32)
    return total
