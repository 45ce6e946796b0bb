"""From finished files in a job's work folder to `OUTPUT/<song_file>/<song_file> (<stem>).<ext>`, all of them or none.

The work folder lies beside its destination, hidden, so the last step is one rename of a folder on one disk: stems never
stand under their final names before all of them are whole.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from stemdesk.audio.files.disk import cannot_write
from stemdesk.audio.files.stem_folder import MANIFEST_NAME, path_id, read_manifest, write_manifest
from stemdesk.core.errors import StemDeskError
from stemdesk.core.jobs import Results, is_url
from stemdesk.core.names import clean, numbered, song_name, stem_file
from stemdesk.core.stems import StemFile, in_order
from stemdesk.core.text import NOTHING
from stemdesk.core.untrusted.mark_of_the_web import mark_downloaded
from stemdesk.providers.verification import REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.core.jobs import Job
    from stemdesk.providers.contract import Fetched


class OutputTrouble(StemDeskError):
    """The folder for the stems cannot be used. Nothing else is wrong: another folder, or another try, and it goes on."""


def _trouble(folder: Path) -> OutputTrouble:
    error = cannot_write(folder)
    return OutputTrouble(error.kind, error.message)


def work_folder(job: Job) -> Path:
    return job.spec.output / f".stemdesk-{job.id}"


def open_work_folder(job: Job) -> Path:
    """Makes the job's work folder. Raises OutputTrouble where the output folder cannot be used."""
    folder = work_folder(job)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise _trouble(folder) from None
    if not os.access(folder, os.W_OK):
        raise _trouble(folder)
    return folder


def change_output(job: Job, output: Path) -> None:
    """Takes what the job has done so far along to another output folder, as far as it can still be reached.

    Raises OutputTrouble if the new folder cannot be used.
    """
    target = output / work_folder(job).name
    try:
        output.mkdir(parents=True, exist_ok=True)
        if work_folder(job).is_dir() and not target.exists():
            shutil.move(work_folder(job), target)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        if not os.access(output, os.W_OK):
            raise _trouble(target) from None


def discard(job: Job) -> None:
    """Removes what a job that will not finish has left behind."""
    shutil.rmtree(work_folder(job), ignore_errors=True)


def discard_refused(folder: Path) -> None:
    """Removes stems that were put aside, so that they are fetched again."""
    for path in (*folder.glob(f"*{REFUSED}"), *folder.glob("*.zip")):
        path.unlink(missing_ok=True)


def discard_if_empty(job: Job) -> None:
    with suppress(OSError):
        work_folder(job).rmdir()


def prepare(job: Job, fetched: Fetched, *, from_service: bool) -> Results:
    """Gives the files in the work folder their final names and writes the card. Files of a service carry the system's mark
    of what comes from the web. Raises OutputTrouble."""
    song_file = song_name(job.spec.title)
    work = work_folder(job)
    try:
        stems = [StemFile(stem.stem, _rename(stem.path, stem_file(song_file, stem.stem, stem.path.suffix)))
                 for stem in in_order(list(fetched.stems))]  # fmt: skip
        documents = [_rename(path, clean(path.name)) for path in fetched.documents]
        write_manifest(work, _card(job, stems, documents) | _asked_for(fetched))
        if from_service:
            mark_downloaded([*(stem.path for stem in stems), *documents])
        _remove_others(work, {MANIFEST_NAME, *(stem.path.name for stem in stems), *(path.name for path in documents)})
        for path in work.iterdir():
            with path.open("rb+") as file:
                os.fsync(file.fileno())  # what stands under a final name survives a loss of power
    except OSError:
        raise _trouble(work) from None
    note = fetched.instead.why if fetched.instead is not None and fetched.instead.is_news else NOTHING
    return Results(work, tuple(stems), tuple(documents), note)


def move(job: Job, results: Results, chosen: Callable[[Path], None]) -> Results:
    """Moves the prepared folder to its final place, in one step.

    `chosen` is told the final folder before the move and must put it on disk: after a crash in between, `delivered`
    finds the result instead of making it twice. Raises OutputTrouble.
    """
    for name in numbered(song_name(job.spec.title)):
        final = job.spec.output / name
        if final.exists():
            continue
        chosen(final)
        try:
            results.folder.rename(final)
            _settle(job.spec.output)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
                continue  # somebody was faster with this name
            raise _trouble(final) from None
        return Results(
            final,
            tuple(StemFile(stem.stem, final / stem.path.name) for stem in results.stems),
            tuple(final / path.name for path in results.documents),
            results.note,
        )
    raise AssertionError


def _settle(folder: Path) -> None:
    """Brings a folder's own list of names to disk, on systems where that is a thing to be asked for."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems have no such thing
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def delivered(job: Job) -> Results | None:
    """The result of a job that was moved to its final place but not yet entered as done."""
    if job.delivery is None or not job.delivery.is_dir():
        return None
    found = read_manifest(job.delivery)
    if found is None or found.card.get("job") != job.id:
        return None
    return Results(job.delivery, found.stems, found.documents())


def _rename(path: Path, name: str) -> Path:
    """To `name` in the same folder, numbered where a file of that name is there already."""
    target = path.with_name(name)
    if target == path:
        return path
    for candidate in numbered(target.stem):
        target = path.with_name(candidate + target.suffix)
        if not target.exists():
            return path.rename(target)
    raise AssertionError


def _remove_others(folder: Path, keep: set[str]) -> None:
    for path in folder.iterdir():
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _card(job: Job, stems: list[StemFile], documents: list[Path]) -> dict[str, Any]:
    spec = job.spec
    return {
        "stemdesk": 1,
        "job": job.id,
        "source": without_query(spec.source) if is_url(spec.source) else spec.title,
        "source_id": path_id(spec.source) if spec.has_file else "",
        "provider": spec.provider,
        "model": spec.model,
        "model_name": spec.model_name,
        "options": dict(spec.options),
        "format": spec.format,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "stems": [{"stem": stem.stem, "file": stem.path.name} for stem in stems],
        "documents": [document.name for document in documents],
    }


def _asked_for(fetched: Fetched) -> dict[str, Any]:
    if fetched.instead is None:
        return {}
    return {"instead_of": fetched.instead.asked, "why": str(fetched.instead.why)}


def without_query(source: str) -> str:
    """A link without what may be secret in it; a path as it is."""
    if not is_url(source):
        return source
    parts = urlsplit(source)
    host = parts.hostname or ""
    return urlunsplit((parts.scheme, f"{host}:{parts.port}" if parts.port else host, parts.path, "", ""))
