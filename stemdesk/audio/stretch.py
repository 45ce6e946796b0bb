"""Tempo and pitch of a finished mix (Signalsmith Stretch).

python-stretch 0.3 flushes its state at the end of every `process` call: handed over in small blocks, a sine comes back
full of seams (measured: spurs at -2 dB with blocks of 1024, at -60 dB in one piece). So it gets pieces of minutes, which
begin and end in silence or are cross-faded where a recording is longer than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import python_stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stemdesk.audio.mixer import Floats

_PIECE_SECONDS: Final = 240.0
_SEAM_SECONDS: Final = 0.5


def stretched(blocks: Iterable[Floats], rate: int, frames: int, tempo: float, semitones: float) -> Iterator[Floats]:
    """Stereo blocks at another tempo (0.5…2) and pitch (semitones).

    `frames` is the length of the input; exactly round(frames / tempo) frames come out.
    """
    total = round(frames / tempo)
    seam_in = round(_SEAM_SECONDS * rate)
    written = 0
    tail: Floats | None = None
    for piece, start, is_last in _pieces(blocks, round(_PIECE_SECONDS * rate), seam_in):
        engine = python_stretch.Signalsmith.Stretch()
        engine.preset(2, float(rate))
        engine.setTimeFactor(tempo)
        engine.setTransposeSemitones(semitones)
        raw: Floats = np.asarray(engine.process(np.ascontiguousarray(piece.T)), np.float32)
        out = np.ascontiguousarray(raw.T)
        begin = round(start / tempo)
        if tail is not None:
            fade = np.linspace(0, 1, len(tail), dtype=np.float32)[:, None]
            out = out[written - begin :]
            out[: len(tail)] = tail * (1 - fade) + out[: len(tail)] * fade
        end = total if is_last else round((start + len(piece) - seam_in) / tempo)
        yield _exactly(out, end - written)
        tail = out[end - written :][: round(seam_in / tempo)]
        written = end


def _pieces(blocks: Iterable[Floats], size: int, seam: int) -> Iterator[tuple[Floats, int, bool]]:
    """Pieces of about `size` + `seam` frames that overlap by `seam`: (piece, its first frame, whether it is the last)."""
    held = np.zeros((0, 2), np.float32)
    parts: list[Floats] = []
    count = start = 0
    for block in blocks:
        parts.append(block)
        count += len(block)
        if len(held) + count >= 2 * size:
            held = np.concatenate([held, *parts])
            parts, count = [], 0
            yield held[: size + seam], start, False
            held = held[size:]
            start += size
    yield np.concatenate([held, *parts]), start, True


def _exactly(block: Floats, frames: int) -> Floats:
    if len(block) >= frames:
        return block[:frames]
    return np.concatenate([block, np.zeros((frames - len(block), 2), np.float32)])
