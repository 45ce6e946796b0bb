"""A result's files into the system's trash, and out of it again. Asks the disk; never on the window's thread."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFile, QStandardPaths

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from stemdesk.core.jobs import Results

_MANIFEST: Final = "stemdesk.json"


def to_trash(results: Results) -> list[tuple[Path, Path | None]]:
    """The stems' folder, or, where something else lies in it, too, only what belongs to the result. The answer: what was
    moved, and where to (None where the system does not tell). Raises StemDeskError(DISK); then nothing is moved.
    """
    moved: list[tuple[Path, Path | None]] = []
    with suppress(OSError):  # on Linux Qt makes the trash in there, but not this folder itself
        data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
        Path(data).mkdir(parents=True, exist_ok=True)
    for path in _own(results):
        file = QFile(str(path))
        if not file.moveToTrash():
            out_of_trash(moved)
            raise StemDeskError(ErrorKind.DISK, text(
                "“{folder}” could not be moved to the trash. Is it on a disk without one? The stems are where they were.",
                folder=str(results.folder)))  # fmt: skip
        there = Path(file.fileName()) if file.fileName() else None
        moved.append((path, None if there == path else there))
    return moved


def out_of_trash(moved: list[tuple[Path, Path | None]]) -> bool:
    """Puts everything back to where it was; False where something could not be."""
    is_back = True
    for path, there in reversed(moved):
        try:
            if there is None or path.exists():
                raise FileNotFoundError(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            there.rename(path)
        except OSError:
            is_back = False
        else:
            _forget(there)
    return is_back


def _own(results: Results) -> list[Path]:
    folder = results.folder
    inside = {path for path in (*(stem.path for stem in results.stems), *results.documents) if path.is_file()}
    manifest = folder / _MANIFEST
    if manifest.is_file():
        inside.add(manifest)
    with suppress(OSError):
        if set(folder.iterdir()) <= inside:
            return [folder]
    return sorted(inside)


def _forget(there: Path) -> None:
    """What desktops on Linux and BSD note about a thing in the trash."""
    if there.parent.name == "files":
        with suppress(OSError):
            (there.parent.parent / "info" / f"{there.name}.trashinfo").unlink()
