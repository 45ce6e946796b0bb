"""Two starts, one window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stemdesk.core.places import places
from stemdesk.gui.file_open import FileOpen
from stemdesk.gui.one_window import OneWindow
from tests.gui.conftest import Person

Open = Callable[..., Person]


def test_the_files_of_a_second_start_come_to_the_first_window(open_window: Open, song: Path, qtbot: QtBot) -> None:
    person = open_window()
    one = OneWindow(places())
    one.files_came.connect(person.window.receive)
    one.listen()
    person.waits_until(lambda: bool(person.rows("Songs")))
    second = subprocess.Popen([sys.executable, "-m", "stemdesk", song.name], cwd=song.parent, env=dict(os.environ))
    try:
        person.waits_until(lambda: "a song.wav" in person.rows("Songs"))
        person.waits_until(lambda: second.poll() is not None)
        assert second.returncode == 0
    finally:
        second.kill()
        second.communicate()
        one.close()


def test_nobody_answers_where_no_window_is_open(qtbot: QtBot) -> None:
    assert not OneWindow(places()).hand_over(["/a.wav"])


def test_a_socket_that_a_crash_left_behind_is_no_window(qtbot: QtBot) -> None:
    first = OneWindow(places())
    first.listen()
    first.close()
    again = OneWindow(places())
    again.listen()
    came: list[list[str]] = []
    again.files_came.connect(came.append)
    code = (
        "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
        "from stemdesk.gui.one_window import OneWindow; from stemdesk.core.places import places;"
        "import sys; sys.exit(0 if OneWindow(places()).hand_over(['/ü \\ud800.wav', 'https://x/y']) else 1)"
    )
    second = subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ))
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert (second.returncode, came) == (0, [["/ü \ud800.wav", "https://x/y"]])
    again.close()


def test_nonsense_on_the_socket_does_no_harm(qtbot: QtBot) -> None:
    one = OneWindow(places())
    one.listen()
    came: list[list[str]] = []
    one.files_came.connect(came.append)
    socket = QLocalSocket()
    socket.connectToServer(one._name)
    assert socket.waitForConnected(2000)
    for number, nonsense in enumerate((b"{not json\n", b"7\n", b'["", null, {}]\n'), 1):
        socket.write(nonsense)
        qtbot.waitUntil(partial(lambda number: len(came) == number, number), timeout=5000)
    socket.disconnectFromServer()
    assert came == [[], [], []]
    one.close()


def test_a_song_dropped_on_the_icon_of_macos_comes_to_the_window(open_window: Open, song: Path, qtbot: QtBot) -> None:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    finder = FileOpen()
    finder.files_came.connect(person.window.receive)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(finder)
    QApplication.sendEvent(application, QFileOpenEvent(str(song)))
    person.waits_until(lambda: "a song.wav" in person.rows("Songs"))
