"""What a musician wants to know of a song, heard once from its stems: beats, chords, key, tuning, loudness.

Each comes with how sure it is. The result is kept in the cache.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.errors import StemDeskError
from stemdesk.core.music.chords import Chord, KeyRegion
from stemdesk.core.music.sections import Section
from stemdesk.core.private import opened_private, private_folder
from stemdesk.core.text import NOTHING, Text, text
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from stemdesk.core.stems import StemFile
    from stemdesk.inference.known import KnownModel

_VERSION: Final = "8"


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """`beats` are frames at `rate`, `downbeats` those of them that begin a bar; certainties go from 0 (a guess) to 1. None
    or nothing where there is nothing to tell.

    `tuning_cents` is how far A lies from 440 Hz, `lufs` how loud the song is (its stems, where it is not there itself).
    `original_gain_db` makes the original as loud as its stems together, and `original_late` is how many frames later than
    they it has the same moment. Where there are no chords, `chords_missing` may say what to get, or why not;
    `beats_by_accents`: the network of beats was not there.
    """

    rate: int
    bpm: float | None
    bpm_certainty: float
    beats: NDArray[np.int64]
    key: str | None
    key_certainty: float
    tuning_cents: float
    original_gain_db: float = 0.0
    original_late: int = 0
    downbeats: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    lufs: float | None = None
    chords: tuple[Chord, ...] = ()
    keys: tuple[KeyRegion, ...] = ()
    sections: tuple[Section, ...] = ()
    chords_missing: Text = NOTHING
    beats_by_accents: bool = False
    seconds: float = 0.0


def analysis_of(
    stems: Sequence[StemFile],
    original: Path | None,
    cache: Path,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[float, Analysis | None], None] = lambda *_: None,
) -> Analysis | None:
    """The analysis of a song, from the cache if none of its files has changed; None when `stop` said so. `told` hears how far
    listening is (0…1), and once what is known before all of it is.

    Listening is done by another process (`listener`), so that it never disturbs what plays. Raises StemDeskError as
    `open_audio`, and OSError when that process cannot be had. A cache that cannot be written is no error.
    """
    kept = cache / "analysis" / f"{_fingerprint(stems, original)}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = _analysis(json.loads(kept.read_text("utf-8")))
        if not _would_be_better_now(known):
            return known
    answer = _ask(stems, original, stop, told)
    if answer is None:
        return None
    found = _analysis(answer)
    if _will_stay_so(found.chords_missing):
        with suppress(OSError, StemDeskError):
            private_folder(kept.parent)
            with whole_file(kept) as part, open(part, "w", encoding="utf-8", opener=opened_private) as file:
                json.dump(answer, file)
    return found


def chords_missing(model: KnownModel) -> Text:
    """Why a song has no chords where the model is not on this computer."""
    command = f"stemdesk models get {model.id}"
    return text("Chords need {name}, which is not on this computer. Get it once ({what}): {command}",
                name=model.name, what=model.words, command=command)  # fmt: skip


def _would_be_better_now(known: Analysis) -> bool:
    """A model was missing, and has been got since."""
    chords, beats = (known_models().get(name) for name in ("chords", "beats"))
    if known.beats_by_accents and beats is not None and shelf.can_run() and shelf.is_ready(beats):
        return True
    wanted = chords is not None and known.chords_missing.template == chords_missing(chords).template
    return wanted and chords is not None and shelf.is_ready(chords)


def _will_stay_so(missing: Text) -> bool:
    """Memory that was missing once, or a damaged file, says nothing about the next time."""
    model = known_models().get("chords")
    if model is None or not str(missing):
        return True
    return missing.template in (chords_missing(model).template, shelf.cannot_run(NOTHING, model).message.template)


def _ask(
    stems: Sequence[StemFile],
    original: Path | None,
    stop: Callable[[], bool],
    told: Callable[[float, Analysis | None], None],
) -> dict[str, Any] | None:
    request = {"stems": [[stem.stem, str(stem.path)] for stem in stems], "original": original and str(original)}

    def hear(done: float, known: dict[str, Any] | None) -> None:
        told(done, None if known is None else _analysis(known))

    return worker_process.ask("stemdesk.audio.analysis.worker", request, stop, hear)


def _analysis(answer: dict[str, Any]) -> Analysis:
    """Of what the process answered. Raises ValueError, KeyError and TypeError for what it cannot have answered."""
    names = {each.name for each in fields(Analysis)}
    if not names.issuperset(answer):
        raise ValueError
    return Analysis(
        **{
            **answer,
            "beats": np.array(answer["beats"], np.int64),
            "downbeats": np.array(answer["downbeats"], np.int64),
            "chords": tuple(Chord(*chord) for chord in answer["chords"]),
            "keys": tuple(KeyRegion(*region) for region in answer["keys"]),
            "sections": tuple(Section(*section) for section in answer["sections"]),
            "chords_missing": Text.from_json(answer["chords_missing"]),
        }
    )


def _fingerprint(stems: Sequence[StemFile], original: Path | None) -> str:
    """What a stem is called decides what is listened to in it."""
    files = [(f"stem {stem.stem}", stem.path) for stem in stems]
    stamps = [_VERSION]
    for name, path in [*files, *([("original", original)] if original is not None else [])]:
        with suppress(OSError):
            status = path.stat()
            stamps.append(f"{name}\0{path.absolute()}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\0".join(stamps).encode("utf-8", "surrogateescape")).hexdigest()[:40]
