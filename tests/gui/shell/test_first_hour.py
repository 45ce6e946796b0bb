"""What the window says by itself: at the first start, over a drop, when something is ready, when it closes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QWidget

from stemdesk.gui.shell.job_outcomes import JobOutcomes
from stemdesk.gui.shell.top_bar import PLAY
from stemdesk.gui.widgets.window_veil import WindowVeil
from stemdesk.jobs.library import Library
from tests.gui.conftest import Person
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.jobs import Job

Open = Callable[..., Person]


class Held:
    """Something that somebody holds over the window. The data lives as long as this."""

    def __init__(self, person: Person, data: QMimeData) -> None:
        self._person = person
        self._data = data
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(person.window, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))

    def is_taken_away(self) -> None:
        QApplication.sendEvent(self._person.window, QDragLeaveEvent())


def held(person: Person, *paths: Path) -> Held:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return Held(person, data)


def veil(person: Person) -> str:
    return " ".join(words for found in person.window.findChildren(WindowVeil) if (words := found.words()))


def split(person: Person) -> None:
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")


def test_the_first_start_says_that_this_is_a_demo_and_what_to_press(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: "This is a demo song. Press Split" in person.notice())
    person.quit()
    again = open_window()
    again.waits_until(lambda: bool(again.rows("Songs")))
    assert again.notice() == ""


def test_a_song_dropped_into_the_window_as_it_opens_is_the_chosen_one_not_the_demo(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def was_empty_when_asked(_: Library) -> bool:
        return True

    monkeypatch.setattr(Library, "is_empty", was_empty_when_asked)
    song = make_song(tmp_path / "mine.wav", 0.5)
    person = open_window()
    person.drop(song)
    begun = asyncio.get_event_loop().create_task(person.window.engine_bridge.ended())
    person.waits_until(begun.done)
    assert [found.title for found in person.window.songs_panel.selected()] == ["mine.wav"]
    assert "demo" not in person.notice()


def test_the_whole_window_says_what_it_is_about_to_take(open_window: Open, tmp_path: Path) -> None:
    songs = [make_song(tmp_path / "in" / f"{n}.wav", 0.5) for n in range(3)]
    for stem in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{stem}.wav", 0.5)
    (tmp_path / "album").mkdir()
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    hand = held(person, *songs, tmp_path / "album")
    person.waits_until(lambda: "3 song" in veil(person) and "1 folder" in veil(person))
    shown = next(found for found in person.window.findChildren(WindowVeil) if found.isVisible())
    assert shown.rect().size() == person.window.rect().size()
    hand.is_taken_away()
    assert veil(person) == ""
    hand = held(person, tmp_path / "stems")
    person.waits_until(lambda: "1 folder" in veil(person) and "of stems" in veil(person))
    hand.is_taken_away()


def test_what_cannot_be_taken_is_told_while_it_is_held(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    data = QMimeData()
    data.setText("only words")
    hand = Held(person, data)
    assert veil(person) == "This cannot be taken"
    hand.is_taken_away()
    data = QMimeData()
    data.setText("https://example.invalid/song.mp3")
    hand = Held(person, data)
    assert veil(person).startswith("1 link")
    hand.is_taken_away()


def test_the_title_bar_names_the_song_that_is_loaded(open_window: Open, tmp_path: Path) -> None:
    for stem in ("vocals", "drums"):
        make_song(tmp_path / "夏の歌" / f"{stem}.wav", 1.0)
    person = open_window(tmp_path / "夏の歌")
    person.waits_until(lambda: person.window.windowTitle() == "夏の歌 — StemDesk")
    assert person.window.accessibleName() == "StemDesk"


def types_in_the_search(person: Person) -> None:
    QTest.keyClicks(person.find(QLineEdit, "Search models"), "v")


def opens_the_settings(person: Person) -> None:
    person.click("Settings")


def fills_in_the_form(person: Person) -> None:
    person.find(QLineEdit, "Search models").setFocus(Qt.FocusReason.MouseFocusReason)


def chooses_a_model(person: Person) -> None:
    models = person.find(QListView, "Models")
    QTest.mouseClick(models.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 60))


@pytest.mark.parametrize("work", [types_in_the_search, opens_the_settings, fills_in_the_form, chooses_a_model])
def test_the_page_is_not_turned_under_somebody_who_has_begun_something_else(
    open_window: Open, tmp_path: Path, work: Callable[[Person], None]
) -> None:
    person = open_window(make_song(tmp_path / "in" / "song.wav", 8.0))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel song.wav"))
    work(person)
    person.waits_until(lambda: "“song.wav” is ready: 4 stems (quick) · 4 stem" in person.notice())
    assert not person.sees(QWidget, "Play view")
    assert person.window._views.currentIndex() != PLAY


def drops_a_song(person: Person, song: Path) -> None:
    person.drop(song)


def opens_a_song_from_its_folder(person: Person, song: Path) -> None:
    """The second start hands it to the first."""
    person.window.receive([str(song)])


@pytest.fixture
def as_it_ends(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Person, asyncio.Event]:
    """The split of a song is over and about to be opened, once the event lets it."""
    monkeypatch.setattr(JobOutcomes, "_can_be_heard", lambda *_: None)  # its stems come all at once
    person = open_window(make_song(tmp_path / "in" / "song.wav", 0.5))
    work = person.window._outcomes
    held_up, go_on, done = [], asyncio.Event(), work._done

    async def later(job: Job, was_awaited: bool) -> None:
        held_up.append(job)
        await go_on.wait()
        await done(job, was_awaited)

    monkeypatch.setattr(work, "_done", later)
    split(person)
    person.waits_until(lambda: bool(held_up))
    return person, go_on


@pytest.mark.parametrize("give", [drops_a_song, opens_a_song_from_its_folder])
def test_whoever_gives_it_the_next_song_as_a_split_ends_goes_on_with_that_song(
    as_it_ends: tuple[Person, asyncio.Event], tmp_path: Path, give: Callable[[Person, Path], None]
) -> None:
    person, go_on = as_it_ends
    give(person, make_song(tmp_path / "in" / "next.wav", 1.0))
    person.waits_until(lambda: "next.wav" in person.rows("Songs"))
    go_on.set()
    person.waits_until(lambda: "“song.wav” is ready: 4 stems (quick) · 4 stem" in person.notice())
    assert not person.sees(QWidget, "Play view")
    assert person.find(QPushButton, "Split").isEnabled()


def test_the_page_is_not_turned_under_somebody_who_begins_something_else_as_a_split_ends(
    as_it_ends: tuple[Person, asyncio.Event],
) -> None:
    person, go_on = as_it_ends
    types_in_the_search(person)
    go_on.set()
    person.waits_until(lambda: "“song.wav” is ready: 4 stems (quick) · 4 stem" in person.notice())
    assert not person.sees(QWidget, "Play view")


def test_starting_it_again_only_to_see_it_is_no_other_work(as_it_ends: tuple[Person, asyncio.Event]) -> None:
    person, go_on = as_it_ends
    person.window.receive([])
    go_on.set()
    person.waits_until(lambda: person.sees(QWidget, "Play view"))


class Spontaneous(QCloseEvent):
    """As from the window's frame."""

    def spontaneous(self) -> bool:
        return True


