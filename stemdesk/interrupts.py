"""Ctrl-C and SIGTERM end a command within two seconds, whatever a disk, a mount or a thread of ours is stuck in.

The orderly end stays the usual one: the main thread gets a KeyboardInterrupt and puts everything down. If it has not come
to its end soon after (it, or a thread that Python waits for, hangs in a call of the system), the process ends all the same;
jobs are made for that. On POSIX the signals are blocked everywhere and waited for in a thread of their own: a thread that
hangs uninterruptibly could not take them. Elsewhere the system has such a thread already, and Python tells us through a
socket.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from typing import Final, NoReturn

from stemdesk.core.exit_codes import ExitCode
from stemdesk.standard_streams import say

#: Seconds for the orderly end.
_GRACE: Final = 1.5

_told = threading.Event()


def take_over() -> None:
    """To be called once, on the main thread, before it starts others."""
    wanted = {number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not signal.SIG_IGN}
    if sys.platform == "win32":
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        signal.signal(signal.SIGTERM, _interrupt)
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=_watch_socket, args=(ours, theirs), name="interrupts", daemon=True).start()
        return
    signal.signal(signal.SIGUSR1, _interrupt)
    signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
    main = threading.get_ident()
    threading.Thread(target=_wait_for, args=(wanted, main), name="interrupts", daemon=True).start()


def tell() -> None:
    """Says that we were interrupted, once."""
    if not _told.is_set():
        _told.set()
        say("interrupted. Unfinished jobs go on with: stemdesk resume")


def _wait_for(wanted: set[signal.Signals], main: int) -> None:
    if sys.platform != "win32":
        signal.sigwait(wanted)
        signal.pthread_kill(main, signal.SIGUSR1)  # wakes it from whatever it waits for
        _end_soon()


def _watch_socket(ours: socket.socket, _theirs: socket.socket) -> None:
    ours.recv(1)
    _end_soon()


def _end_soon() -> NoReturn:
    time.sleep(_GRACE)
    telling = threading.Thread(target=tell, daemon=True)  # whoever reads our words may be stuck as well
    telling.start()
    telling.join(0.2)
    os._exit(ExitCode.INTERRUPTED)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
