"""A second start hands its files to the window that is open already, instead of opening another one over the same songs."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from stemdesk.core.reading import as_list, as_text, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.places import Places

_ANSWER: Final = b"taken\n"
#: Milliseconds that a second start waits for the first window; then it opens one of its own.
_PATIENCE: Final = 2000
_LONGEST: Final = 1 << 20


class OneWindow(QObject):
    """One for each user and each set of places (`STEMDESK_HOME`). `files_came` carries what another
    start was given, a list of texts (as an object: Qt would lose names in no encoding)."""

    files_came = Signal(object)

    def __init__(self, places: Places) -> None:
        super().__init__()
        who = f"{os.getuid() if hasattr(os, 'getuid') else os.environ.get('USERNAME', '')}:{places.state}"
        self._name = "stemdesk-" + hashlib.sha256(who.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._server: QLocalServer | None = None
        self._talking: list[QLocalSocket] = []

    def hand_over(self, files: Sequence[str]) -> bool:
        """Gives `files` (absolute paths, links) to the open window; False if there is none that answers."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(json.dumps(list(files)).encode("ascii") + b"\n")
        answered = socket.waitForBytesWritten(_PATIENCE) and socket.waitForReadyRead(_PATIENCE)
        socket.disconnectFromServer()
        return answered

    def listen(self) -> None:
        """From now on other starts come here. A socket that a crash has left behind is replaced."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._connected)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        self._server = server

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def _connected(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)  # it outlives the server, whose child it was
            self._talking.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._drop)

    def _read(self) -> None:
        for socket in list(self._talking):
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            elif socket.canReadLine():
                files = [as_text(file) for file in as_list(parsed(bytes(socket.readLine().data())))]
                socket.write(_ANSWER)
                socket.flush()
                self.files_came.emit([file for file in files if file])

    def _drop(self) -> None:
        for socket in list(self._talking):
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._talking.remove(socket)
                socket.deleteLater()
