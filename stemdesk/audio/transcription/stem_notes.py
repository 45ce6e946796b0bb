"""The notes of a stem, heard once and kept in the cache."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.core.errors import StemDeskError
from stemdesk.core.music.notes import Note
from stemdesk.core.private import opened_private, private_folder
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.core.stems import StemFile
    from stemdesk.inference.known import KnownModel

MODEL: Final = "notes"
_VERSION: Final = "1"


def missing_network(stem: StemFile, cache: Path) -> KnownModel | None:
    """What has to be got (`fetch.get`) before a stem can be listened to; None where nothing has."""
    model, playing = known_models()[MODEL], playing_of(stem.stem)
    if playing in (Playing.DRUMS, Playing.NOTHING) or shelf.is_ready(model) or _kept(stem, cache).exists():
        return None
    return model


def notes_of(
    stem: StemFile,
    cache: Path,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[float], None] = lambda _: None,
) -> tuple[Note, ...] | None:
    """The notes of a stem, from the cache if its file has not changed; None when `stop` said so. `report` is told 0…1.

    Listening is done by another process (`worker`), so that it never disturbs what plays. Raises StemDeskError as
    `open_audio` and `Network`, and OSError when that process cannot be had. A cache that cannot be written is no error.
    """
    kept = _kept(stem, cache)
    with suppress(OSError, ValueError, KeyError, TypeError):
        return _notes(json.loads(kept.read_text("utf-8")))
    request = {"stem": stem.stem, "path": str(stem.path)}
    answer = worker_process.ask("stemdesk.audio.transcription.worker", request, stop, lambda done, _: report(done))
    if answer is None:
        return None
    with suppress(OSError, StemDeskError):
        private_folder(kept.parent)
        with whole_file(kept) as part, open(part, "w", encoding="utf-8", opener=opened_private) as file:
            json.dump(answer, file)
    return _notes(answer)


def _kept(stem: StemFile, cache: Path) -> Path:
    return cache / "notes" / f"{_fingerprint(stem.path, playing_of(stem.stem))}.json"


def _notes(answer: dict[str, Any]) -> tuple[Note, ...]:
    """Of what the process answered. Raises ValueError, KeyError and TypeError for what it cannot have answered."""
    return tuple(
        Note(float(start), float(end), int(pitch), int(velocity)) for start, end, pitch, velocity in answer["notes"]
    )


def _fingerprint(path: Path, playing: Playing) -> str:
    stamps = [_VERSION, playing.value]
    with suppress(OSError):
        status = path.stat()
        stamps.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\0".join(stamps).encode("utf-8", "surrogateescape")).hexdigest()[:40]
