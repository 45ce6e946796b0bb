"""A request and its answer as plain values, so that building and reading them needs no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file to be streamed from disk. `name` is what the server is told."""

    field: str
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A JSON body with a file in it as base64, encoded while it is sent: `before`, the file, `after`."""

    before: bytes
    path: Path
    after: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """One call. `form` and `files` are sent as multipart/form-data, `json` and `encoded` as JSON, the file `body` as it is.
    `path` is below the service's address.

    `has_secret`: it carries something that must not travel to any other host. `repr` shows names, never values.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    files: tuple[FilePart, ...] = ()
    has_secret: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    json: bytes | None = None
    encoded: EncodedFile | None = None
    body: Path | None = None

    @property
    def has_file(self) -> bool:
        """Whether it may take as long as a song takes."""
        return bool(self.files) or self.encoded is not None or self.body is not None

    def __repr__(self) -> str:
        names = [key for key, _ in (*self.query, *self.form)] + [part.field for part in self.files]
        return f"<{self.method} {self.path} ({', '.join(names)})>"


@dataclass(frozen=True, slots=True)
class Response:
    """`headers` have lower-case names. `body` is whole.

    `to_whole`: the request had been handed to the network to its end. An answer to less than that refuses it.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    to_whole: bool = True

    @property
    def retry_later(self) -> bool:
        """The server asks for patience, or has trouble that may pass."""
        return self.status in (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
