"""Trained models that their publisher serves as files: which StemDesk knows, and which of them this disk holds.

Nobody has told us their hashes, so a file is kept together with the hash and the length that its server gave when it was
downloaded (`<id>-<hash>.onnx` and `<id>-<hash>.json`), and is checked against them whenever it is loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from stemdesk.core.app_paths import app_paths, resources
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_int, as_mapping, as_text, parsed
from stemdesk.core.text import text
from stemdesk.inference import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from stemdesk.core.text import Text

SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """`addresses` are below the server's, the best first; `bytes` is about how large it is; `stem` the one that it is for,
    where it is for one alone."""

    id: str
    addresses: tuple[str, ...]
    bytes: int
    stem: str = ""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """`stems` are in the order in which the network gives them."""

    id: str
    name: str
    purpose: str
    authors: str
    by: str
    licence: str
    source: str
    paper: str
    stems: tuple[str, ...]
    files: tuple[PublishedFile, ...]

    @property
    def bytes(self) -> int:
        """About how much is downloaded."""
        return sum(file.bytes for file in self.files)

    @property
    def words(self) -> Text:
        return text(
            "{name} by {authors}, about {size} MB from {source}, {licence} licence",
            name=self.name, authors=self.by, size=round(self.bytes / 1e6), source=self.source, licence=self.licence,
        )  # fmt: skip

    @property
    def command(self) -> str:
        return f"stemdesk models get {self.id}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A downloaded file, and what it has to be."""

    path: Path
    sha256: str
    bytes: int


class Opened:
    """The files of a model, open for as long as a job may want to read them: who removes the model meanwhile does not harm
    it (POSIX), or is refused (Windows). Raises StemDeskError(DISK) for one that is missing, and in `read` for one that is
    damaged or cannot be read."""

    def __init__(self, model: PublishedModel) -> None:
        self._model = model
        self._files: dict[str, tuple[Kept, BinaryIO]] = {}
        for file in model.files:
            known = kept(file)
            if known is None:
                self.close()
                raise missing(model)
            try:
                self._files[file.id] = (known, known.path.open("rb"))
            except OSError as error:
                self.close()
                raise _unreadable(model, error) from None

    def read(self, file: PublishedFile) -> bytes:
        known, opened = self._files[file.id]
        try:
            opened.seek(0)
            data = opened.read()
        except OSError as error:
            raise _unreadable(self._model, error) from None
        if hashlib.sha256(data).hexdigest() != known.sha256:
            raise StemDeskError(
                ErrorKind.DISK,
                text("The file of {name} on this computer is damaged. Get it again: {command}",
                     name=self._model.name, command=self._model.command),
            )  # fmt: skip
        return data

    def close(self) -> None:
        for _, opened in self._files.values():
            opened.close()
        self._files.clear()


def published_models() -> Mapping[str, PublishedModel]:
    """By id."""
    return _published()


@cache
def _published() -> Mapping[str, PublishedModel]:
    read = [json.loads(file.read_text("utf-8")) for file in sorted((resources() / "models").glob("*.json"))]
    return {model.id: model for model in map(_model, read) if model is not None}


def _model(data: dict[str, Any]) -> PublishedModel | None:
    """None for a model that comes in another way (`known`)."""
    if "files" not in data:
        return None
    files = tuple(PublishedFile(**file | {"addresses": tuple(file["addresses"])}) for file in data["files"])
    return PublishedModel(**data | {"stems": tuple(data["stems"]), "files": files})


def kept(file: PublishedFile) -> Kept | None:
    """What is on the disk of it, if that has its length. What is in it is checked when it is loaded."""
    return next((found for found in _versions(file) if _length(found.path) == found.bytes), None)


def is_ready(model: PublishedModel) -> bool:
    return all(kept(file) is not None for file in model.files)


def is_whole(file: PublishedFile) -> bool:
    """Whether it is there with the right bytes in it. One that was looked through is believed until it changes."""
    found = kept(file)
    return found is not None and shelf.has(found.path, found)


def on_disk(model: PublishedModel) -> int:
    """Bytes, with what was begun."""
    return sum(_length(path) or 0 for file in model.files for path in _traces(file))


def missing(model: PublishedModel) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DISK,
        text("{name} is not on this computer. Get it once ({what}): {command}. The quick preview works without.",
             name=model.name, what=model.words, command=model.command),
    )  # fmt: skip


def arriving(file: PublishedFile, sha256: str) -> Path:
    """Where it grows until all of it is there."""
    return app_paths().models / f"{file.id}-{sha256[:8]}.download"


def take(file: PublishedFile, sha256: str) -> None:
    """Gives a file that has arrived, and was checked, its name; older versions go. Raises OSError."""
    came = arriving(file, sha256)
    path = came.with_suffix(".onnx")
    note = path.with_suffix(".json")
    half = note.with_suffix(".json.part")
    with half.open("w", encoding="utf-8") as written:
        json.dump({"sha256": sha256, "bytes": came.stat().st_size}, written)
        written.flush()
        os.fsync(written.fileno())
    half.replace(note)
    came.replace(path)
    for old in _traces(file):
        if old not in (path, note):
            with suppress(OSError):
                old.unlink(missing_ok=True)


def remove(model: PublishedModel) -> None:
    """Takes all of it away, also what was begun. A job that is at work has it open. Raises StemDeskError(DISK)."""
    try:
        for file in model.files:
            for path in _traces(file):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise StemDeskError(
            ErrorKind.DISK,
            text("{name} cannot be removed: {reason}.", name=model.name, reason=error.strerror or str(error)),
        ) from None


def _versions(file: PublishedFile) -> Iterator[Kept]:
    for note in _traces(file):
        if note.suffix != ".json":
            continue
        try:
            told = as_mapping(parsed(note.read_bytes()))
        except OSError:
            continue
        sha256, length = as_text(told.get("sha256")), as_int(told.get("bytes"))
        if SHA256.fullmatch(sha256) and note.stem.endswith(sha256[:8]) and length:
            yield Kept(note.with_suffix(".onnx"), sha256, length)


def _traces(file: PublishedFile) -> list[Path]:
    """All files that belong to it, of any version, whole or begun."""
    ours = re.compile(rf"{re.escape(file.id)}-[0-9a-f]{{8}}\.[a-z.]+")
    try:
        return sorted(path for path in app_paths().models.iterdir() if ours.fullmatch(path.name))
    except OSError:
        return []


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _unreadable(model: PublishedModel, error: OSError) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DISK,
        text("The file of {name} on this computer cannot be read: {reason}.",
             name=model.name, reason=error.strerror or str(error)),
    )  # fmt: skip
