"""Listens to a song's stems for beats, chords, key, tuning and loudness, in a process of its own (see `stemdesk.workers`).

Beats come from the whole song, as the network of beats was trained, chords and key from everything but drums and vocals.
The request is `{"stems": [[name, path], …], "original": path or null}`, the result the fields of an `Analysis`, chords, keys
and sections as lists of their fields. What is known before the chords are is told beforehand.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.audio.analysis.alignment import estimate_delay
from stemdesk.audio.analysis.sections import SectionFinder
from stemdesk.audio.analysis.song_analysis import chords_missing
from stemdesk.audio.dsp.loudness import Loudness
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.audio.harmony.chord_recognizer import ChordRecognizer
from stemdesk.audio.harmony.key_detector import KeyDetector
from stemdesk.audio.harmony.key_finder import find_key, key_regions
from stemdesk.audio.rhythm.beat_tracker import BeatTracker
from stemdesk.core.errors import StemDeskError
from stemdesk.core.music.chords import NONE as NO_CHORD
from stemdesk.core.music.chords import Chord
from stemdesk.core.stems import StemFamily, family_of
from stemdesk.core.text import NOTHING
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.core.text import Text

    Piece = tuple[float, NDArray[np.float32], NDArray[np.float32]]

_BLOCK: Final = 1 << 15
_NO_PITCH: Final = (StemFamily.DRUMS, StemFamily.NOISE)
_NO_HARMONY: Final = (*_NO_PITCH, StemFamily.VOCALS)
#: The share of the work that is done when all has been heard once, and the chords are not yet known.
_HEARD: Final = 0.5
#: From here on beats are believed, and chords change on them or half way between.
_CERTAIN: Final = 0.6
CHORDS: Final = "chords"
#: Floating-point files may hold what is no number, and what no converter plays (+60 dB).
_LOUDEST: Final = 1000.0


def analyse(request: dict[str, Any], report: worker_process.Report) -> dict[str, Any]:
    """Hears all of it once. Raises StemDeskError as `open_audio`."""
    names = [name for name, _ in request["stems"]]
    files = [Path(path) for _, path in request["stems"]]
    original = request["original"]
    if original is not None:
        files.append(Path(original))
    families = [family_of(name) for name in names]
    sounding = [family not in _NO_PITCH for family in families]
    playing = _those(families, lambda family: family not in _NO_HARMONY) or sounding
    report(0.0)
    with closing(MultitrackReader(files, len(names))) as reader:
        pulse, harmony, parts = BeatTracker(reader.rate), KeyDetector(reader.rate), SectionFinder(reader.rate)
        harmonic = _Chords(reader.rate, harmony, there_are_any=any(playing))
        together, alone = Loudness(reader.rate), Loudness(reader.rate)
        pieces: list[Piece] = []
        while reader.at < reader.frames:
            tracks = _sensible(reader.read(min(_BLOCK, reader.frames - reader.at)))
            report(_HEARD * reader.at / reader.frames)
            own = tracks[: len(names)]
            pulse.add(own.sum(axis=0).mean(axis=1), own[sounding].sum(axis=0).mean(axis=1))
            parts.add({str(number): track.mean(axis=1) for number, track in enumerate(own)})
            harmony.add(own[sounding].sum(axis=(0, 2)))
            harmonic.add(own[playing].sum(axis=0).mean(axis=1))
            total = own.sum(axis=0)
            together.add(total)
            if original is not None:
                alone.add(tracks[-1])
                pieces = _loudest([*pieces, (float(np.sum(total**2)), total.sum(axis=1), tracks[-1].sum(axis=1))])
        seconds = reader.frames / reader.rate
        grid = pulse.result(reader.frames)
        loud, own_loud = together.integrated(), alone.integrated()
        gain = 0.0
        if loud is not None and own_loud is not None:
            gain = min(12.0, max(-12.0, loud - own_loud))
        told = {
            "rate": reader.rate,
            "seconds": seconds,
            "bpm": grid.bpm,
            "bpm_certainty": grid.certainty,
            "beats": grid.frames.tolist(),
            "tuning_cents": harmony.tuning(),
            "downbeats": grid.downbeats.tolist(),
            "sections": [],
            "chords_missing": harmonic.missing.as_json(),
            "beats_by_accents": not pulse.has_network,
            "lufs": own_loud if own_loud is not None else loud,
            "original_gain_db": gain,
            "original_late": estimate_delay([(a, b) for _, a, b in pieces]),
        }
        if harmonic.is_listening:
            report(_HEARD, so_far=told | _harmony((), harmony, seconds))
        beats, downbeats = (
            (frames / reader.rate).tolist() if grid.certainty >= _CERTAIN else []
            for frames in (grid.frames, grid.downbeats)
        )
        chords = harmonic.result(seconds, lambda share: report(_HEARD + (1 - _HEARD) * share), beats, downbeats)
        told["chords_missing"] = harmonic.missing.as_json()
        told["sections"] = [astuple(part) for part in parts.result(grid.frames, grid.downbeats, chords)]
        return told | _harmony(chords, harmony, seconds)


class _Chords:
    """The chords of a song, or in `missing` why there are none: the network may also stop in the middle, mostly for lack of
    memory, and everything else can be known all the same."""

    def __init__(self, rate: int, harmony: KeyDetector, *, there_are_any: bool) -> None:
        self._there_are_any, self._harmony = there_are_any, harmony
        self._recognizer, self.missing = _recognizer(rate, harmony) if there_are_any else (None, NOTHING)

    @property
    def is_listening(self) -> bool:
        return self._recognizer is not None

    def add(self, sound: Floats) -> None:
        if self._recognizer is not None:
            try:
                self._recognizer.add(sound)
            except StemDeskError as error:
                self._recognizer, self.missing = None, error.message

    def result(
        self, seconds: float, report: Callable[[float], None], beats: Sequence[float], downbeats: Sequence[float]
    ) -> tuple[Chord, ...]:
        """`beats` and `downbeats` are in seconds; nothing where they are not believed."""
        if not self._there_are_any:
            return (Chord(0.0, seconds, NO_CHORD),) if seconds > 0 else ()
        if self._recognizer is None:
            return ()
        try:
            return self._recognizer.result(
                seconds, report, beats=beats, downbeats=downbeats, sound=self._harmony.fits()
            )
        except StemDeskError as error:
            self.missing = error.message
            return ()


def _sensible(sound: Floats) -> Floats:
    np.nan_to_num(sound, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(sound, -_LOUDEST, _LOUDEST, out=sound)


def _those(families: list[StemFamily], wanted: Callable[[StemFamily], bool]) -> list[bool]:
    """Which of them are wanted; nothing where none is."""
    found = [wanted(family) for family in families]
    return found if any(found) else []


def _recognizer(rate: int, harmony: KeyDetector) -> tuple[ChordRecognizer | None, Text]:
    """Or why there is none."""
    model = known_models()[CHORDS]
    if not shelf.is_ready(model):
        return None, chords_missing(model)
    try:
        return ChordRecognizer(rate, Network(model).run, harmony.tuning), NOTHING
    except StemDeskError as error:
        return None, error.message


def _harmony(chords: tuple[Chord, ...], harmony: KeyDetector, seconds: float) -> dict[str, Any]:
    key, certainty = find_key(chords, harmony.fits())
    regions = key_regions(chords, key, certainty, seconds)
    return {
        "key": key,
        "key_certainty": certainty,
        "keys": [astuple(region) for region in regions],
        "chords": [astuple(chord) for chord in chords],
    }


def _loudest(pieces: list[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: -piece[0])[:4]


def main() -> int:
    worker_process.step_back()
    return worker_process.serve(analyse)


if __name__ == "__main__":
    raise SystemExit(main())
