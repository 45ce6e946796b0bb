"""Which models this disk holds, and where: what came with the program goes before what was downloaded."""

from __future__ import annotations

import hashlib
import importlib.util
from typing import TYPE_CHECKING, Final, Protocol

from stemdesk.core.app_paths import app_paths, shared_models
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import NOTHING, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stemdesk.core.text import Text
    from stemdesk.inference.known import KnownModel


class HasHash(Protocol):
    @property
    def sha256(self) -> str: ...


def is_ready(model: KnownModel) -> bool:
    """Whether a file of the right name and size is there. What is in it is checked when it is loaded."""
    return next(_files(model), None) is not None


def can_run() -> bool:
    """Whether the library that runs networks is installed. It is not loaded for that."""
    return importlib.util.find_spec("onnxruntime") is not None


#: What is there all the same without a network that does not separate, by its id.
_ALL_THE_SAME: Final = {
    "beats": text("Beats are found all the same, but less surely."),
    "chords": text("Beats, key and sections are found all the same."),
    "notes": text("Drums are written down all the same."),
}


def all_the_same(model: KnownModel) -> Text | None:
    """What is there without it; None for one that separates: then the quick preview is."""
    return _ALL_THE_SAME.get(model.id)


def cannot_run(reason: Text, model: KnownModel | None = None) -> StemDeskError:
    rest = None if model is None else all_the_same(model)
    if rest is None:
        words = text("Trained networks do not run on this computer: {reason}. The quick preview does.", reason=reason)
    else:
        words = text("Trained networks do not run on this computer: {reason}. {rest}", reason=reason, rest=rest)
    return StemDeskError(ErrorKind.UNSUPPORTED, words)


def is_refusal(error: StemDeskError) -> bool:
    """Whether this is what `cannot_run` made of a network that separates, perhaps in another process."""
    return error.message.template == cannot_run(NOTHING).message.template


def stopped(reason: Text) -> StemDeskError:
    words = text(
        "The network stopped ({reason}), perhaps for lack of memory. Close other programs and try again.", reason=reason
    )
    return StemDeskError(ErrorKind.SERVER, words)


def has_stopped(error: StemDeskError) -> bool:
    """Whether this is what `stopped` made, perhaps in another process."""
    return error.message.template == stopped(NOTHING).message.template


def read(model: KnownModel) -> bytes:
    """The model's file, whole and checked. Raises StemDeskError(DISK): it is not there, damaged, or cannot be read."""
    trouble: OSError | None = None
    damaged = False
    for file in _files(model):
        try:
            data = file.read_bytes()
        except OSError as error:
            trouble = error
            continue
        if hashlib.sha256(data).hexdigest() == model.sha256:
            return data
        damaged = True
    if damaged:
        raise StemDeskError(
            ErrorKind.DISK,
            text("The file of {name} on this computer is damaged. Get it again: {command}",
                 name=model.name, command=f"stemdesk models get {model.id}"),
        )  # fmt: skip
    if trouble is not None:
        raise StemDeskError(
            ErrorKind.DISK,
            text("The file of {name} on this computer cannot be read: {reason}.",
                 name=model.name, reason=trouble.strerror or str(trouble)),
        )  # fmt: skip
    raise missing(model)


def missing(model: KnownModel) -> StemDeskError:
    command, rest = f"stemdesk models get {model.id}", all_the_same(model)
    if rest is None:
        words = text("{name} is not on this computer. Get it once ({what}): {command}. The quick preview works without.",
                     name=model.name, what=model.words, command=command)  # fmt: skip
    else:
        words = text("{name} is not on this computer. Get it once ({what}): {command}. {rest}",
                     name=model.name, what=model.words, command=command, rest=rest)  # fmt: skip
    return StemDeskError(ErrorKind.DISK, words)


def is_whole(model: KnownModel) -> bool:
    """Whether a file is there with the right bytes in it. One that was looked through is believed until it changes."""
    return any(has(file, model) for file in _files(model))


def has(file: Path, model: HasHash) -> bool:
    """Whether this file is the model."""
    try:
        status = file.stat()
        mark = (str(file), status.st_size, status.st_mtime_ns, model.sha256)
        if mark not in _seen:
            with file.open("rb") as opened:
                _seen[mark] = hashlib.file_digest(opened, "sha256").hexdigest() == model.sha256
        return _seen[mark]
    except OSError:
        return False


_seen: dict[tuple[str, int, int, str], bool] = {}


def own_file(model: KnownModel) -> Path:
    """Where a download of this user goes."""
    return app_paths().models / model.file


def half(file: Path) -> Path:
    """What a file is called before it is whole."""
    return file.with_name(f"{file.name}.part")


def came_along(model: KnownModel) -> bool:
    """Whether the program brought it."""
    return any(file != own_file(model) for file in _files(model))


def on_disk(model: KnownModel) -> int:
    """Bytes that this user's own download takes."""
    try:
        return own_file(model).stat().st_size
    except OSError:
        return 0


def remove(model: KnownModel) -> None:
    """Takes away what was downloaded. A job that is at work has it in memory and goes on.

    Raises StemDeskError(DISK) where it came with the program, or the disk refuses.
    """
    try:
        own_file(model).unlink(missing_ok=True)
    except OSError as error:
        raise StemDeskError(
            ErrorKind.DISK,
            text("{name} cannot be removed: {reason}.", name=model.name, reason=error.strerror or str(error)),
        ) from None
    if is_ready(model):
        raise StemDeskError(
            ErrorKind.DISK, text("{name} is part of StemDesk and cannot be removed on its own.", name=model.name)
        )


def _files(model: KnownModel) -> Iterator[Path]:
    for folder in (*shared_models(), app_paths().models):
        file = folder / model.file
        try:
            if file.stat().st_size == model.bytes:
                yield file
        except OSError:
            continue
