"""The main line as a person drives it: drop, choose, split, watch, play."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QSlider,
    QSplitterHandle,
    QWidget,
)

from stemdesk.gui.preferences.settings_dialog import SettingsDialog
from tests.gui.conftest import Person
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Open = Callable[..., Person]

DEMUCS = ["HT-Demucs, downloaded once", "HT-Demucs, fine-tuned", "HT-Demucs", "HT-Demucs, six stems"]
LOCAL_MODELS = [
    *DEMUCS,
    "Trained network",
    "Vocals",
    "Vocals + band",
    "Quick preview",
    "Vocals + instrumental (quick)",
    "4 stems (quick)",
]


def test_the_first_start_has_the_demo_song_ready_to_split(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: person.rows("Songs") == ["StemDesk Demo.ogg"])
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QRadioButton, "On this computer").isChecked()


def test_the_demo_that_was_removed_does_not_come_back(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    songs = person.find(QListView, "Songs")
    songs.setFocus()
    QTest.keyClick(songs, Qt.Key.Key_Delete)
    person.waits_until(lambda: person.rows("Songs") == [])
    person.quit()
    again = open_window()
    again.waits_until(lambda: again.sees(QListView, "Models"))
    assert again.rows("Songs") == []


def test_dropped_split_and_opened_in_the_player_by_itself(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.rows("Songs") == ["a song.wav"])
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QWidget, "Play view"))
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: len(person.rows("Songs")) > 1)
    assert person.rows("Songs")[1:] == ["4 stems (quick) · 4 stems"]
    for stem in ("Vocals", "Drums", "Bass", "Other"):
        for name in (f"Mute {stem}", f"Solo {stem}"):
            assert person.sees(QPushButton, name)
        for name in (f"Volume {stem}", f"Pan {stem}"):
            assert person.sees(QSlider, name)
    assert person.sees(QPushButton, "Play a song.wav")


def test_every_name_of_the_contract_is_there(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.rows("Songs") == ["a song.wav"])
    assert person.window.accessibleName() == person.window.windowTitle() == "StemDesk"
    assert person.sees(QWidget, "Split view")
    for name in ("Add songs", "Split", "Accounts", "Settings"):
        assert person.sees(QAbstractButton, name)
    for name in ("Songs", "Models"):
        assert person.sees(QListView, name)
    assert person.sees(QWidget, "Jobs")
    for name in ("On this computer", "MVSEP", "Dango 团子", "Tencent", "Volcengine"):
        assert person.sees(QRadioButton, name)
    person.click("Show player")
    assert person.sees(QWidget, "Play view")
    person.click("Show split")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    for name in ("Play", "Loop", "Original", "Export"):
        assert person.sees(QPushButton, name)
    assert person.sees(QAbstractSlider, "Position")
    assert person.sees(QWidget, "Lanes")


def test_bad_files_are_explained_and_good_ones_taken(open_window: Open, song: Path, tmp_path: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.rows("Songs") == ["a song.wav"])
    words = tmp_path / "words.mp3"
    words.write_text("words")
    person.drop(words, make_song(tmp_path / "夜に駆ける.flac", 0.5))
    person.waits_until(lambda: "夜に駆ける.flac" in person.rows("Songs"))
    person.waits_until(lambda: "words.mp3" in person.notice())
    person.click("Close this notice")
    assert person.notice() == ""


def test_several_songs_are_one_press_and_all_of_them_are_split(open_window: Open, tmp_path: Path) -> None:
    songs = [make_song(tmp_path / "in" / f"{n}.wav", 0.5) for n in range(3)]
    person = open_window()
    person.waits_until(lambda: person.rows("Songs") == ["StemDesk Demo.ogg"])
    person.drop(*songs)
    button = person.find(QPushButton, "Split")
    person.waits_until(lambda: "3" in button.text() and button.isEnabled())
    person.click("Split")
    out = tmp_path / "home" / "stems"
    person.waits_until(lambda: out.is_dir() and sorted(p.name for p in out.iterdir()) == ["0", "1", "2"])


def test_a_stem_folder_of_another_program_opens_in_the_player(open_window: Open, tmp_path: Path) -> None:
    for name in ("vocals", "drums", "bass"):
        make_song(tmp_path / "stems" / f"{name}.wav", 1.0)
    person = open_window()
    person.drop(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Solo Bass"))
    assert not person.find(QPushButton, "Original").isEnabled()


def test_the_list_of_songs_has_its_width_again_after_the_window_was_narrow(open_window: Open) -> None:
    person = open_window()
    songs = person.find(QListView, "Songs")
    person.waits_until(lambda: bool(person.rows("Songs")))
    width = songs.width()
    for narrow in (1100, 1060):
        person.window.resize(narrow, 720)
        person.waits_until(lambda: songs.width() == width)
    person.window.resize(1440, 900)
    person.waits_until(lambda: songs.width() == width)


def test_a_list_of_songs_that_was_made_wider_is_so_at_the_next_start(open_window: Open) -> None:
    person = open_window()
    width = person.find(QListView, "Songs").width()
    (handle,) = [made for made in person.window.findChildren(QSplitterHandle) if made.isVisible()]
    at = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(handle, at + QPoint(60, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)
    wider = person.find(QListView, "Songs").width()
    assert wider > width + 50
    person.quit()
    again = open_window()
    again.waits_until(lambda: again.find(QListView, "Songs").width() == wider)


def test_a_link_is_answered_with_what_to_do(open_window: Open) -> None:
    person = open_window()
    person.drop("https://example.invalid/song.mp3")
    assert "MVSEP fetches songs from links" in person.notice()
    person.waits_until(lambda: person.sees(QPushButton, "Remove the links"))
    assert not person.find(QPushButton, "Split").isEnabled()


def test_a_running_job_can_be_cancelled_and_retried(open_window: Open, tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 240.0)
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    person.click("Cancel long.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Retry long.wav"))
    assert list((tmp_path / "home" / "stems").glob("*")) == []
    person.click("Retry long.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    person.click("Cancel long.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Clear long.wav"))
    person.click("Clear long.wav")
    person.waits_until(lambda: not person.sees(QPushButton, "Retry long.wav"))


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(open_window: Open, tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 90.0)
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    person.quit()
    again = open_window()
    again.waits_until(lambda: again.sees(QPushButton, "Play long.wav"))
    assert [p.name for p in (tmp_path / "home" / "stems").iterdir()] == ["long"]


def test_what_do_you_want_out_of_it_leaves_the_models_that_bring_it(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: person.rows("Models") == LOCAL_MODELS)
    person.click("Drums")
    assert person.rows("Models") == [*DEMUCS, "Trained network", "Vocals + band", "Quick preview", "4 stems (quick)"]
    person.click("Instrumental")
    assert person.rows("Models") == []
    assert not person.find(QPushButton, "Split").isEnabled()
    person.click("Drums")
    assert person.rows("Models") == ["Trained network", "Vocals", "Quick preview", "Vocals + instrumental (quick)"]
    person.click("Instrumental")
    search = person.find(QLineEdit, "Search models")
    search.setText("quick vocals inst")
    assert person.rows("Models") == ["Vocals + instrumental (quick)"]


def test_choices_are_still_there_tomorrow(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    models = person.find(QListView, "Models")
    place = LOCAL_MODELS.index("Vocals")
    models.setCurrentIndex(models.model().index(place, 0))
    person.waits_until(lambda: person.sees(QComboBox, "Balance"))
    output = person.find(QComboBox, "Output")
    output.setCurrentIndex(output.findData("wav16"))
    doubt = person.find(QComboBox, "Balance")
    doubt.setCurrentIndex(doubt.findData("backing"))
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Instrumental"))
    person.quit()
    again = open_window()
    again.waits_until(lambda: again.rows("Songs")[:1] == ["a song.wav"])
    again.waits_until(lambda: again.find(QListView, "Models").currentIndex().row() == place)
    assert again.find(QComboBox, "Output").currentData() == "wav16"
    assert again.find(QComboBox, "Balance").currentData() == "backing"


@pytest.mark.parametrize("size", [(1100, 720), (1440, 900), (1600, 1000)])
def test_everything_fits_in_the_smallest_window(
    open_window: Open, song: Path, size: tuple[int, int], qtbot: QtBot
) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.window.resize(*size)
    qtbot.wait(1)
    assert (person.window.width(), person.window.height()) == size
    button = person.find(QPushButton, "Split")
    corner = button.mapTo(person.window, QPoint(button.width(), button.height()))
    assert corner.x() <= size[0]
    assert corner.y() <= size[1]


def test_a_folder_that_cannot_be_used_is_a_question_and_another_one_the_answer(
    open_window: Open, song: Path, home: Path, tmp_path: Path
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "stems").write_text("a file is in the way")
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Other folder… a song.wav"))
    assert person.sees(QPushButton, "Retry a song.wav")
    person.click("Other folder… a song.wav")
    person.waits_until(lambda: any(d.isVisible() for d in person.window.findChildren(QFileDialog)))
    (dialog,) = [d for d in person.window.findChildren(QFileDialog) if d.isVisible()]
    (tmp_path / "elsewhere").mkdir()
    dialog.fileSelected.emit(str(tmp_path / "elsewhere"))
    dialog.close()
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))
    assert (tmp_path / "elsewhere" / "a song").is_dir()


def test_a_folder_that_is_chosen_in_the_settings_is_the_one_that_is_shown_where_songs_are_split(
    open_window: Open, song: Path, tmp_path: Path
) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    wanted = tmp_path / "my stems"
    wanted.mkdir()
    person.click("Settings")
    person.waits_until(lambda: any(isinstance(d, SettingsDialog) and d.isVisible() for d in dialogs(person)))
    (settings,) = [d for d in dialogs(person) if isinstance(d, SettingsDialog)]
    (change,) = [b for b in settings.findChildren(QPushButton) if b.accessibleName() == "Change output folder"]
    change.click()
    person.waits_until(lambda: any(isinstance(d, QFileDialog) and d.isVisible() for d in dialogs(person)))
    (asking,) = [d for d in dialogs(person) if isinstance(d, QFileDialog)]
    asking.fileSelected.emit(str(wanted))
    asking.close()
    settings.close()
    shown = {found.accessibleName() for found in person.window.findChildren(QLabel) if found.isVisible()}
    assert str(wanted) in shown


def dialogs(person: Person) -> list[QDialog]:
    return person.window.findChildren(QDialog)
