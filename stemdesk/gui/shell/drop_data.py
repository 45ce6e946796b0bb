"""What a drop brings: files and folders to add, links to say something about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


@dataclass(frozen=True, slots=True)
class Dropped:
    paths: tuple[Path, ...]
    links: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        return bool(self.paths or self.links)


def read_drop(data: QMimeData) -> Dropped:
    """Files from a file manager, links from a browser (as URLs or as plain text)."""
    paths: list[Path] = []
    links: list[str] = []
    if data.hasUrls():
        for url in data.urls():
            if url.isLocalFile():
                paths.append(Path(url.toLocalFile()))
            elif url.scheme() in ("http", "https"):
                links.append(bytes(url.toEncoded().data()).decode("ascii"))
    elif data.hasText():
        links = [word for word in data.text().split() if word.startswith(("http://", "https://"))]
    return Dropped(tuple(paths), tuple(links))
