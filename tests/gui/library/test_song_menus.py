"""Right click, double click and the keys of file managers on songs and results."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.gui.export.export_dialog import ExportDialog
from stemdesk.gui.library import trash as trash_of_results
from stemdesk.gui.library.trash import to_trash
from stemdesk.jobs.library import Library
from tests.gui.library.conftest import Listener
from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.core.jobs import Results

CTRL = Qt.KeyboardModifier.ControlModifier
RESULT = "4 stems (quick) · 4 stems"


def test_a_song_offers_what_can_be_done_with_it(two_songs: Listener) -> None:
    offered = list(two_songs.menu("second.wav"))
    assert offered == ["Play", "Split…", "Rename", "Show in folder", "Remove from the list"]


def test_a_result_offers_what_can_be_done_with_it(two_songs: Listener) -> None:
    offered = list(two_songs.menu("4 stems"))
    assert offered == [
        "Play", "Rename", "Export…", "Show in folder", "Remove from the list", "Move stems to the trash…"
    ]  # fmt: skip


def test_beside_the_rows_there_is_a_menu_too(two_songs: Listener) -> None:
    assert list(two_songs.menu()) == ["Add songs…", "Select all"]


def test_the_menu_of_several_rows_acts_on_all_of_them(two_songs: Listener) -> None:
    two_songs.clicks("first.wav")
    two_songs.clicks("second.wav", CTRL)
    assert "Play" not in two_songs.menu("first.wav")
    next(menu for menu in two_songs.person.window.findChildren(QMenu) if menu.isVisible()).close()
    two_songs.chooses("first.wav", "Remove from the list")
    two_songs.waits_for()
    two_songs.person.waits_until(lambda: two_songs.person.sees(QPushButton, "Undo"))
    two_songs.person.click("Undo")
    two_songs.waits_for("first.wav", RESULT, "second.wav")


def test_ctrl_a_and_delete_empty_the_list(two_songs: Listener) -> None:
    two_songs.presses(Qt.Key.Key_A, CTRL)
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.waits_for()


def test_what_is_taken_back_before_its_removal_is_on_the_disk_stays(
    two_songs: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Z right after Delete did nothing: the removal was not in the history yet."""
    window, asked, remove = two_songs.person.window, threading.Event(), Library.remove

    async def slow(library: Library, songs: Sequence[int], results: Sequence[int] = ()) -> None:
        await asyncio.to_thread(asked.wait, 30)
        await remove(library, songs, results)

    monkeypatch.setattr(Library, "remove", slow)
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_Delete)
    two_songs.person.waits_until(lambda: bool(window.undo_history.undo_words))
    two_songs.person.press(Qt.Key.Key_Z, CTRL)
    assert window.undo_history.redo_words == "Remove “second.wav”"
    asked.set()
    two_songs.waits_for("first.wav", RESULT, "second.wav")


def test_f2_gives_a_song_a_name_and_its_file_keeps_its_own(two_songs: Listener, tmp_path: Path) -> None:
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_F2)
    two_songs.types("Demo tape, side B")
    two_songs.waits_for("first.wav", RESULT, "Demo tape, side B")
    assert (tmp_path / "in" / "second.wav").exists()
    two_songs.person.waits_until(lambda: "Demo tape" in two_songs.person.find(QPushButton, "Split").text())
    two_songs.person.waits_until(lambda: bool(two_songs.person.window.undo_history.undo_words))
    two_songs.person.press(Qt.Key.Key_Z, CTRL)
    two_songs.waits_for("first.wav", RESULT, "second.wav")


def test_a_name_that_is_typed_is_not_cut_off_by_a_song_that_comes_meanwhile(
    two_songs: Listener, tmp_path: Path
) -> None:
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_F2)
    reloaded: list[object] = []
    two_songs.person.window._library.reloaded.connect(reloaded.append)
    two_songs.person.drop(make_song(tmp_path / "in" / "third.wav", 1.0))
    two_songs.person.waits_until(lambda: bool(reloaded))
    two_songs.types("Side B")
    two_songs.waits_for("third.wav", "first.wav", RESULT, "Side B")


def test_a_result_is_renamed_from_its_menu(two_songs: Listener) -> None:
    two_songs.chooses("4 stems", "Rename")
    two_songs.types("Take 1")
    two_songs.waits_for("first.wav", "Take 1 · 4 stems", "second.wav")


def test_return_plays_what_is_chosen(two_songs: Listener) -> None:
    two_songs.clicks("second.wav")
    two_songs.presses(Qt.Key.Key_Return)
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")


def test_a_result_is_exported_from_its_menu(two_songs: Listener) -> None:
    two_songs.double_clicks("second.wav")
    two_songs.person.waits_until(lambda: two_songs.loaded == "second.wav")
    two_songs.chooses("4 stems", "Export…")
    two_songs.person.waits_until(lambda: bool(two_songs.person.window.findChildren(ExportDialog)))
    assert two_songs.loaded == "first.wav"
    two_songs.person.window.findChildren(ExportDialog)[0].reject()


