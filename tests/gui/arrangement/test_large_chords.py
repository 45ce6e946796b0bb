"""The large chords: in place of the lanes or on a screen of their own, with the bars ahead; and what is said of listening."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.models import KeptModel
from stemdesk.core.music import regions
from stemdesk.core.text import verbatim
from stemdesk.gui.arrangement.bars import bar_index, bars_of
from stemdesk.gui.arrangement.chord_track import ChordTrack
from stemdesk.gui.arrangement.large_chords import LargeChords
from stemdesk.gui.lyrics.karaoke_window import KaraokeWindow
from stemdesk.gui.player.track_area import TrackArea
from stemdesk.gui.session.arrangement import GlobalTrack, Listening
from stemdesk.providers.contract import KeepsModels
from tests.gui.arrangement import conftest
from tests.gui.conftest import Person


def test_a_key_puts_the_large_chords_in_the_lanes_place_and_escape_takes_them_away(player: Person) -> None:
    lanes = player.window.findChildren(TrackArea)[0]
    player.press(Qt.Key.Key_K)
    large = player.find(LargeChords, "Large chords")
    assert not lanes.isVisible()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert lanes.isVisible()
    assert not player.sees(LargeChords, "Large chords")


def test_they_follow_the_song_and_are_painted_again_only_where_something_begins(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.press(Qt.Key.Key_K)
    large = player.find(LargeChords, "Large chords")
    large.show_seconds(2.1)
    assert large.accessibleDescription() == "F"
    painted: list[object] = []
    monkeypatch.setattr(large, "update", lambda *area: painted.append(area))
    large.show_seconds(2.2)
    assert painted == []
    large.show_seconds(2.6)
    assert len(painted) == 1


def test_full_screen_is_a_window_that_escape_closes(player: Person) -> None:
    player.press(Qt.Key.Key_K)
    player.click("Full screen chords")
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, LargeChords) and w.isVisible()]
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_bars_hold_the_chords_that_begin_in_them_and_the_one_that_goes_on(player: Person) -> None:
    practice = player.window.practice
    bars = bars_of(practice, practice.arrangement.chords, 44_100)
    assert [bar.chords for bar in bars[:2]] == [((0.0, "A:min"),), ((0.0, "F:maj"),)]
    assert bar_index(bars, 3.9) == 1
    track = regions.split(practice.arrangement.chords, 0, 1.0, "D:min")
    assert bars_of(practice, track, 44_100)[0].chords == ((0.0, "A:min"), (0.5, "D:min"))


def test_the_chord_track_says_what_becomes_of_listening(player: Person) -> None:
    arrangement = player.window.practice.arrangement
    chord_line = player.find(ChordTrack, "Chord track")
    for which in GlobalTrack:
        arrangement.show_track(which, True)
    arrangement.forget()
    for listening, fraction, trouble, words in (
        (Listening.WAITS, None, "", "Chords come as soon as the song is separated."),
        (Listening.GOES_ON, None, "", "Listening for chords…"),
        (Listening.GOES_ON, 0.42, "", "Listening for chords… 42 %"),
        (Listening.DONE, None, "", "not detected"),
        (Listening.FAILED, None, "The disk is full.", "The disk is full."),
        (Listening.GETS_FILE, 0.5, "", "Getting the file for chords… 50 %"),
    ):
        arrangement.show_listening(listening, fraction, trouble)
        assert chord_line.state_words() == words
        assert not player.sees(QPushButton, "Get the file for chords")


def test_listening_that_fails_is_said_and_the_song_plays(player: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StemDeskError(ErrorKind.DECODE, verbatim("“bass.wav” cannot be read."))

    monkeypatch.setattr("stemdesk.gui.arrangement.song_listener.analysis_of", fail)
    arrangement = player.window.practice.arrangement
    player.window.player.listener.again()
    player.waits_until(lambda: arrangement.listening is Listening.FAILED)
    assert arrangement.trouble == "“bass.wav” cannot be read."


def test_a_missing_trained_file_is_got_from_the_chord_track(player: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A button beside what is missing; when it has come, the song is listened to again."""
    ready: list[bool] = []

    async def kept(_self: object) -> list[KeptModel]:
        return [KeptModel("chords", verbatim("chords"), (), (), 7_300_000, 0, bool(ready))]

    async def get(_self: object, _id: str, tell: object) -> None:
        tell(0.5)  # type: ignore[operator]
        ready.append(True)

    provider = player.window._context.registry.get("local")
    assert isinstance(provider, KeepsModels)
    monkeypatch.setattr(type(provider), "kept_models", kept)
    monkeypatch.setattr(type(provider), "get_model", get)
    silent = conftest.heard()
    monkeypatch.setattr(
        "stemdesk.gui.arrangement.song_listener.analysis_of",
        lambda *_: conftest.heard() if ready else replace(silent, chords=()),
    )
    player.window.practice.arrangement.show_track(GlobalTrack.CHORDS, True)
    player.window.player.listener.again()
    player.waits_until(lambda: player.sees(QPushButton, "Get the file for chords"))
    assert "7 MB" in player.window.practice.arrangement.trouble
    player.click("Get the file for chords")
    player.waits_until(lambda: player.window.practice.arrangement.has_chords)
    assert not player.sees(QPushButton, "Get the file for chords")


