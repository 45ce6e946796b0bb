"""Two starts, one window."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stemdesk.core import peers
from stemdesk.core.app_paths import app_paths
from stemdesk.gui.shell import single_instance
from stemdesk.gui.shell.single_instance import FileOpenFilter, SingleInstance
from tests.gui.conftest import Person

Open = Callable[..., Person]


def test_the_files_of_a_second_start_come_to_the_first_window(open_window: Open, song: Path, qtbot: QtBot) -> None:
    person = open_window()
    one = SingleInstance(app_paths())
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
    assert not SingleInstance(app_paths()).hand_over(["/a.wav"])


def test_a_socket_that_a_crash_left_behind_is_no_window(qtbot: QtBot) -> None:
    first = SingleInstance(app_paths())
    first.listen()
    first.close()
    again = SingleInstance(app_paths())
    again.listen()
    came: list[list[str]] = []
    again.files_came.connect(came.append)
    assert handed_over(qtbot, ["/ü \ud800.wav", "https://x/y"])
    assert came == [["/ü \ud800.wav", "https://x/y"]]
    again.close()


@pytest.fixture
def listening(qtbot: QtBot) -> Iterator[tuple[SingleInstance, list[list[str]]]]:
    """A window that listens, and what came to it."""
    one = SingleInstance(app_paths())
    assert one.listen()
    came: list[list[str]] = []
    one.files_came.connect(came.append)
    yield one, came
    one.close()


def visit(*pieces: bytes) -> QLocalSocket:
    name = single_instance._address(app_paths().state)
    assert name is not None
    visitor = QLocalSocket()
    visitor.connectToServer(name)
    assert visitor.waitForConnected(2000)
    for piece in pieces:
        visitor.write(piece)
        visitor.flush()
    return visitor


def is_shut_out(visitor: QLocalSocket) -> bool:
    return visitor.state() is QLocalSocket.LocalSocketState.UnconnectedState


NONSENSE = (
    b"{not json\n", b"7\n", b'["", null, {}]\n', b"\n", b'["/etc/passwd"]\n', b'{"hello": []}\n', b"\xff\xfe\n",
    b"[" * 9999 + b"\n",
    b'{"hello": "x"}\n{"files": "[\\"/a.wav\\"]"}\n', b'{"hello": "x"}\n{"files": "[]", "proof": "0"}\n',
    b'{"hello": "x"}\n{"files": {}, "proof": null}\n', b'{"hello": "x"}\n{"hello": "x"}\n',
)  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_on_the_socket_does_no_harm(
    listening: tuple[SingleInstance, list[list[str]]], qtbot: QtBot, nonsense: bytes
) -> None:
    visitor = visit(nonsense)
    qtbot.waitUntil(lambda: is_shut_out(visitor), timeout=5000)
    assert listening[1] == []


def test_a_message_without_end_is_not_listened_to(
    listening: tuple[SingleInstance, list[list[str]]], qtbot: QtBot
) -> None:
    visitor = visit(b'{"hello": "')

    def keep_position() -> bool:
        if not is_shut_out(visitor):
            visitor.write(b"x" * 65_536)
            visitor.flush()
        return is_shut_out(visitor)

    qtbot.waitUntil(keep_position, timeout=20_000)
    assert listening[1] == []


def test_a_crowd_of_silent_visitors_is_shut_out_and_a_start_still_comes_through(
    listening: tuple[SingleInstance, list[list[str]]], qtbot: QtBot
) -> None:
    crowd = [visit() for _ in range(40)]
    qtbot.waitUntil(lambda: sum(map(is_shut_out, crowd)) >= 24, timeout=5000)
    for visitor in crowd:
        visitor.abort()
    qtbot.waitUntil(lambda: all(visitor.is_gone for visitor in listening[0]._talking), timeout=5000)
    assert handed_over(qtbot, ["/a.wav"])
    assert listening[1] == [["/a.wav"]]


def handed_over(qtbot: QtBot, files: list[str]) -> bool:
    """Whether another start, in a process of its own, gave its files to this one's window."""
    code = (
        "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
        "from stemdesk.gui.shell.single_instance import SingleInstance; from stemdesk.core.app_paths import app_paths;"
        f"import sys; sys.exit(0 if SingleInstance(app_paths()).hand_over({files!a}) else 1)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ))
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    return other.returncode == 0


IMPOSTOR = """
import socket, sys
name, *answers = sys.argv[1:]
server = socket.socket(socket.AF_UNIX)
server.bind(name)
server.listen()
print("ready", flush=True)
end, _ = server.accept()
while piece := end.recv(65536):
    print(piece.decode(), flush=True)
    if answers:
        try:
            end.sendall(bytes.fromhex(answers.pop(0)))
        except OSError:
            break
"""


@pytest.mark.parametrize(
    "answers",
    [
        (),
        (b"taken\n",),
        (b"taken\n", b"taken\n"),
        (b'{"nonce": "x", "proof": "x"}\n', b'{"taken": "x"}\n'),
        (b"x" * 60_000,),
    ],
)
def test_whoever_has_taken_the_name_learns_no_files_and_keeps_no_window_away(
    qtbot: QtBot, answers: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 1000)
    first = SingleInstance(app_paths())
    assert first.listen()  # there was a window once, so there is a secret
    first.close()
    name = single_instance._address(app_paths().state)
    assert name is not None
    impostor = subprocess.Popen(
        [sys.executable, "-c", IMPOSTOR, name, *(answer.hex() for answer in answers)], stdout=subprocess.PIPE, text=True
    )
    assert impostor.stdout is not None
    assert impostor.stdout.readline() == "ready\n"
    assert not SingleInstance(app_paths()).hand_over(["/home/me/secret song.wav"])
    heard, _ = impostor.communicate(timeout=20)
    assert "hello" in heard
    assert "secret song" not in heard


def test_a_socket_of_another_user_is_not_spoken_to(
    listening: tuple[SingleInstance, list[list[str]]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_end, other_end = socket.socketpair()
    assert not peers.is_other_user(one_end.fileno())
    one_end.close()
    other_end.close()
    monkeypatch.setattr(peers, "_user_at", lambda _: os.geteuid() + 1)
    visitor = visit(b'{"hello": "x"}\n')
    qtbot.waitUntil(lambda: is_shut_out(visitor), timeout=5000)
    assert visitor.readAll().size() == 0


def test_where_others_can_write_there_is_no_socket_and_a_secret_that_others_can_read_is_made_anew(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_folder = tmp_path / "runtime"
    open_folder.mkdir()
    open_folder.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(open_folder))
    one = SingleInstance(app_paths())
    assert one.listen()
    assert list(open_folder.iterdir()) == []
    assert stat.S_IMODE((home / "state").stat().st_mode) == 0o700
    key = home / "state" / "window.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    one.close()
    key.chmod(0o644)
    assert not SingleInstance(app_paths()).hand_over([])
    again = SingleInstance(app_paths())
    assert again.listen()
    assert key.read_bytes() != before
    again.close()


def test_the_folder_for_this_session_is_used_where_it_is_ours_alone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Path(tempfile.mkdtemp())  # a socket's path is short
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(ours))
    one = SingleInstance(app_paths())
    assert one.listen()
    assert len(list(ours.iterdir())) == 1
    assert handed_over(qtbot, ["/a.wav"])
    one.close()
    shutil.rmtree(ours)


def test_a_song_dropped_on_the_icon_of_macos_comes_to_the_window(open_window: Open, song: Path, qtbot: QtBot) -> None:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    finder = FileOpenFilter()
    finder.files_came.connect(person.window.receive)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(finder)
    QApplication.sendEvent(application, QFileOpenEvent(str(song)))
    person.waits_until(lambda: "a song.wav" in person.rows("Songs"))