def test_a_result_is_exported_from_its_menu_as_it_was_mixed_even_if_the_song_is_gone(
    two_songs: Listener, tmp_path: Path
) -> None:
    person = two_songs.person
    playback = person.window.playback
    playback.set_gain(0, -12.0)
    side = person.window.player_side
    assert side is not None
    person.waits_until(lambda: not side.memory._timer.isActive())
    two_songs.double_clicks("second.wav")
    person.waits_until(lambda: two_songs.loaded == "second.wav")
    (tmp_path / "in" / "first.wav").unlink()
    gains: list[float] = []
    person.window.result_opener.export_ready.connect(lambda: gains.append(playback.tracks[0].gain_db))
    two_songs.chooses("4 stems", "Export…")
    person.waits_until(lambda: bool(person.window.findChildren(ExportDialog)))
    assert gains == [-12.0]
    person.window.findChildren(ExportDialog)[0].reject()


def test_a_double_click_on_what_is_in_the_player_keeps_it_there_with_its_tracks_moved(two_songs: Listener) -> None:
    playback = two_songs.person.window.playback
    playback.move_track(0, 1)
    two_songs.double_clicks("4 stems")
    assert playback.frames  # else it is loaded once more


def test_a_removed_result_leaves_its_stems_where_they_are(two_songs: Listener, home: Path) -> None:
    two_songs.chooses("4 stems", "Remove from the list")
    two_songs.waits_for("first.wav", "second.wav")
    assert len(list((home / "stems" / "first").glob("*.flac"))) == 4
    two_songs.person.waits_until(lambda: two_songs.person.sees(QPushButton, "Undo"))
    two_songs.person.click("Undo")
    two_songs.waits_for("first.wav", RESULT, "second.wav")


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere it would be the real trash")
def test_stems_go_to_the_trash_after_a_question_that_names_their_folder_and_come_back(
    two_songs: Listener, home: Path, trash: Path
) -> None:
    folder = home / "stems" / "first"
    two_songs.chooses("4 stems", "Move stems to the trash…")
    (asked,) = two_songs.person.window.findChildren(QMessageBox)
    assert str(folder) in asked.text()
    two_songs.person.click("Move to the trash")
    two_songs.waits_for("first.wav", "second.wav")
    assert not folder.exists()
    assert len(list((trash / "first").glob("*.flac"))) == 4
    two_songs.person.waits_until(lambda: two_songs.person.sees(QPushButton, "Undo"))
    two_songs.person.click("Undo")
    two_songs.waits_for("first.wav", RESULT, "second.wav")
    assert len(list(folder.glob("*.flac"))) == 4
    assert list(trash.parent.rglob("*.trashinfo")) == []


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere it would be the real trash")
def test_where_the_second_result_is_refused_by_the_trash_the_first_one_can_be_taken_back(
    two_songs: Listener, home: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = two_songs.person.window
    two_songs.clicks("second.wav")
    two_songs.person.click("Split")
    two_songs.waits_for("first.wav", RESULT, "second.wav", RESULT)

    def refuse_the_second(results: Results) -> list[tuple[Path, Path | None]]:
        if results.folder.name == "second":
            raise StemDeskError(ErrorKind.DISK, text("no trash"))
        return to_trash(results)

    monkeypatch.setattr(trash_of_results, "to_trash", refuse_the_second)
    results = [song.results[0] for song in window.songs()]
    window.songs_panel.trash_wanted.emit(results)
    two_songs.person.click("Move to the trash")
    two_songs.waits_for("first.wav", "second.wav", RESULT)
    two_songs.person.waits_until(lambda: window.undo_history.undo_words.endswith("to the trash"))
    window.undo_history.undo()
    two_songs.waits_for("first.wav", RESULT, "second.wav", RESULT)
    assert len(list((home / "stems" / "first").glob("*.flac"))) == 4


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere it would be the real trash")
def test_what_else_lies_in_the_folder_stays_there(two_songs: Listener, home: Path, trash: Path) -> None:
    own = home / "stems" / "first" / "my mix.wav"
    own.write_bytes(b"mine")
    two_songs.chooses("4 stems", "Move stems to the trash…")
    two_songs.person.click("Move to the trash")
    two_songs.waits_for("first.wav", "second.wav")
    assert [path.name for path in own.parent.iterdir()] == ["my mix.wav"]


def test_cancel_moves_nothing(two_songs: Listener, home: Path) -> None:
    two_songs.chooses("4 stems", "Move stems to the trash…")
    (asked,) = two_songs.person.window.findChildren(QMessageBox)
    asked.button(QMessageBox.StandardButton.Cancel).click()
    assert len(list((home / "stems" / "first").glob("*.flac"))) == 4
    assert two_songs.rows() == ["first.wav", RESULT, "second.wav"]


def test_a_result_says_in_its_tool_tip_what_does_not_fit_into_its_row(two_songs: Listener) -> None:
    model = two_songs.songs.model()
    tip = str(model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole))
    for words in ("4 stems (quick)", "Vocals, Drums, Bass, Other", "today", "first"):
        assert words in tip
