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
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import keyring
import qasync
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QMenu, QWidget

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.core.music.chords import Chord, KeyRegion
from stemdesk.core.music.lyrics import LyricLine
from stemdesk.core.music.notes import Note
from stemdesk.core.music.sections import Section
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.theme import QT_ARGUMENTS, ThemeChoice
from stemdesk.gui.jobs.jobs_panel import JobsPanel
from stemdesk.gui.lyrics.karaoke_window import KaraokeWindow
from stemdesk.gui.session.arrangement import GlobalTrack, Listening
from stemdesk.gui.shell.top_bar import PLAY, SPLIT
from tests.papers.pictures import ROOT, Window, services, until

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stemdesk.gui.session.playback import Playback

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

    def picture(self, widget: QWidget, state: str) -> None:
        """Of a window of its own."""
        widget.grab().save(str(self._path(state, "dialog")))

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
    person = Window(application, theme, language, model__local="band")
    visitor = Visitor(person, folder, theme)
    person.begin()
    await before_splitting(person, visitor)
    await at_the_player(person, visitor)
    await the_song_understood(person, visitor)
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
    person.window.message_bar._leave()  # whoever clicks there has it gone
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


async def the_song_understood(person: Window, visitor: Visitor) -> None:
    """Chords, parts, words and notes, alone and all at once."""
    window = person.window
    playback, practice, player = window.playback, window.practice, window.player
    over = (Listening.DONE, Listening.NEEDS_FILE, Listening.FAILED)
    await until(lambda: practice.arrangement.listening in over)
    analysis, beats = practice.analysis, practice.beats
    assert analysis is not None
    assert beats is not None
    practice.arrangement.forget()
    practice.arrangement.show_listening(Listening.GOES_ON, 0.43)
    await visitor.window("29-listening")
    practice.show_analysis(
        replace(analysis, **chart_of(beats.bar_frames / playback.rate, playback.frames / playback.rate))
    )
    playback.seek(int(beats.bar_frames[9]) + 100)
    await visitor.window("20-chords")
    bass = next(n for n, stem in enumerate(loaded_stems(playback)) if stem == "bass")
    player._tracks.show_notes(bass, walking(beats.frames / playback.rate))
    await visitor.window("21-notes")
    player.lyrics.toggle.setChecked(True)
    await until(lambda: not player.lyrics.session.is_loading)
    await visitor.window("22-no-lyrics")
    player.lyrics.session.change(sung(beats.bar_frames / playback.rate), "")
    playback.seek(int(beats.bar_frames[9]) + 200)
    await visitor.window("23-lyrics")
    player.toggle_practice()
    window.findChildren(JobsPanel)[0].unfold(True)
    await visitor.window("24-all-at-once")
    window.findChildren(JobsPanel)[0].unfold(False)
    player.toggle_practice()
    player.lyrics.edit_line(2)
    await visitor.window("25-lyrics-typed")
    player.lyrics._leave_modes()
    player.lyrics.tap_times()
    await visitor.window("26-lyrics-tapped")
    player.lyrics._leave_modes()
    playback.pause()
    player.lyrics.full_screen()
    karaoke = next(each for each in QApplication.topLevelWidgets() if isinstance(each, KaraokeWindow))
    karaoke.resize(1280, 720)
    visitor.picture(karaoke, "27-karaoke")
    karaoke.close()
    player.lyrics.toggle.setChecked(False)
    practice.arrangement.set_capo(2)
    player.arrangement.show_large(True)
    await visitor.window("28-large-chords")
    player.arrangement.show_large(False)
    practice.arrangement.set_capo(0)
    for shown in GlobalTrack:
        practice.arrangement.show_track(shown, False)


def loaded_stems(playback: Playback) -> list[str]:
    return [stem.stem for stem in playback.loaded_stems.stems] if playback.loaded_stems is not None else []


def chart_of(bars: NDArray[np.float64], seconds: float) -> dict[str, Any]:
    """A chord a bar, two in every fourth, one of them unsure; parts of eight bars."""
    edges = [0.0, *(float(bar) for bar in bars if bar > 0.1), seconds]
    names = ("A:min", "F:maj7", "C:maj", "G:7", "D:min7", "F#:hdim7", "B:7", "E:sus4")
    chords: list[Chord] = []
    for n, (start, end) in enumerate(pairwise(edges)):
        middle = (start + end) / 2 if n % 4 == 3 else end
        chords.append(Chord(start, middle, names[n % 8] if n else "N", 0.3 if n % 8 == 5 else 0.9))
        if middle < end:
            chords.append(Chord(middle, end, names[(n + 1) % 8], 0.9))
    starts = edges[:-1:8]
    parts = ("intro", "verse 1", "pre-chorus", "chorus", "B", "A")
    sections = tuple(
        Section(start, end, parts[n % 6]) for n, (start, end) in enumerate(pairwise([*starts, seconds]))
    )  # fmt: skip
    keys = (KeyRegion(0.0, seconds / 2, "A minor"), KeyRegion(seconds / 2, seconds, "B minor"))
    return {"chords": tuple(chords), "sections": sections, "keys": keys}


def walking(beats: NDArray[np.float64]) -> tuple[Note, ...]:
    return tuple(
        Note(float(start), float(start + 0.8 * (end - start)), 36 + (n * 7) % 19, 60 + n * 11 % 60)
        for n, (start, end) in enumerate(pairwise(beats.tolist()))
    )


def sung(bars: NDArray[np.float64]) -> list[LyricLine]:
    words = (
        "I walked the line where the river bends", "counting the lights of the midnight train", "",
        "hold me, the morning is far away", "窗外的麻雀 在电线杆上多嘴", "君の声が遠くで響いている夜に僕はただ歩いていた",
        "a line that is a good deal longer than the others, because somebody wrote a whole verse into it and did not care",
    )  # fmt: skip
    return [LyricLine(float(bar), words[n % 7]) for n, bar in enumerate(bars)]


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
    application = QApplication(["stemdesk", *QT_ARGUMENTS])
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