def full_screen(player: Person) -> LargeChords:
    player.press(Qt.Key.Key_K)
    player.click("Full screen chords")
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, LargeChords) and w.isVisible()]
    return window


def test_the_full_screen_has_the_keys_of_the_transport(player: Person) -> None:
    window, playback = full_screen(player), player.window.playback
    playback.seek_seconds(4.0)
    player.waits_until(lambda: playback.seconds == 4.0)
    QTest.keyClick(window, Qt.Key.Key_Right)
    player.waits_until(lambda: playback.seconds == 9.0)
    QTest.keyClick(window, Qt.Key.Key_Left)
    player.waits_until(lambda: playback.seconds == 4.0)
    QTest.keyClick(window, Qt.Key.Key_Home)
    player.waits_until(lambda: playback.seconds == 0.0)
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_the_full_screen_closed_by_the_desktop_can_be_opened_again(player: Person) -> None:
    full_screen(player).close()
    player.click("Full screen chords")
    assert any(isinstance(w, LargeChords) and w.isVisible() for w in QApplication.topLevelWidgets())


@pytest.mark.parametrize("way", ["Escape", "key", "button"])
def test_after_the_large_chords_letters_are_keys_again_and_not_typed_into_a_field(player: Person, way: str) -> None:
    player.press(Qt.Key.Key_K)
    large = player.find(LargeChords, "Large chords")
    if way == "Escape":
        QTest.keyClick(large, Qt.Key.Key_Escape)
    elif way == "key":
        player.press(Qt.Key.Key_K)
    else:
        player.find(QPushButton, "Close large chords").setFocus()
        player.click("Close large chords")
    focused = player.window.focusWidget()
    assert isinstance(focused, QWidget)
    assert not isinstance(focused, QLineEdit)
    assert player.window.findChildren(TrackArea)[0].isAncestorOf(focused)


def test_dots_are_as_many_as_the_bar_has_beats_where_the_metre_changes(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = conftest.heard()
    player.window.practice.show_analysis(replace(found, downbeats=found.beats[[0, 4, 8, 11, 16, 20, 24, 28]]))
    player.press(Qt.Key.Key_K)
    large = player.find(LargeChords, "Large chords")
    ellipses: list[int] = []

    class Painter:
        def __getattr__(self, name: str) -> object:
            return lambda *_: ellipses.append(1) if name == "drawEllipse" else None

    for seconds, beats in ((4.1, 3), (5.6, 5), (8.1, 4)):
        large.show_seconds(seconds)
        ellipses.clear()
        large._paint_beats(Painter(), large.rect())  # type: ignore[arg-type]
        assert len(ellipses) == beats


def test_without_a_song_no_chords_stay_and_no_screen_goes_black(player: Person) -> None:
    player.press(Qt.Key.Key_K)
    player.window.playback.unload()
    practice = player.window.practice
    assert not practice.arrangement.has_chords
    assert practice.analysis is None
    assert not player.sees(LargeChords, "Large chords")
    for key, modifier in (
        (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    ):  # fmt: skip
        player.press(key, modifier)
        QApplication.processEvents()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, (KaraokeWindow, LargeChords))]
    assert not any(window.isVisible() for window in windows)


def test_the_large_view_says_why_there_are_no_chords_yet(player: Person) -> None:
    """Another song was loaded while it was open."""
    player.press(Qt.Key.Key_K)
    large = player.find(LargeChords, "Large chords")
    arrangement = player.window.practice.arrangement
    arrangement.forget()
    arrangement.show_listening(Listening.GOES_ON, 0.2)
    before = large.grab().toImage()
    arrangement.show_listening(Listening.GOES_ON, 0.8)
    assert large.grab().toImage() != before
