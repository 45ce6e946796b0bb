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
from stemdesk.inference import fetch, shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.core.stems import StemFile

MODEL: Final = "notes"
_VERSION: Final = "1"


def notes_of(
    stem: StemFile,
    cache: Path,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[float], None] = lambda _: None,
) -> tuple[Note, ...] | None:
    """The notes of a stem, from the cache if its file has not changed; None when `stop` said so. `report` is told 0…1.

    Listening is done by another process (`worker`), so that it never disturbs what plays. The network is got first where
    it is missing. Raises StemDeskError as `open_audio`, `fetch.get` and `Network`, and OSError when that process cannot be
    had. A cache that cannot be written is no error.
    """
    playing = playing_of(stem.stem)
    kept = cache / "notes" / f"{_fingerprint(stem.path, playing)}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        return _notes(json.loads(kept.read_text("utf-8")))
    if playing not in (Playing.DRUMS, Playing.NOTHING) and not shelf.is_ready(known_models()[MODEL]):
        try:
            fetch.get(stop, known_models()[MODEL], lambda _: None)
        except fetch.Stopped:
            return None
    request = {"stem": stem.stem, "path": str(stem.path)}
    answer = worker_process.ask("stemdesk.audio.transcription.worker", request, stop, lambda done, _: report(done))
    if answer is None:
        return None
    with suppress(OSError, StemDeskError):
        private_folder(kept.parent)
        with whole_file(kept) as part, open(part, "w", encoding="utf-8", opener=opened_private) as file:
            json.dump(answer, file)
    return _notes(answer)


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
