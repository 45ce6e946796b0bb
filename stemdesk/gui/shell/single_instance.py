"""A second start hands its files to the window that is open already, instead of opening another one over the same songs.

Another user must neither learn the files' names nor keep the window away. So the socket lies in a folder that only we can
look into, both sides ask the system whose the other end is, and each proves that it can read a secret of ours before
anything is told or believed. Without such an answer in time, the second start opens a window of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent

from stemdesk.core.later import later
from stemdesk.core.lenient_json import as_list, as_mapping, as_text, parsed
from stemdesk.core.peers import is_other_user
from stemdesk.core.private import is_ours_alone, opened_private, private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6 import QtNetwork
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from stemdesk.core.app_paths import AppPaths
else:
    QtNetwork = later("PySide6.QtNetwork")

#: Milliseconds that a second start waits for the first window; then it opens one of its own.
_PATIENCE: Final = 4000
#: Milliseconds that another start has to say what it wants.
_TALK: Final = 10_000
_LONGEST: Final = 1 << 20
_MOST_TALKING: Final = 16
_SECRET: Final = 32
#: Bytes that a socket's path may have, less what Qt adds while it makes it.
_LONGEST_PATH: Final = 88


class SingleInstance(QObject):
    """One for each user and each set of places (`STEMDESK_HOME`). `files_came` carries what another
    start was given, a list of texts (as an object: Qt would lose names in no encoding)."""

    files_came = Signal(object)

    def __init__(self, app_paths: AppPaths) -> None:
        super().__init__()
        self._state = app_paths.state
        self._server: QLocalServer | None = None
        self._talking: list[_Visitor] = []

    def hand_over(self, files: Sequence[str]) -> bool:
        """Gives `files` (absolute paths, links) to the open window; False if there is none that answers as ours does."""
        name, secret = _address(self._state), _secret(self._state)
        if name is None or secret is None:
            return False
        if os.name == "posix" and not os.path.lexists(name):
            return False  # nobody listens
        deadline = QDeadlineTimer(_PATIENCE)
        socket = QtNetwork.QLocalSocket()
        socket.connectToServer(name)
        if not socket.waitForConnected(_left(deadline)) or is_other_user(_descriptor(socket)):
            return False
        try:
            return _tell(socket, secret, list(files), deadline)
        finally:
            socket.disconnectFromServer()

    def listen(self) -> bool:
        """From now on other starts come here. A socket that a crash has left behind is replaced."""
        name, secret = _address(self._state), _secret(self._state, make=True)
        if name is None or secret is None:
            return False
        server = QtNetwork.QLocalServer(self)
        server.setSocketOptions(QtNetwork.QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._connected(secret))
        if not server.listen(name):
            QtNetwork.QLocalServer.removeServer(name)
            server.listen(name)
        self._server = server
        return server.isListening()

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for visitor in self._talking:
            visitor.leave()

    def _connected(self, secret: bytes) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)  # it outlives the server, whose child it was
            self._talking = [visitor for visitor in self._talking if not visitor.is_gone]
            if len(self._talking) >= _MOST_TALKING or is_other_user(_descriptor(socket)):
                socket.abort()
                socket.deleteLater()
            else:
                self._talking.append(_Visitor(self, socket, secret))


class FileOpenFilter(QObject):
    """macOS hands over what is opened with StemDesk, or dropped on its icon, as an event instead of an argument.

    Watches the application. `files_came` carries a list of absolute paths or links, like that of `SingleInstance`."""

    files_came = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self.files_came.emit([event.file() or event.url().toString()])
        return True


class _Visitor(QObject):
    """Another start at the open window: it says hello, gets a proof, and gives its own with the files."""

    def __init__(self, window: SingleInstance, socket: QLocalSocket, secret: bytes) -> None:
        super().__init__(window)
        self.is_gone = False
        self._window = window
        self._socket = socket
        self._secret = secret
        self._theirs = ""
        self._ours = secrets.token_hex(16)
        socket.setReadBufferSize(_LONGEST + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.leave)
        QTimer.singleShot(_TALK, self, self.leave)
        self._read()

    def _read(self) -> None:
        while not self.is_gone and self._socket.canReadLine():
            self._answer(as_mapping(parsed(bytes(self._socket.readLine().data()))))
        if not self.is_gone and self._socket.bytesAvailable() > _LONGEST:
            self.leave()

    def _answer(self, said: dict[str, object]) -> None:
        if not self._theirs:
            self._theirs = as_text(said.get("hello"))[:64]
            if not self._theirs:
                return self.leave()
            return self._say({"nonce": self._ours, "proof": _proof(self._secret, "window", self._theirs, self._ours)})
        files = as_text(said.get("files"))
        if not _same(said.get("proof"), _proof(self._secret, "start", self._ours, files)):
            return self.leave()
        self._say({"taken": _proof(self._secret, "taken", self._theirs, self._ours)})
        names = [as_text(file) for file in as_list(parsed(files))]
        self._window.files_came.emit([name for name in names if name])
        return None

    def _say(self, words: dict[str, str]) -> None:
        self._socket.write(json.dumps(words).encode("ascii") + b"\n")
        self._socket.flush()

    def leave(self) -> None:
        if not self.is_gone:
            self.is_gone = True
            self._socket.abort()
            self._socket.deleteLater()
            self.deleteLater()


def _tell(socket: QLocalSocket, secret: bytes, files: list[str], deadline: QDeadlineTimer) -> bool:
    ours = secrets.token_hex(16)
    socket.write(json.dumps({"hello": ours}).encode("ascii") + b"\n")
    said = _line(socket, deadline)
    theirs = as_text(said.get("nonce"))[:64]
    if not _same(said.get("proof"), _proof(secret, "window", ours, theirs)):
        return False
    words = json.dumps(files)
    socket.write(json.dumps({"files": words, "proof": _proof(secret, "start", theirs, words)}).encode("ascii") + b"\n")
    return _same(_line(socket, deadline).get("taken"), _proof(secret, "taken", ours, theirs))


def _line(socket: QLocalSocket, deadline: QDeadlineTimer) -> dict[str, object]:
    """The next line; nothing if none comes in time, or none that ends."""
    while not socket.canReadLine():
        if deadline.hasExpired() or socket.bytesAvailable() > _LONGEST or not socket.waitForReadyRead(_left(deadline)):
            return {}
    return as_mapping(parsed(bytes(socket.readLine().data())))


def _left(deadline: QDeadlineTimer) -> int:
    return max(1, deadline.remainingTime())


def _descriptor(socket: QLocalSocket) -> int:
    return int(socket.socketDescriptor()) if os.name == "posix" else -1


def _proof(secret: bytes, *words: str) -> str:
    return hmac.new(secret, json.dumps(words).encode("ascii"), hashlib.sha256).hexdigest()


def _same(said: object, expected: str) -> bool:
    return hmac.compare_digest(as_text(said).encode("utf-8", "replace"), expected.encode("ascii"))


# --- where ------------------------------------------------------------------------------------------------------------


def _address(state: Path) -> str | None:
    """The socket's path, in a folder that nobody else can look into; a pipe's name on Windows. None if there is no such."""
    who = hashlib.sha256(os.fsencode(state)).hexdigest()[:16]
    if os.name != "posix":
        return f"stemdesk-{who}"
    for folder, name in (
        (Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere"), f"stemdesk-{who}"),
        (state, "window"),
        (Path(tempfile.gettempdir(), f"stemdesk-{os.geteuid()}-{who}"), "window"),
    ):
        path = folder / name
        if len(os.fsencode(path)) <= _LONGEST_PATH and _is_usable(folder, make=name == "window"):
            return str(path)
    return None


def _is_usable(folder: Path, *, make: bool) -> bool:
    try:
        if make and not folder.is_symlink():
            private_folder(folder)
    except OSError:
        return False
    return is_ours_alone(folder)


def _secret(state: Path, *, make: bool = False) -> bytes | None:
    """What only we can read. None where there is none, or one that others could have read or written."""
    path = state / "window.key"
    try:
        if make and not (is_ours_alone(path) and path.stat().st_size == _SECRET):
            private_folder(state)
            path.unlink(missing_ok=True)
            with open(path, "xb", opener=opened_private) as file:
                file.write(secrets.token_bytes(_SECRET))
        if not is_ours_alone(path):
            return None
        secret = path.read_bytes()
    except OSError:
        return None
    return secret if len(secret) == _SECRET else None
