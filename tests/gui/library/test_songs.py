"""The list of songs as somebody knows it from a DAW, a music player and a file manager."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from stemdesk.audio.playback.messages import Transport
from stemdesk.gui.base.theme import DARK, LIGHT, ThemeChoice
from stemdesk.jobs.library import Added, Library
from tests.gui.library.conftest import Listener, Open
from tests.sounds import decibels, make_song, read, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QImage

RESULT = "4 stems (quick) · 4 stems"


def split_button(listener: Listener) -> QPushButton:
    return listener.person.find(QPushButton, "Split")


def test_a_removed_song_is_not_what_split_is_for_any_more(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    two_songs.person.waits_until(lambda: "second.wav" in split_button(two_songs).text())
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for()
    two_songs.person.waits_until(lambda: not split_button(two_songs).isEnabled())
    assert split_button(two_songs).text() == "Split"


def test_a_removed_song_comes_back_with_its_stems_by_the_button_of_the_notice(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    two_songs.person.waits_until(lambda: "first.wav" in two_songs.person.notice())
    two_songs.person.click("Undo")
    two_songs.waits_for("first.wav", RESULT, "second.wav")
    two_songs.person.waits_until(lambda: "first.wav" in split_button(two_songs).text())


def test_a_removal_is_undone_and_done_again_by_keys(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.person.waits_until(lambda: two_songs.person.window.undo_history.undo_words == "Remove “first.wav”")
    two_songs.person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    two_songs.waits_for("first.wav", RESULT, "second.wav")
    two_songs.person.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    two_songs.waits_for("second.wav")


def test_delete_pressed_three_times_removes_a_song_once_and_one_undo_brings_it_back(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    for _ in range(3):
        two_songs.presses(Qt.Key.Key_Delete)
    history = two_songs.person.window.undo_history
    two_songs.person.waits_until(lambda: history.undo_words == "Remove “first.wav”")
    two_songs.person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    two_songs.waits_for("first.wav", RESULT, "second.wav")
    assert history.undo_words != "Remove “first.wav”"


def test_what_was_dropped_last_stays_chosen_when_the_one_before_has_taken_longer(
    two_songs: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, may_go_on = two_songs.person, threading.Event()
    add = Library.add

    async def slow(library: Library, paths: list[Path]) -> Added:
        if paths[0].name == "slow":
            await asyncio.to_thread(may_go_on.wait, 60)
        return await add(library, paths)

    monkeypatch.setattr(Library, "add", slow)
    for stem in ("vocals", "drums"):
        make_song(tmp_path / "slow" / f"{stem}.wav", 1.0)
    person.drop(tmp_path / "slow")
    person.drop(make_song(tmp_path / "third.wav", 1.0))
    person.waits_until(lambda: "third.wav" in split_button(two_songs).text())
    may_go_on.set()
    person.waits_until(lambda: "slow" in two_songs.rows())
    person.waits_until(lambda: [song.title for song in person.window.songs_panel.selected()] == ["third.wav"])
    assert two_songs.loaded != "slow"


def kept_mixes_wait_for(may_go_on: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    mix = Library.mix

    async def slow(library: Library, folder: Path) -> Mapping[str, Any]:
        await asyncio.to_thread(may_go_on.wait, 60)
        return await mix(library, folder)

    monkeypatch.setattr(Library, "mix", slow)


def test_a_level_that_is_set_as_a_song_opens_is_kept_when_another_one_is_opened_at_once(
    two_songs: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, may_go_on = two_songs.person, threading.Event()
    playback = person.window.playback
    two_songs.double_clicks("second.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")
    kept_mixes_wait_for(may_go_on, monkeypatch)
    two_songs.double_clicks("4 stems")
    person.waits_until(lambda: two_songs.loaded == "first.wav")
    playback.set_gain(0, -12.0)
    two_songs.double_clicks("second.wav")
    person.waits_until(lambda: two_songs.loaded == "second.wav")
    may_go_on.set()
    two_songs.double_clicks("4 stems")
    person.waits_until(lambda: two_songs.loaded == "first.wav" and playback.tracks[0].gain_db == -12.0)


def test_a_kept_mix_survives_that_the_song_is_left_before_it_has_come(
    two_songs: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, may_go_on = two_songs.person, threading.Event()
    playback = person.window.playback
    playback.set_gain(0, -9.0)
    two_songs.double_clicks("second.wav")
    person.waits_until(lambda: two_songs.loaded == "second.wav")
    kept_mixes_wait_for(may_go_on, monkeypatch)
    two_songs.double_clicks("4 stems")
    person.waits_until(lambda: two_songs.loaded == "first.wav")
    assert playback.tracks[0].gain_db == 0.0  # not yet
    two_songs.double_clicks("second.wav")
    person.waits_until(lambda: two_songs.loaded == "second.wav")
    may_go_on.set()
    two_songs.double_clicks("4 stems")
    person.waits_until(lambda: two_songs.loaded == "first.wav" and playback.tracks[0].gain_db == -9.0)


def test_a_song_that_is_chosen_while_another_is_being_added_stays_chosen(
    two_songs: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, is_asked, may_go_on = two_songs.person, threading.Event(), threading.Event()
    two_songs.clicks("first.wav")
    add = Library.add

    async def slow(library: Library, paths: list[Path]) -> Added:
        is_asked.set()
        await asyncio.to_thread(may_go_on.wait, 60)
        return await add(library, paths)

    monkeypatch.setattr(Library, "add", slow)
    person.drop(make_song(tmp_path / "in" / "third.wav", 0.5))
    person.waits_until(is_asked.is_set)
    two_songs.clicks("second.wav")
    may_go_on.set()
    person.waits_until(lambda: "third.wav" in two_songs.rows())
    ended = asyncio.get_event_loop().create_task(person.window.engine_bridge.ended())
    person.waits_until(ended.done)
    assert [song.title for song in person.window.songs_panel.selected()] == ["second.wav"]


def test_the_same_file_dropped_again_has_its_stems_and_its_mix(two_songs: Listener, tmp_path: Path) -> None:
    person = two_songs.person
    person.window.playback.set_gain(0, -12.0)
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    person.drop(tmp_path / "in" / "first.wav")
    two_songs.waits_for("first.wav", RESULT, "second.wav")
    two_songs.double_clicks("4 stems")
    person.waits_until(lambda: two_songs.loaded == "first.wav")
    person.waits_until(lambda: person.window.playback.tracks[0].gain_db == -12.0)
    assert person.window.playback.has_original


def test_a_song_that_is_removed_does_not_play_on_without_a_row(two_songs: Listener) -> None:
    two_songs.person.window.playback.play()
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    assert two_songs.loaded == ""
    assert two_songs.person.window.playback.transport is Transport.PAUSED
    two_songs.person.waits_until(lambda: two_songs.person.sees(QPushButton, "Undo"))
    two_songs.person.click("Undo")
    two_songs.person.waits_until(lambda: two_songs.loaded == "first.wav")


def test_the_keys_of_the_mixer_do_nothing_once_the_player_is_empty(two_songs: Listener) -> None:
    playback = two_songs.person.window.playback
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    for key in (Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_R):
        two_songs.person.press(key)
    playback.set_master(-3.0)
    assert playback.tracks == []
    assert not playback.has_original


def test_the_finished_job_of_a_removed_song_plays_all_the_same(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    assert two_songs.person.sees(QPushButton, "Show first.wav in its folder")
    two_songs.person.click("Play first.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "first.wav")
    loaded = two_songs.person.window.playback.loaded_stems
    assert loaded is not None
    assert "not in the list" in str(loaded.note)
    assert two_songs.person.window.playback.has_original


def test_what_was_in_the_player_comes_back_after_something_else_did(two_songs: Listener) -> None:
    history = two_songs.person.window.undo_history
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.person.waits_until(lambda: history.undo_words == "Remove “first.wav”")
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.person.waits_until(lambda: history.undo_words == "Remove “second.wav”")
    history.undo()
    two_songs.waits_for("second.wav")
    history.undo()
    two_songs.person.waits_until(lambda: two_songs.loaded == "first.wav")


def test_the_player_calls_a_song_as_the_list_does(two_songs: Listener) -> None:
    window = two_songs.person.window
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_F2)
    two_songs.types("Side A")
    two_songs.person.waits_until(lambda: window.windowTitle() == "Side A — StemDesk")
    assert two_songs.loaded == "Side A"
    assert window.player._head._title.text() == "Side A"


def test_space_pauses_stems_that_no_row_is_of(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for("second.wav")
    two_songs.person.click("Play first.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "first.wav")
    two_songs.clicks("second.wav")
    two_songs.songs.clearFocus()
    assert two_songs.person.window.songs_panel.row_to_hear() is None


def test_a_song_is_heard_before_it_is_split_by_double_click(two_songs: Listener) -> None:
    two_songs.double_clicks("second.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")
    two_songs.person.waits_until(lambda: two_songs.person.sees(QPushButton, "Mute Original"))


def test_space_plays_the_row_that_has_the_focus_and_pauses_it_without_leaving_the_split_view(
    two_songs: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    playback = two_songs.person.window.playback
    told: list[str] = []
    for order in ("play", "pause"):  # there is no sound card to play on
        monkeypatch.setattr(playback._player, order, lambda *_, order=order: told.append(order))
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_Space)
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")
    assert told == ["play"]
    playback._from_player.emit(Transport.PLAYING)
    two_songs.presses(Qt.Key.Key_Space)
    assert told == ["play", "pause"]
    assert two_songs.loaded == "second.wav"
    assert two_songs.person.sees(QPushButton, "Split")


def test_a_click_on_a_result_only_chooses_it_and_one_on_its_triangle_plays_it(two_songs: Listener) -> None:
    from PySide6.QtTest import QTest

    two_songs.double_clicks("second.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")
    two_songs.clicks("4 stems")
    assert two_songs.person.window.playback.loaded_stems is not None
    assert two_songs.person.window.playback.loaded_stems.is_song
    place = two_songs.place("4 stems")
    QTest.mouseClick(two_songs.songs.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + place.center() / 99)
    two_songs.person.waits_until(lambda: two_songs.loaded == "first.wav")


def test_a_split_song_alone_is_as_loud_as_its_stems(open_window: Open, tmp_path: Path) -> None:
    song = make_song(tmp_path / "quiet" / "song.wav", 3.0)
    (tmp_path / "stems").mkdir()
    for name in ("vocals", "drums"):
        write(tmp_path / "stems" / f"{name}.wav", 0.25 * read(song), 44_100, "PCM_24")
    from stemdesk.audio.files.stem_folder import path_id, write_manifest

    write_manifest(tmp_path / "stems", {
        "source": song.name, "source_id": path_id(str(song)),
        "stems": [{"stem": name, "file": f"{name}.wav"} for name in ("vocals", "drums")],
    })  # fmt: skip
    person = open_window(song)
    listener = Listener(person)
    listener.waits_for("song.wav")
    person.drop(tmp_path / "stems")
    playback = person.window.playback
    person.waits_until(lambda: listener.loaded == "song.wav")  # a dropped folder comes into the player
    listener.double_clicks("song.wav")
    person.waits_until(lambda: playback.loaded_stems is not None and playback.loaded_stems.is_song)
    person.waits_until(lambda: playback.track_settings()[0].gain_db != 0.0)
    heard = playback.track_settings()[0].gain_db
    together = decibels(np.sum([read(tmp_path / "stems" / f"{name}.wav") for name in ("vocals", "drums")], axis=0))
    assert heard == pytest.approx(together - decibels(read(song)), abs=0.1)


def test_the_row_in_the_player_is_told_from_the_chosen_one(two_songs: Listener) -> None:
    two_songs.clicks("second.wav")
    panel = two_songs.person.window.songs_panel
    first, second = panel.songs()
    assert [song.title for song in panel.selected()] == ["second.wav"]
    loaded = two_songs.songs.loaded  # type: ignore[attr-defined]
    assert (loaded.song_id, loaded.result_id) == (first.id, first.results[0].id)
    assert "second.wav" in split_button(two_songs).text()
    assert second.id != loaded.song_id


def test_at_the_player_the_key_for_split_shows_first_what_it_is_for(two_songs: Listener) -> None:
    person = two_songs.person
    person.click("Show player")
    two_songs.clicks("second.wav")  # while first.wav is in the player
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert person.sees(QPushButton, "Split")
    assert not person.sees(QPushButton, "Cancel second.wav")
    assert "second.wav" in split_button(two_songs).text()


@pytest.mark.parametrize("theme", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_what_is_chosen_carries_the_accent_and_what_has_the_focus_a_ring(
    open_window: Open, song: Path, theme: ThemeChoice
) -> None:
    person = open_window(song, theme=theme)
    listener = Listener(person)
    listener.waits_for("a song.wav")
    accent = (DARK if theme is ThemeChoice.DARK else LIGHT).accent.lower()
    person.waits_until(lambda: listener.songs.selectionModel().hasSelection())
    listener.songs.doItemsLayout()
    row = listener.place("a song.wav")

    def colors(x: int) -> set[str]:
        picture = listener.songs.viewport().grab(row).toImage()
        return {picture.pixelColor(x, y).name() for y in range(picture.height())}

    listener.songs.clearFocus()
    assert accent in colors(1)
    assert accent not in colors(row.width() // 2)
    listener.songs.setFocus()
    person.waits_until(lambda: accent in colors(row.width() // 2))
    listener.songs.clearSelection()
    assert accent in colors(row.width() // 2)


def test_what_is_said_about_a_song_looks_the_same_under_a_japanese_name(open_window: Open, tmp_path: Path) -> None:
    listener = Listener(open_window(*(make_song(tmp_path / name, 1.0) for name in ("summer.wav", "夏の歌.wav"))))
    listener.waits_for("夏の歌.wav", "summer.wav")

    def facts(row: str) -> QImage:
        place = listener.place(row)
        return listener.songs.viewport().grab(place.adjusted(10, place.height() // 2 + 2, -10, -4)).toImage()

    listener.songs.clearSelection()
    listener.songs.clearFocus()
    listener.songs.doItemsLayout()
    assert facts("夏の歌.wav") == facts("summer.wav")
