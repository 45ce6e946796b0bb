"""Whatever is raised behind the window, a person reads a sentence with the next step, and the log has the traceback."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from stemdesk.audio.playback import player_thread
from stemdesk.gui.shell.startup import tell_of_stumbles
from stemdesk.jobs.library import Library
from stemdesk.providers.local.provider import LocalProvider
from tests.gui.conftest import Person
from tests.gui.library.conftest import Listener

if TYPE_CHECKING:
    from pathlib import Path

Open = Callable[..., Person]


def raises(error: BaseException) -> Callable[..., object]:
    def stumble(*_: object, **__: object) -> object:
        raise error

    return stumble


@pytest.fixture
def watched(open_window: Open, song: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """As the program starts it: with slots and threads watched."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    person = open_window(song)
    tell_of_stumbles(person.window.engine_bridge, asyncio.get_event_loop())
    person.waits_until(lambda: person.rows("Songs") == ["a song.wav"])
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    return person


STORE = [
    sqlite3.IntegrityError("FOREIGN KEY constraint failed"),
    sqlite3.OperationalError("no such table: songs"),
    OSError(5, "Input/output error"),
    KeyError("frames"),
]


@pytest.mark.parametrize("error", STORE, ids=lambda error: type(error).__name__)
def test_the_list_of_songs_stumbles(watched: Person, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(Library, "remove", raises(error))
    watched.window.songs_panel.remove_chosen()
    watched.waits_until(lambda: bool(watched.notice()))
    assert "FOREIGN" not in watched.notice()
    assert "no such table" not in watched.notice()
    assert "ry again" in watched.notice() or "refused" in watched.notice()
    assert watched.rows("Songs") == ["a song.wav"]


def test_a_database_that_refuses_a_job_is_no_riddle(watched: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemdesk.jobs.store import Store

    monkeypatch.setattr(Store, "add_job", raises(sqlite3.IntegrityError("FOREIGN KEY constraint failed")))
    watched.click("Split")
    watched.waits_until(lambda: "did not take this" in watched.notice())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("x"), "an error of its own (KeyError)"),
        (RuntimeError("boom"), "an error of its own (RuntimeError)"),
        (httpx.ReadError("secret"), "The connection broke"),
        (OSError(28, "No space left on device"), "The disk is full"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_provider_stumbles(
    watched: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, words: str
) -> None:
    monkeypatch.setattr(logging.getLogger("stemdesk"), "propagate", True)
    monkeypatch.setattr(LocalProvider, "submit", raises(error))
    watched.click("Split")
    watched.waits_until(lambda: words in watched.notice())
    assert any(record.exc_info for record in caplog.records)


def test_the_player_stumbles_over_a_file(watched: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_thread, "MultitrackReader", raises(ZeroDivisionError("float division by zero")))
    Listener(watched).double_clicks("a song.wav")
    watched.waits_until(lambda: not watched.window.playback.frames)
    watched.click("Show split")
    said: list[object] = []
    watched.window.playback.load_failed.connect(said.append)
    watched.window.play_or_pause()
    watched.waits_until(lambda: bool(said))
    assert "division" not in watched.notice()
    assert "Open the stems again" in watched.notice()


def test_a_slot_stumbles(watched: Person) -> None:
    QTimer.singleShot(0, raises(RuntimeError("boom")))
    watched.waits_until(lambda: "an error of its own (RuntimeError)" in watched.notice())


def test_a_thread_stumbles(watched: Person) -> None:
    thread = threading.Thread(target=raises(OSError(28, "No space left on device")))
    thread.start()
    thread.join()
    watched.waits_until(lambda: "The disk is full" in watched.notice())