def close_as_a_person(person: Person) -> QCloseEvent:
    event = Spontaneous()
    person.window.closeEvent(event)
    return event


def test_closing_while_a_job_runs_says_that_it_goes_on_and_may_be_thought_better_of(
    open_window: Open, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "in" / "long.wav", 240.0))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    assert not close_as_a_person(person).isAccepted()
    assert "1 job" in veil(person)
    assert "next start" in veil(person)
    person.click("Stay")
    assert veil(person) == ""
    assert person.window.isVisible()
    close_as_a_person(person)
    person.click("Close now")
    person.waits_until(lambda: not person.window.isVisible())


def test_closing_twice_is_not_kept_and_nothing_is_said_where_nothing_runs(open_window: Open, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "in" / "long.wav", 240.0))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    assert not close_as_a_person(person).isAccepted()
    assert not person.window._closing.holds(Spontaneous())
    person.click("Stay")
    person.click("Cancel long.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Retry long.wav"))
    assert not person.window._closing.holds(Spontaneous())


def test_quitting_by_its_key_is_told_the_same_and_a_program_that_closes_the_window_is_not_held(
    open_window: Open, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "in" / "long.wav", 240.0))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    person.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert "1 job" in veil(person)
    assert person.window.isVisible()
    person.click("Stay")
    person.window.close()
    assert not person.window.isVisible()


def test_the_window_that_is_told_to_close_closes_by_itself_when_the_line_was_read(
    open_window: Open, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "in" / "long.wav", 240.0))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    close_as_a_person(person)
    person.waits_until(lambda: not person.window.isVisible())
