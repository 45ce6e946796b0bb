"""Where StemDesk keeps its things. `STEMDESK_HOME` puts all of them under one folder (portable use, tests)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The folders. Nothing is created before somebody writes into it."""

    config: Path
    state: Path
    cache: Path
    logs: Path
    stems: Path
    #: The folder that holds all of them, where there is one.
    home: Path | None = None
    #: Trained models that were downloaded for this user.
    models: Path = Path()

    @property
    def database(self) -> Path:
        return self.state / "stemdesk.sqlite3"

    @property
    def locks(self) -> Path:
        return self.state / "running"


def app_paths(environment: Mapping[str, str] = os.environ) -> AppPaths:
    """The folders for this user, or under `STEMDESK_HOME`."""
    home = environment.get("STEMDESK_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return AppPaths(root / "config", root / "state", root / "cache", root / "logs", root / "stems", root,
                      root / "models")  # fmt: skip
    dirs = platformdirs.PlatformDirs("StemDesk", appauthor=False)
    music = Path(platformdirs.user_music_dir())
    return AppPaths(
        Path(dirs.user_config_dir), Path(dirs.user_state_dir), Path(dirs.user_cache_dir), Path(dirs.user_log_dir),
        music / "Stems", models=Path(dirs.user_data_dir) / "models",
    )  # fmt: skip


def shared_models() -> tuple[Path, ...]:
    """Where trained models lie that came with the program: inside a frozen app, or beside the interpreter."""
    inside = resources() / "models"
    return (inside,) if getattr(sys, "frozen", False) else (Path(sys.prefix) / "share" / "stemdesk" / "models", inside)


def resources() -> Path:
    """The folder of the demo song, icons and translations: beside the code when installed, above it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def demo_song() -> Path:
    return resources() / "demo" / "StemDesk Demo.ogg"


def notices() -> Path | None:
    """What a package with everything inside brings, with the licences; None where StemDesk runs from its source or wheel."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve()
    for folder in (program.parent, program.parents[1] / "Resources", program.parents[2] / "share" / "doc" / "stemdesk"):
        if (folder / "THIRD-PARTY.txt").is_file():
            return folder / "THIRD-PARTY.txt"
    return None
