"""Every state of the window in both themes and at three sizes, to be looked at.

    python -m tests.papers.gallery FOLDER [LANGUAGE]

One sheet per state: 980×640, 1100×720 and 1440×900 side by side, light above dark. Dialogs stand alone. As in
`pictures`, the window is the real one, the services are stand-ins.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import keyring
import qasync
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QMenu

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.gui.base import i18n
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.theme import ThemeChoice
from stemdesk.gui.shell.top_bar import PLAY, SPLIT
from tests.papers.pictures import ROOT, Window, services, until

if TYPE_CHECKING:
    pass

SIZES: Final = ((980, 640), (1100, 720), (1440, 900))
THEMES: Final = (ThemeChoice.LIGHT, ThemeChoice.DARK)


class Visitor:
    """Walks from state to state and takes a picture of each."""

    def __init__(self, person: Window, folder: Path, theme: ThemeChoice) -> None:
        self.person = person
        self._folder = folder
        self._theme = theme

    async def window(self, state: str) -> None:
        for width, height in SIZES:
            self.person.window.resize(width, height)
            await asyncio.sleep(0.4)  # layouts and waveforms come to rest
            self.person.window.grab().save(str(self._path(state, f"{width}")))

    async def dialog(self, state: str, *, close: bool = True) -> None:
        await until(lambda: self._open() is not None)
        await asyncio.sleep(0.8)
        found = self._open()
        assert found is not None
        found.grab().save(str(self._path(state, "dialog")))
        if close:
            found.close()
            await until(lambda: self._open() is not found)

    async def menu(self, state: str) -> None:
        """The menu that is open now."""
        await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.grab().save(str(self._path(state, "dialog")))
        popup.close()

    def _open(self) -> QDialog | None:
        dialogs = self.person.window.findChildren(QDialog)
        return next((dialog for dialog in reversed(dialogs) if dialog.isVisible()), None)

    def _path(self, state: str, kind: str) -> Path:
        return self._folder / "single" / f"{state}.{self._theme.value}.{kind}.png"


async def walk(application: QApplication, folder: Path, theme: ThemeChoice, language: str) -> None:
    person = Window(application, theme, model__local="band")
    i18n.install(application, language)
    visitor = Visitor(person, folder, theme)
    person.begin()
    await before_splitting(person, visitor)
    await at_the_player(person, visitor)
    await among_the_songs(person, visitor)


async def before_splitting(person: Window, visitor: Visitor) -> None:
    await until(lambda: bool(person.models()))
    await asyncio.sleep(1.0)
    await visitor.window("01-first-start")

    person.window._split.choose_provider("mvsep")
    await until(lambda: len(person.models()) > 10)
    await visitor.window("02-mvsep")
    search = next(edit for edit in person.window.findChildren(QLineEdit) if edit.isVisible())
    search.setText("roformer")
    await visitor.window("03-search")
    search.clear()
    person.window._split.choose_provider("dango")
    await asyncio.sleep(0.8)
    await visitor.window("04-no-account")
    person.window.show_accounts("dango")
    await visitor.dialog("05-accounts")
    person.window.show_settings()
    await visitor.dialog("06-settings")
    person.window.show_keys()
    await visitor.dialog("07-keys")

    person.window.show_view(PLAY)
    await visitor.window("08-player-empty")


async def at_the_player(person: Window, visitor: Visitor) -> None:
    playback, practice = person.window.playback, person.window.practice
    person.window.show_view(SPLIT)
    person.window._split.choose_provider("local")
    await asyncio.sleep(0.5)
    person.window.split_now()
    await until(lambda: playback.frames > 0 and playback.ready is None and practice.beats is not None)
    playback.pause()
    assert practice.beats is not None
    bars = practice.beats.bar_frames
    await visitor.window("09-player")
    playback.mute(1, on=True)
    playback.set_gain(2, -6.0)
    playback.set_pan(0, 0.3)
    practice.mark("Chorus", int(bars[8]))
    playback.set_loop(FrameRange(int(bars[4]), int(bars[8])))
    playback.seek(int(bars[5]) + playback.rate)
    person.window.player.select_track(2)
    await visitor.window("10-player-set")
    person.window.player.toggle_practice()
    await visitor.window("11-practice")
    person.window.player.toggle_practice()
    playback.set_loop(None)
    await visitor.window("12-loop-off")
    person.window.export_mix()
    await visitor.dialog("13-export")


async def among_the_songs(person: Window, visitor: Visitor) -> None:
    songs = next(view for view in person.window.findChildren(QListView) if view.accessibleName() == tr("Songs"))
    index = songs.model().index(0, 0)
    at = songs.visualRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, songs.viewport().mapToGlobal(at))
    QApplication.sendEvent(songs.viewport(), event)
    await visitor.menu("14-menu-of-a-song")
    songs.setFocus()
    songs.setCurrentIndex(index)
    QTest.keyClick(songs, Qt.Key.Key_Delete)
    await asyncio.sleep(0.8)
    await visitor.window("15-song-removed")
    person.window.undo_history.undo()
    await asyncio.sleep(0.8)
    await visitor.window("16-undone")
    await person.click(tr("Menu"))
    await asyncio.sleep(0.3)
    await visitor.menu("17-menu")
    person.window.show_view(SPLIT)
    await person.click(tr("Compare services"))
    await visitor.dialog("18-which-service")
    person.window.show_accounts("mvsep")
    await visitor.dialog("19-account-saved")


def sheets(folder: Path) -> None:
    """All pictures of a state on one."""
    singles = sorted((folder / "single").glob("*.png"))
    for state in sorted({path.name.split(".")[0] for path in singles}):
        rows = [
            [QImage(str(path)) for kind in ("980", "1100", "1440", "dialog")
             if (path := folder / "single" / f"{state}.{theme.value}.{kind}.png").exists()]
            for theme in THEMES
        ]  # fmt: skip
        gap = 12
        width = max(sum(image.width() + gap for image in row) for row in rows)
        heights = [max((image.height() for image in row), default=0) + gap for row in rows]
        sheet = QImage(width, sum(heights), QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        y = 0
        for row, height in zip(rows, heights, strict=True):
            x = 0
            for image in row:
                painter.drawImage(x, y, image)
                x += image.width() + gap
            y += height
        painter.end()
        sheet.scaledToWidth(min(2400, width), Qt.TransformationMode.SmoothTransformation).save(
            str(folder / f"{state}.png")
        )


def take(folder: Path, theme: ThemeChoice, language: str) -> None:
    keyring.set_keyring(null.Keyring())
    application = QApplication(["stemdesk"])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    loop.run_until_complete(walk(application, folder, theme, language))
    sys.stdout.flush()
    os._exit(0)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--take"]:
        take(Path(arguments[1]), ThemeChoice(arguments[2]), arguments[3])
    folder, language = Path(arguments[0]).absolute(), arguments[1] if len(arguments) > 1 else "en"
    (folder / "single").mkdir(parents=True, exist_ok=True)
    for name in list(os.environ):
        if name.startswith("STEMDESK_"):
            del os.environ[name]
    os.environ.update(PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
            os.environ["STEMDESK_HOME"] = home
            services(stack)
            os.environ.pop("STEMDESK_DANGO_TOKEN")  # one service has no account
            command = [sys.executable, "-m", "tests.papers.gallery", "--take", str(folder), theme.value, language]
            subprocess.run(command, cwd=ROOT, check=True)
    QApplication(["stemdesk"])
    sheets(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
