"""From nothing to a window: Qt, the event loop that coroutines share with it, language, theme."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import qasync
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from stemdesk import APP_ID, __version__
from stemdesk.core import later
from stemdesk.core.app_paths import app_paths, demo_song, resources
from stemdesk.core.errors import StemDeskError, explained
from stemdesk.core.jobs import is_url
from stemdesk.gui.base import accessibility, i18n
from stemdesk.gui.base.plain_text import stop_with
from stemdesk.gui.base.qt_classes import make_classes
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.base.theme import QT_ARGUMENTS, Theme
from stemdesk.gui.shell.main_window import MainWindow
from stemdesk.gui.shell.single_instance import FileOpenFilter, SingleInstance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from stemdesk.context import AppContext
    from stemdesk.gui.base.engine_bridge import EngineBridge

_log = logging.getLogger(__name__)

#: Seconds. Whoever has just opened the window looks for a place to click, and nothing plays yet.
_AFTER_THE_WINDOW: Final = 0.3
#: Milliseconds.
_UNSEEN: Final = 1000


def run_window(build: Callable[[], AppContext], files: Sequence[str]) -> int:
    """Opens the window and returns the exit code when it is closed."""
    if not _has_display():
        print(
            "stemdesk: there is no display to open a window on. Without one, use: stemdesk separate FILE",
            file=sys.stderr,
        )
        return 1
    application = QApplication(["stemdesk", *QT_ARGUMENTS])
    application.setApplicationName("StemDesk")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName(APP_ID)
    application.setWindowIcon(QIcon(str(resources() / "icons" / "stemdesk.svg")))
    files = [file if is_url(file) else os.path.abspath(file) for file in files]  # noqa: PTH100  keeps links
    one = SingleInstance(app_paths())
    if one.hand_over(files):
        return 0
    try:
        context = build()
    except Exception as error:
        if not isinstance(error, StemDeskError):
            _log.error("at the start", exc_info=error)
        stop_with("StemDesk", i18n.show(explained(error).message))
        return 1
    settings = Settings(context.app_paths)
    i18n.install(application, settings.language)
    theme = Theme(application, settings.theme)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = MainWindow(context, theme, settings)
    tell_of_stumbles(window.engine_bridge, loop)
    window.show()
    one.files_came.connect(window.receive)
    if sys.platform == "darwin":  # a filter in Python is asked about every event of every widget
        finder = FileOpenFilter()
        application.installEventFilter(finder)
        finder.files_came.connect(window.receive)

    def begin() -> None:
        accessibility.install()
        one.listen()
        window.begin(list(files), demo_song())
        loop.call_later(_AFTER_THE_WINDOW, lambda: window.engine_bridge.spawn(_settle(loop)))

    painted = FirstPaint(window)
    painted.happened.connect(begin)
    try:
        with loop:
            loop.run_forever()
            loop.run_until_complete(window.closed())
    finally:
        one.close()
        if not context.close():
            os._exit(0)
        gc.unfreeze()  # what still refers to itself goes, too: soxr complains of each resampler that does not
    return 0


class FirstPaint(QObject):
    """`happened`, once: the window is painted. Where nobody sees it, as it was opened minimised, a moment later."""

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN)
        self._unseen.timeout.connect(self._tell)
        self._unseen.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._unseen.start(0)  # the painting is not over yet
            self._window.removeEventFilter(self)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self.happened.emit()


async def _settle(loop: asyncio.AbstractEventLoop) -> None:
    """Loads what the window did not need to be there, on a thread."""
    await make_classes()

    def load() -> None:
        try:
            later.load_all()
        finally:
            with suppress(RuntimeError):  # the window is gone already
                loop.call_soon_threadsafe(_tidy_memory)

    threading.Thread(target=load, daemon=True).start()


def _tidy_memory() -> None:
    """What loading has left behind goes, 20 MB; what there is by now stays to the end and is no garbage. On the window's
    thread, as there may be widgets among it: 0.1 s, once, before anything plays."""
    gc.collect()
    gc.freeze()
    gc.enable()
    with suppress(OSError, AttributeError, TypeError):  # glibc's alone
        ctypes.CDLL(None).malloc_trim(0)


def tell_of_stumbles(bridge: EngineBridge, loop: asyncio.AbstractEventLoop) -> None:
    """A slot, a timer or a thread that raises ends nothing; whoever sits there reads in a sentence what did not go."""

    def of_a_slot(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            bridge.fail(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def of_a_thread(told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            bridge.fail(told.exc_value)

    def of_the_loop(_loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        if isinstance(error := told.get("exception"), Exception):
            bridge.fail(error)

    sys.excepthook = of_a_slot
    threading.excepthook = of_a_thread
    loop.set_exception_handler(of_the_loop)


def _has_display() -> bool:
    """On Linux, Qt ends the whole process where there is no display; better to say so first."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc", "eglfs", "linuxfb"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
