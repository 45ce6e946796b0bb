"""Renders what would be heard to a file: the player's own mixer, without a sound card. `stemdesk mix` and Export."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.encode import create_audio
from stemdesk.audio.lanes import LaneReader
from stemdesk.audio.mixer import LaneSetting, Mixer, gains
from stemdesk.audio.stretch import stretched
from stemdesk.core.errors import StemDeskError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from stemdesk.audio.encode import Encoding
    from stemdesk.audio.mixer import Floats

_BLOCK: Final = 16_384


@dataclass(frozen=True, slots=True)
class Mixdown:
    """What to render. `start` and `end` are seconds of the song (end None: to its end)."""

    stems: Sequence[Path]
    lanes: Sequence[LaneSetting]
    master_db: float = 0.0
    start: float = 0.0
    end: float | None = None
    tempo: float = 1.0
    semitones: float = 0.0

    @property
    def is_stretched(self) -> bool:
        return self.tempo != 1.0 or self.semitones != 0.0


def render(
    mixdown: Mixdown, target: Path, encoding: Encoding, progress: Callable[[float], None] = lambda _: None
) -> int:
    """Writes the mix to `target` and says how many frames it has.

    The file appears under its name only when it is whole; an older one stays until then.
    Raises StemDeskError (DECODE, DISK, UNSUPPORTED) and UsageError for an empty range.
    """
    reader = LaneReader(mixdown.stems)
    part = target.with_name(f".{target.name}.part")
    try:
        first = round(mixdown.start * reader.rate)
        last = reader.frames if mixdown.end is None else min(reader.frames, round(mixdown.end * reader.rate))
        if last <= first:
            raise UsageError("the range to render is empty")
        blocks = _mixed(reader, mixdown, first, last, progress)
        if mixdown.is_stretched:
            blocks = stretched(blocks, reader.rate, last - first, mixdown.tempo, mixdown.semitones)
        written = 0
        writer = create_audio(part, encoding, reader.rate, 2, last - first)
        for block in blocks:
            writer.write(np.clip(block, -1.0, 1.0) if encoding.clips else block)
            written += len(block)
        writer.close()
        part.replace(target)
        return written
    except (StemDeskError, UsageError, OSError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    finally:
        reader.close()


def _mixed(
    reader: LaneReader, mixdown: Mixdown, first: int, last: int, progress: Callable[[float], None]
) -> Iterator[Floats]:
    matrix = gains(mixdown.lanes, mixdown.master_db)
    mixer = Mixer(len(reader), reader.rate, _BLOCK)
    mixer.jump(matrix)
    reader.seek(first)
    lanes = np.zeros((len(reader), _BLOCK, 2), np.float32)
    for at in range(first, last, _BLOCK):
        frames = min(_BLOCK, last - at)
        reader.read_into(lanes[:, :frames])
        out = np.empty((frames, 2), np.float32)
        mixer.mix(lanes[:, :frames], matrix, out)
        progress((at + frames - first) / (last - first))
        yield out
