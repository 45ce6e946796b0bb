"""Listens to a song's stems for beats, key, tuning and loudness, in a process of its own (see `stemdesk.workers`).

Beats come from the whole song, as the network of beats was trained, the key from everything but the drums. The request is
`{"stems": [[name, path], …], "original": path or null}`, the result the fields of an `Analysis`, chords, keys and sections
as lists of their fields.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.audio.analysis.alignment import estimate_delay
from stemdesk.audio.analysis.beat_tracker import BeatTracker
from stemdesk.audio.analysis.key_detector import KeyDetector
from stemdesk.audio.analysis.sections import SectionFinder
from stemdesk.audio.dsp.loudness import Loudness
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.core.stems import StemFamily, family_of
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Piece = tuple[float, NDArray[np.float32], NDArray[np.float32]]

_BLOCK: Final = 1 << 15
_NO_PITCH: Final = (StemFamily.DRUMS, StemFamily.NOISE)


def analyse(request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
    """Hears all of it once. Raises StemDeskError as `open_audio`."""
    names = [name for name, _ in request["stems"]]
    files = [Path(path) for _, path in request["stems"]]
    original = request["original"]
    if original is not None:
        files.append(Path(original))
    families = [family_of(name) for name in names]
    sounding = [family not in _NO_PITCH for family in families]
    report(0.0)
    with closing(MultitrackReader(files, len(names))) as reader:
        pulse, harmony, parts = BeatTracker(reader.rate), KeyDetector(reader.rate), SectionFinder(reader.rate)
        together, alone = Loudness(reader.rate), Loudness(reader.rate)
        pieces: list[Piece] = []
        while reader.at < reader.frames:
            tracks = reader.read(min(_BLOCK, reader.frames - reader.at))
            report(reader.at / reader.frames)
            own = tracks[: len(names)]
            pulse.add(own.sum(axis=0).mean(axis=1), own[sounding].sum(axis=0).mean(axis=1))
            parts.add({name: track.mean(axis=1) for name, track in zip(names, own, strict=True)})
            harmony.add(own[sounding].sum(axis=(0, 2)))
            total = own.sum(axis=0)
            together.add(total)
            if original is not None:
                alone.add(tracks[-1])
                pieces = _loudest([*pieces, (float(np.sum(total**2)), total.sum(axis=1), tracks[-1].sum(axis=1))])
        beats = pulse.result(reader.frames)
        key, key_certainty, tuning = harmony.result()
        gain = 0.0
        loud, own_loud = together.integrated(), alone.integrated()
        if loud is not None and own_loud is not None:
            gain = min(12.0, max(-12.0, loud - own_loud))
        return {
            "rate": reader.rate,
            "bpm": beats.bpm,
            "bpm_certainty": beats.certainty,
            "beats": beats.frames.tolist(),
            "key": key,
            "key_certainty": key_certainty,
            "tuning_cents": tuning,
            "downbeats": beats.downbeats.tolist(),
            "chords": [],
            "keys": [],
            "sections": [astuple(part) for part in parts.result(beats.frames, beats.downbeats, ())],
            "lufs": own_loud if own_loud is not None else loud,
            "original_gain_db": gain,
            "original_late": estimate_delay([(a, b) for _, a, b in pieces]),
        }


def _loudest(pieces: list[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: -piece[0])[:4]


def main() -> int:
    worker_process.step_back()
    return worker_process.serve(analyse)


if __name__ == "__main__":
    raise SystemExit(main())
