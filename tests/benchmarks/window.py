"""The window that is measured, with stems in it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import numpy as np

from tests.e2e.soundcard import RATE
from tests.sounds import music, write


def stems_in(folder: Path, count: int, seconds: float, name: str = "stem") -> list[Path]:
    paths = []
    for seed in range(count):
        path = folder / f"{name} {seed}.flac"
        if not path.exists():
            write(path, music(seconds, seed=seed) / np.float32(count), RATE)
        paths.append(path)
    return paths


def open_window(folder: Path, stems: list[Path], home: Path | None = None):  # type: ignore[no-untyped-def]
    import qasync
    from PySide6.QtWidgets import QApplication

    from stemdesk.app import build
    from stemdesk.core.stems import StemFile
    from stemdesk.core.text import verbatim
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme, ThemeChoice
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.shell.main_window import MainWindow

    os.environ["STEMDESK_HOME"] = str(home or folder / "home")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    context = build()
    window = MainWindow(context, Theme(application, ThemeChoice.DARK), Settings(context.app_paths))
    window.resize(1440, 900)
    window.show()
    window.begin([], Path("/nonexistent"))
    names = ("vocals", "drums", "bass", "guitar", "piano", "other")
    files = tuple(StemFile(name, path) for name, path in zip(names, stems, strict=False))
    if files:
        window.result_opener.loaded_stems(LoadedStems("song", verbatim("bench"), files, None))
    return window, context, loop
