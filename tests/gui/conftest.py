"""The real window on an offscreen screen, with the real engine; only the folder and the keyring are the test's own."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING, TypeVar

import pytest
import qasync
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from stemdesk.app import build
from stemdesk.gui.base import i18n
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.base.theme import QT_ARGUMENTS, Theme, ThemeChoice
from stemdesk.gui.shell.main_window import MainWindow
from stemdesk.workers import worker_process
from tests.demo import SHIPPED
from tests.gui.heard_once import HeardOnce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stemdesk.context import AppContext

W = TypeVar("W", bound=QWidget)


class NotThere(AssertionError):
    """Nothing of that kind and name is visible: not yet, for somebody who waits."""


class Person:
    """Somebody at the window: finds things by their accessible names, clicks, drops, presses keys, waits."""

    def __init__(self, window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
        self.window = window
        self._context: AppContext | None = context
        self._qtbot = qtbot

    def quit(self) -> None:
        """Closes the window and ends the program behind it."""
        if self._context is not None:
            self.window.close()
            ended = asyncio.get_event_loop().create_task(self.window.closed())
            self.waits_until(ended.done)
            self._context.close()
            self.window.deleteLater()
            self._context = None

    def find(self, kind: type[W], name: str) -> W:
        found = [widget for widget in self.window.findChildren(kind) if widget.accessibleName() == name]
        visible = [widget for widget in found if widget.isVisible()]
        if not visible:
            raise NotThere(f"no visible {kind.__name__} called {name!r}")
        return visible[0]

    def sees(self, kind: type[W], name: str) -> bool:
        return any(w.accessibleName() == name and w.isVisible() for w in self.window.findChildren(kind))

    def click(self, name: str) -> None:
        from PySide6.QtWidgets import QAbstractButton

        self.waits_until(lambda: self.sees(QAbstractButton, name))
        found = self.find(QAbstractButton, name)
        self.waits_until(found.isEnabled)
        self._qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.window, key, modifier)

    def drop(self, *paths: Path | str) -> None:
        data = QMimeData()
        data.setUrls([QUrl(p) if isinstance(p, str) else QUrl.fromLocalFile(str(p)) for p in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(50, 50), copy, data, left, none))

    def waits_until(self, condition: Callable[[], bool], seconds: float = 120) -> None:
        """Looks often at first, then less and less: whoever looks takes the processor from what is waited for."""
        begun = time.monotonic()
        while True:
            missing = None
            try:
                if condition():
                    return
            except NotThere as trouble:
                missing = trouble
            waited = time.monotonic() - begun
            if waited >= seconds:
                raise AssertionError("what was waited for did not come") from missing
            self._qtbot.wait(min(50, 5 + round(waited * 100)))

    def rows(self, name: str) -> list[str]:
        from PySide6.QtWidgets import QListView

        model = self.find(QListView, name).model()
        return [str(model.index(i, 0).data()) for i in range(model.rowCount())]

    def notice(self) -> str:
        from stemdesk.gui.widgets.message_bar import MessageBar

        return self.window.findChildren(MessageBar)[0].words()


def type_name(dialog: QFileDialog, name: str) -> None:
    """Into the field of a file dialog, which keeps what is in it while it has the focus."""
    (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    field.setText(name)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["stemdesk", *QT_ARGUMENTS]


@pytest.fixture(scope="session", autouse=True)
def _english(qapp: QApplication) -> None:
    """As at a start: English has plurals to translate, too."""
    i18n.install(qapp, "en")


@pytest.fixture(scope="session")
def heard_once(tmp_path_factory: pytest.TempPathFactory) -> HeardOnce:
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "heard"
    folder.mkdir(exist_ok=True)
    return HeardOnce(folder)


@pytest.fixture(autouse=True)
def _songs_are_heard_once(heard_once: HeardOnce, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "ask", heard_once.ask)


@pytest.fixture
def event_loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    loop = qasync.QEventLoop(qapp)  # its callbacks run whenever Qt handles events, as pytest-qt does
    asyncio.set_event_loop(loop)
    asyncio._set_running_loop(loop)  # as in `run_forever`: what waits for a lock asks for it
    yield loop
    asyncio._set_running_loop(None)
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, event_loop: object) -> Iterator[Callable[..., Person]]:
    """Opens windows, as often as the program is started; closes them and their engines at the end."""
    opened: list[Person] = []

    def start(*files: str | Path, theme: ThemeChoice = ThemeChoice.DARK, model: str = "preview-band") -> Person:
        """`model` of this computer is the chosen one: the trained ones are not everywhere where tests run."""
        context = build()
        settings = Settings(context.app_paths)
        if model and not settings.choice("model/local"):
            settings.remember("model/local", model)
        window = MainWindow(context, Theme(qapp, theme), settings)
        window.resize(1440, 900)
        window.show()
        window.begin([str(file) for file in files], SHIPPED)
        assert window.player is not None  # tests are quicker than people: what is built a moment later is there at once
        opened.append(Person(window, context, qtbot))
        return opened[-1]

    yield start
    for person in opened:
        person.quit()
    qapp.processEvents()
