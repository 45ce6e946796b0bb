"""Looking lyrics up at LRCLIB: nothing is sent before it was said what, and what somebody has written is not lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton

from stemdesk.core.music.lrc import parse_lrc, write_lrc
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.gui.lyrics.find_dialog import FindDialog
from tests.gui.conftest import Person
from tests.sounds import make_song
from tests.standins.http import Fault, Reply
from tests.standins.lrclib import Lrclib, track

Open = Callable[..., Person]


@pytest.fixture
def lrclib(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lrclib]:
    with Lrclib() as server:
        monkeypatch.setenv("STEMDESK_LRCLIB_URL", server.address)
        yield server


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    folder = tmp_path / "The Lanterns - Midnight Train"
    for name in ("vocals", "drums"):
        make_song(folder / f"{name}.wav", 6.0)
    return folder


@pytest.fixture
def person(open_window: Open, stems: Path) -> Person:
    somebody = open_window(stems)
    somebody.waits_until(lambda: somebody.sees(QPushButton, "Mute Vocals"))
    somebody.click("Lyrics")
    somebody.waits_until(lambda: not somebody.window.player.lyrics.session.is_loading)
    return somebody


def dialog(person: Person) -> FindDialog:
    person.click("Find lyrics")
    person.waits_until(lambda: any(each.isVisible() for each in person.window.findChildren(FindDialog)))
    return next(each for each in person.window.findChildren(FindDialog) if each.isVisible())


def said(found: QDialog) -> str:
    return " ".join(label.text() for label in found.findChildren(QLabel) if label.isVisible())


def words(person: Person) -> list[str]:
    return [line.text for line in person.window.player.lyrics.session.lyrics.lines]


def test_it_says_what_is_sent_where_and_sends_only_that(person: Person, lrclib: Lrclib, stems: Path) -> None:
    found = dialog(person)
    assert "lrclib.net" in said(found)
    fields = {field.accessibleName(): field.text() for field in found.findChildren(QLineEdit)}
    assert fields == {"Title": "Midnight Train", "Artist": "The Lanterns", "Album": ""}
    assert "0:06" in said(found)
    assert lrclib.seen == []
    person.click("Search")
    person.waits_until(lambda: words(person) == ["I walked the line", "counting the lights"])
    assert [seen.query for seen in lrclib.seen] == [
        {"track_name": "Midnight Train", "artist_name": "The Lanterns", "duration": "6"}
    ]
    kept = stems / f"{stems.name}.lrc"
    person.waits_until(kept.exists)
    assert parse_lrc(kept.read_text("utf-8")).source is LyricsSource.LRCLIB
    assert person.window.undo_history.undo_words == "lyrics from LRCLIB"
    person.window.undo_history.undo()
    assert words(person) == []


def test_songs_that_may_be_others_are_shown_to_choose_from(person: Person, lrclib: Lrclib) -> None:
    lrclib.tracks = [
        track(1, artistName="Somebody <b>Else</b>", plainLyrics="x", syncedLyrics=None),
        track(2, duration=99.0),
    ]
    found = dialog(person)
    person.click("Search")
    person.waits_until(lambda: person.sees(QListWidget, "Songs found"))
    songs = person.find(QListWidget, "Songs found")
    assert [songs.item(row).text() for row in range(songs.count())] == [
        "Midnight Train · The Lanterns · Stations · 1:39 · with times",
        "Midnight Train · Somebody <b>Else</b> · Stations · 0:06 · without times",
    ]
    songs.setCurrentRow(1)
    assert person.find(QPlainTextEdit, "Lyrics of the chosen song").toPlainText() == "x"
    assert words(person) == []
    person.click("Use these lyrics")
    assert words(person) == ["x"]
    person.waits_until(lambda: not found.isVisible())


def test_words_of_the_users_own_are_never_replaced_unasked(open_window: Open, stems: Path, lrclib: Lrclib) -> None:
    mine = Lyrics((LyricLine(1.0, "mine"),), LyricsSource.USER)
    kept = stems / f"{stems.name}.lrc"
    kept.write_text(write_lrc(mine), "utf-8")
    person = open_window(stems)
    person.waits_until(lambda: words(person) == ["mine"])
    person.click("Lyrics")
    found = dialog(person)
    person.click("Search")
    person.waits_until(lambda: person.sees(QPushButton, "Use these lyrics"))
    assert "stay as they are" in said(found)
    found.reject()
    assert words(person) == ["mine"]
    assert "mine" in kept.read_text("utf-8")


def test_no_song_and_no_server_are_said_and_can_be_tried_again(person: Person, lrclib: Lrclib) -> None:
    lrclib.tracks = []
    found = dialog(person)
    person.click("Search")
    person.waits_until(lambda: "no lyrics for this song" in said(found))
    lrclib.tracks = [track()]
    lrclib.faults.append(Fault("/api/get", Reply(418, b"tea")))
    person.click("Search")
    person.waits_until(lambda: "418" in said(found))
    person.click("Search")
    person.waits_until(lambda: len(words(person)) == 2)


def test_an_answer_after_the_dialog_was_closed_changes_nothing(person: Person, lrclib: Lrclib) -> None:
    gate = threading.Event()
    lrclib.faults.append(Fault("/api/get", until=gate))
    found = dialog(person)
    person.click("Search")
    person.waits_until(lambda: len(lrclib.seen) == 1)
    QTest.keyClick(found, Qt.Key.Key_Escape)
    gate.set()
    person.waits_until(lambda: not any(each.isVisible() for each in person.window.findChildren(FindDialog)))
    assert words(person) == []
    assert person.notice() == ""
