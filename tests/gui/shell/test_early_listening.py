"""Hearing a song while it is still being split on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton

from stemdesk.audio.playback.player import Player
from stemdesk.core.jobs import JobState
from stemdesk.gui.player.player_view import PlayerView
from stemdesk.gui.tracks.track_header import TrackHeader
from stemdesk.workers import worker_process
from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Person

pytestmark = pytest.mark.slow

SECONDS = 90.0  # the preview's first block is half a minute


@pytest.fixture(autouse=True)
def _nobody_listens_for_beats_and_chords(monkeypatch: pytest.MonkeyPatch) -> None:
    """In songs of a minute and a half, of which each test has new stems."""
    monkeypatch.setattr(worker_process, "ask", lambda *_: None)


@pytest.fixture
def splitting(open_window: Callable[..., Person], tmp_path: Path) -> Person:
    """A person whose song is being split, and who sees its first half minute."""
    person = open_window(make_song(tmp_path / "songs" / "long song.wav", SECONDS), model="preview-vocals")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(PlayerView, "Play view") and person.sees(TrackHeader, "Vocals"))
    return person


def job_state(person: Person) -> JobState:
    from stemdesk.gui.jobs.job_row import JobRow

    return person.window.findChildren(JobRow)[0].job.state


def words(person: Person) -> str:
    return "\n".join(found.text() for found in person.window.findChildren(QLabel) if found.isVisible())


def test_the_player_opens_while_the_song_is_being_split_and_keeps_what_was_set(
    splitting: Person, open_window: Callable[..., Person], home: Path
) -> None:
    person = splitting
    assert job_state(person) is JobState.PROCESSING
    assert not person.find(QPushButton, "Export").isEnabled()
    person.click("Mute Vocals")
    loaded = person.window.playback.loaded_stems
    assert loaded is not None
    assert loaded.partial is not None
    assert loaded.partial.done < loaded.partial.frames
    person.waits_until(lambda: job_state(person) is JobState.DONE)
    person.waits_until(lambda: person.find(QPushButton, "Export").isEnabled())
    playback = person.window.playback
    assert playback.loaded_stems is not None
    assert playback.loaded_stems.partial is None
    assert all(stem.path.suffix == ".flac" for stem in playback.loaded_stems.stems)
    assert playback.tracks[0].muted
    assert not list((home / "cache" / "partial").glob("*/*"))
    person.quit()
    again = open_window(model="")
    again.waits_until(lambda: again.sees(QPushButton, "Play long song.wav"))
    again.click("Play long song.wav")
    again.waits_until(lambda: bool(again.window.playback.tracks) and again.window.playback.tracks[0].muted)


def test_a_seek_to_where_nothing_has_been_made_yet_says_so(splitting: Person) -> None:
    person = splitting
    playback = person.window.playback
    person.waits_until(lambda: playback.frames > 0)
    playback.seek(playback.frames - 44_100)
    assert playback.ready is not None
    if playback.ready < playback.frames - 44_100:
        person.waits_until(lambda: "Not separated yet" in words(person) or job_state(person) is JobState.DONE)
    person.waits_until(lambda: person.find(QPushButton, "Export").isEnabled())
    person.waits_until(lambda: "Not separated yet" not in words(person))


def test_a_cancelled_job_takes_its_half_made_stems_off_the_player(splitting: Person, home: Path) -> None:
    person = splitting
    person.click("Cancel long song.wav")
    person.waits_until(lambda: job_state(person) is JobState.CANCELLED)
    person.waits_until(lambda: "Nothing loaded" in words(person))
    assert person.window.playback.loaded_stems is None
    person.waits_until(lambda: not list((home / "cache" / "partial").glob("*/*")))


def test_somebody_who_hears_another_song_is_asked_first(
    open_window: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stems = tmp_path / "other"
    make_song(stems / "vocals.wav", 2.0)
    make_song(stems / "drums.wav", 2.0)
    person = open_window(make_song(tmp_path / "songs" / "long song.wav", SECONDS), model="preview-vocals")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.drop(stems)
    person.waits_until(lambda: person.sees(TrackHeader, "Drums"))
    person.waits_until(lambda: "can be heard while" in person.notice())
    before = person.window.playback.loaded_stems
    assert before is not None
    assert before.title == "other"
    opened: list[object] = []
    monkeypatch.setattr(Player, "play", lambda _self, count_in=0: opened.append(count_in))
    person.click("Listen")
    person.waits_until(lambda: person.sees(TrackHeader, "Instrumental"))
    assert opened == [0]


def test_a_job_that_is_cancelled_is_not_offered_to_be_heard_any_more(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    stems = tmp_path / "other"
    make_song(stems / "vocals.wav", 2.0)
    make_song(stems / "drums.wav", 2.0)
    person = open_window(make_song(tmp_path / "songs" / "long song.wav", 4 * SECONDS), model="preview-vocals")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.drop(stems)
    person.waits_until(lambda: person.sees(TrackHeader, "Drums"))
    person.waits_until(lambda: "can be heard while" in person.notice())
    person.click("Cancel long song.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Retry long song.wav"))  # the window knows it, too
    assert not person.sees(QPushButton, "Listen")
    assert not person.sees(QPushButton, "Listen to long song.wav")
    loaded = person.window.playback.loaded_stems
    assert loaded is not None
    assert loaded.title == "other"


def test_a_song_taken_off_the_list_while_it_is_split_is_whole_in_the_player_all_the_same(splitting: Person) -> None:
    person = splitting
    songs = person.find(QListView, "Songs")
    songs.setFocus()
    QTest.keyClick(songs, Qt.Key.Key_Delete)
    person.waits_until(lambda: "long song.wav" not in person.rows("Songs"))
    person.waits_until(lambda: person.find(QPushButton, "Export").isEnabled())
    assert person.window.playback.loaded_stems is not None
    assert person.window.playback.loaded_stems.partial is None


def test_a_job_that_is_quicker_than_the_player_is_loaded_whole(
    splitting: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = splitting
    person.window.playback.frames = 0  # as if its answer had not come yet
    person.waits_until(lambda: person.find(QPushButton, "Export").isEnabled() and person.window.playback.frames > 0)
    assert person.window.playback.loaded_stems is not None
    assert person.window.playback.loaded_stems.partial is None


def test_nothing_is_offered_that_the_disk_did_not_take(
    open_window: Callable[..., Person], tmp_path: Path, home: Path
) -> None:
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "partial").write_bytes(b"")  # in the way
    person = open_window(make_song(tmp_path / "songs" / "long song.wav", SECONDS / 2), model="preview-vocals")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Play long song.wav"))
    person.waits_until(lambda: person.sees(TrackHeader, "Vocals"))
    assert person.find(QPushButton, "Export").isEnabled()
