"""The player in the window: mixing by mouse and keys, loop, the original, export; without any sound card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QFileDialog, QPushButton, QSlider

from tests.gui.conftest import Person
from tests.sounds import decibels, make_song, read

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    """Three stems of two seconds, on."""
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 2.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    return person


def test_keys_choose_mute_and_solo_lanes(player: Person) -> None:
    player.press(Qt.Key.Key_2)
    player.press(Qt.Key.Key_M)
    assert player.find(QPushButton, "Mute Drums").isChecked()
    player.press(Qt.Key.Key_3)
    player.press(Qt.Key.Key_S)
    assert player.find(QPushButton, "Solo Bass").isChecked()
    player.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert player.find(QPushButton, "Solo Vocals").isChecked()
    assert not player.find(QPushButton, "Solo Bass").isChecked()


def test_the_volume_fader_says_its_decibels_and_a_double_click_puts_it_back(player: Person) -> None:
    fader = player.find(QSlider, "Volume Bass")
    fader.setValue(-12)
    assert player.window.playback.lanes[2].gain_db == -6.0
    QTest.mouseDClick(fader, Qt.MouseButton.LeftButton)
    assert player.window.playback.lanes[2].gain_db == 0.0


def test_a_region_dragged_in_the_ruler_is_the_loop(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")
    left, right = QPoint(canvas.width() // 4, 10), QPoint(canvas.width() * 3 // 4, 10)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, left)
    QTest.mouseMove(canvas, right)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, right)
    loop = player.window.playback.loop
    assert loop is not None
    assert abs(loop.start / 44_100 - 0.5) < 0.02
    assert abs(loop.end / 44_100 - 1.5) < 0.02
    assert player.find(QPushButton, "Loop").isChecked()
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop is None
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop == loop


def test_clicks_and_keys_move_the_playhead(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2, 80))
    assert abs(canvas.value() - 1000) < 20
    player.press(Qt.Key.Key_Home)
    assert canvas.value() == 0
    player.press(Qt.Key.Key_End)
    assert canvas.value() == 2000
    player.waits_until(lambda: player.window.playback.position == 88_200)
    player.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.value() == 1500


def test_by_keyboard_alone_return_presses_what_has_the_focus_and_space_plays(player: Person) -> None:
    mute = player.find(QPushButton, "Mute Drums")
    mute.setFocus()
    QTest.keyClick(mute, Qt.Key.Key_Return)
    assert mute.isChecked()
    QTest.keyClick(mute, Qt.Key.Key_Space)
    assert mute.isChecked()


def test_a_screen_reader_that_sets_the_position_seeks(player: Person) -> None:
    player.find(QAbstractSlider, "Position").setValue(1500)
    player.waits_until(lambda: player.window.playback.position == 66_150)


def test_export_writes_what_is_heard(player: Person, tmp_path: Path) -> None:
    player.click("Mute Drums")
    player.find(QSlider, "Volume Bass").setValue(-12)
    player.click("Export")
    target = tmp_path / "what I hear.wav"
    (dialog,) = [d for d in player.window.findChildren(QFileDialog) if d.isVisible()]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(target))
    dialog.accept()
    player.waits_until(lambda: "is exported" in player.notice())
    stems = {name: read(tmp_path / "stems" / f"{name}.wav") for name in STEMS}
    true = stems["vocals"] + np.float32(10 ** (-6 / 20)) * stems["bass"]
    assert decibels(read(target) - np.clip(true, -1, 1)) < -100


def test_stems_that_vanished_are_said_in_the_player(open_window: Open, tmp_path: Path) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 0.5)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    for name in STEMS:
        (tmp_path / "stems" / f"{name}.wav").unlink()
    song = person.window._songs.songs()[0]
    person.window.opening.result(song, song.results[0])
    from stemdesk.gui.play_view import PlayView

    person.waits_until(lambda: person.find(PlayView, "Play view").is_empty())


def test_a_and_b_are_the_stems_and_the_original(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.sees(QPushButton, "Original"))
    person.waits_until(lambda: person.find(QPushButton, "Original").isEnabled())
    person.press(Qt.Key.Key_A)
    assert person.find(QPushButton, "Original").isChecked()
    assert not person.window.playback.is_heard(0)
    person.click("Original")
    assert person.window.playback.is_heard(0)


def test_what_was_set_on_a_song_comes_back_with_it(open_window: Open, tmp_path: Path) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 3.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.click("Mute Vocals")
    person.click("Solo Bass")
    person.find(QSlider, "Volume Drums").setValue(-60)
    person.window.player.loop_between(0.5, 1.5)
    before = list(person.window.playback.lanes)
    assert before[0].muted
    person.quit()
    again = open_window()
    again.waits_until(lambda: len(again.rows("Songs")) == 2)
    song = again.window.opening
    (stems,) = [found for found in again.window.songs() if found.track.codec == "stems"]
    song.result(stems, stems.results[0])
    again.waits_until(lambda: again.window.playback.lanes == before)
    assert again.find(QPushButton, "Mute Vocals").isChecked()
    assert again.find(QPushButton, "Solo Bass").isChecked()
    again.waits_until(lambda: again.window.playback.loop is not None)
    assert again.window.playback.loop
    assert again.window.playback.loop.start == 22_050
