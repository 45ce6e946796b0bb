"""What is set on loaded stems is taken back, whatever it is, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSlider

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback.play_stream import SpeedTrainer
from stemdesk.gui.session.mix_snapshot import snapshot
from stemdesk.gui.session.playback import Playback
from stemdesk.gui.session.practice import Marker, Practice
from tests.gui.conftest import Person
from tests.sounds import music, write

Open = Callable[..., Person]
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(("vocals", "drums", "bass")):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.4) * music(2.0, seed=seed), 44_100)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    return person


def undo(player: Person) -> None:
    player.press(Qt.Key.Key_Z, CTRL)


def redo(player: Person) -> None:
    player.press(Qt.Key.Key_Z, CTRL | SHIFT)


#: A change, and what undo says of it.
CHANGES: list[tuple[str, Callable[[Playback, Practice], object]]] = [
    ("Volume Vocals", lambda playback, _: playback.set_gain(0, -7.5)),
    ("Pan Drums", lambda playback, _: playback.set_pan(1, 0.4)),
    ("Mute Bass", lambda playback, _: playback.mute(2, True)),
    ("Solo Bass", lambda playback, _: playback.solo(2, True)),
    ("Solo Vocals", lambda playback, _: playback.solo(0, True, only=True)),
    ("Loop", lambda playback, _: playback.set_loop(FrameRange(10_000, 40_000))),
    ("Tempo", lambda _, practice: practice.set_tempo(0.8)),
    ("Pitch", lambda _, practice: practice.set_semitones(-2.0)),
    ("Speed trainer", lambda _, practice: practice.set_trainer(SpeedTrainer(0.05, 1.0))),
    ("Add a marker", lambda _, practice: practice.mark("Chorus", 44_100)),
    ("Move a marker", lambda _, practice: practice.change_marker(Marker("Chorus", 44_100), Marker("Chorus", 50_000))),
    ("Rename a marker", lambda _, practice: practice.change_marker(Marker("Chorus", 50_000), Marker("End", 50_000))),
    ("Remove a marker", lambda _, practice: practice.change_marker(Marker("End", 50_000), None)),
    ("Saved loops", lambda _, practice: practice.keep_loop("Riff")),
    ("Loop", lambda _, practice: practice.toggle_loop()),
    ("Loop", lambda _, practice: practice.remember_loop(None)),
    ("Mute range", lambda _, practice: practice.set_mute_ranges("drums", FrameRange(1000, 9000))),
    ("Beats", lambda _, practice: practice.set_grid(replace(practice.grid, per_bar=3))),
    ("Track name", lambda playback, _: playback.looks.rename("vocals", "Anna")),
    ("Track color", lambda playback, _: playback.looks.recolor("bass", "#A98BE0")),
    ("Track order", lambda playback, _: playback.move_track(2, 0)),
]


def test_everything_that_is_set_on_stems_is_taken_back_and_done_again(player: Person) -> None:
    playback, practice, history = player.window.playback, player.window.practice, player.window.undo_history
    states = [snapshot(playback, practice)]
    for words, change in CHANGES:
        change(playback, practice)
        assert history.undo_words == words
        states.append(snapshot(playback, practice))
    for words, before in zip(reversed([words for words, _ in CHANGES]), reversed(states[:-1]), strict=True):
        assert history.undo_words == words
        undo(player)
        assert snapshot(playback, practice) == before
    assert history.undo_words == ""
    for after in states[1:]:
        redo(player)
        assert snapshot(playback, practice) == after
    assert player.find(QPushButton, "Mute Bass").isChecked()


def test_what_was_undone_is_said(player: Person) -> None:
    player.click("Mute Drums")
    undo(player)
    assert player.notice() == "Undone: Mute Drums"
    assert not player.find(QPushButton, "Mute Drums").isChecked()
    redo(player)
    assert player.notice() == "Redone: Mute Drums"
    assert player.find(QPushButton, "Mute Drums").isChecked()


def test_a_drag_of_a_fader_is_one_step_and_the_next_drag_another(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    for ends in ((100, 60), (60, 20)):
        QTest.mousePress(fader, Qt.MouseButton.LeftButton, NONE, QPoint(ends[0], 8))
        for x in range(ends[0], ends[1], -4):
            place = QPointF(x, 8)
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove, place, QPointF(fader.mapToGlobal(place.toPoint())),
                Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, NONE,
            )  # fmt: skip
            QApplication.sendEvent(fader, event)
        QTest.mouseRelease(fader, Qt.MouseButton.LeftButton, NONE, QPoint(ends[1], 8))
    undo(player)
    between = playback.tracks[0].gain_db
    undo(player)
    assert playback.tracks[0].gain_db == 0.0
    assert player.window.undo_history.undo_words == ""
    redo(player)
    assert playback.tracks[0].gain_db == between < 0.0


def test_a_double_click_that_resets_a_fader_is_taken_back_at_once(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    playback.set_gain(0, -12.5)
    QTest.mouseClick(fader, Qt.MouseButton.LeftButton, NONE, QPoint(20, 8))
    QTest.mouseDClick(fader, Qt.MouseButton.LeftButton, NONE, QPoint(20, 8))
    assert playback.tracks[0].gain_db == 0.0
    undo(player)
    assert playback.tracks[0].gain_db == -12.5


def test_an_analysis_that_comes_later_is_nothing_to_undo(player: Person) -> None:
    practice = player.window.practice
    analysis: Analysis | None = practice.analysis
    assert analysis is not None
    player.click("Mute Bass")
    practice.show_analysis(analysis)
    assert player.window.undo_history.undo_words == "Mute Bass"


def test_another_result_forgets_what_no_longer_fits_and_keeps_the_rest(player: Person) -> None:
    window, taken_back = player.window, []
    window.undo_history.record("Remove Song", lambda: taken_back.append("song"), lambda: None)
    player.click("Mute Bass")
    loaded_stems = window.playback.loaded_stems
    assert loaded_stems is not None
    window.result_opener.loaded_stems(replace(loaded_stems, title="Another"))
    player.waits_until(lambda: window.playback.frames > 0)
    assert window.undo_history.undo_words == "Remove Song"
    undo(player)
    assert taken_back == ["song"]
