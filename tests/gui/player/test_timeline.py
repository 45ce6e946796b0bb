"""Ruler, loop, markers and ranges by mouse and keys, as other music software has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
)

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.gui.player.waveform_canvas import WaveformCanvas
from stemdesk.gui.session.practice import Marker
from stemdesk.gui.session.time_view import RulerUnits
from stemdesk.gui.tracks.track_header import TrackHeader
from tests.gui.conftest import Person
from tests.sounds import make_song

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")
RATE = 44_100
LANE, NUMBERS = 6, 24
PLAIN, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    """Three stems of ten seconds."""
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 10.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    return person


def canvas_of(player: Person) -> WaveformCanvas:
    canvas = player.find(QAbstractSlider, "Position")
    assert isinstance(canvas, WaveformCanvas)
    return canvas


def spot(player: Person, seconds: float, y: int) -> QPoint:
    canvas = canvas_of(player)
    return QPoint(round(canvas.timeline.x(seconds, canvas.width())), y)


def on(player: Person, track: int) -> int:
    """The height of a track's middle."""
    canvas = canvas_of(player)
    return canvas.ruler + (canvas.height() - canvas.ruler) * (2 * track + 1) // (2 * len(STEMS))


def drags(player: Person, start: float, end: float, y: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    canvas = canvas_of(player)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, modifier, spot(player, start, y))
    QTest.mouseMove(canvas, spot(player, end, y))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, modifier, spot(player, end, y))


def clicks(player: Person, seconds: float, y: int) -> None:
    QTest.mouseClick(canvas_of(player), Qt.MouseButton.LeftButton, pos=spot(player, seconds, y))


def right_clicks(player: Person, seconds: float, y: int) -> dict[str, Callable[[], None]]:
    """What the menu offers there."""
    canvas, at = canvas_of(player), spot(player, seconds, y)
    QApplication.sendEvent(canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at)))
    (menu,) = [menu for menu in player.window.findChildren(QMenu) if menu.isVisible()]
    found = {action.text().partition("\t")[0]: action.trigger for action in menu.actions() if action.text()}
    menu.close()
    return found


def near(frame: int, seconds: float) -> bool:
    return abs(frame / RATE - seconds) < 0.15  # it may have snapped to a beat


def test_n_sets_a_marker_without_a_question_and_its_name_is_typed_in_its_place(player: Person) -> None:
    player.window.playback.seek(RATE)
    player.waits_until(lambda: player.window.playback.position == RATE)
    player.press(Qt.Key.Key_N)
    assert player.window.practice.markers == [Marker("Marker 1", RATE)]
    assert not [dialog for dialog in player.window.findChildren(QDialog) if dialog.isVisible()]
    field = player.find(QLineEdit, "Name of the marker")
    assert field.hasFocus()
    QTest.keyClicks(field, "My intro")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert player.window.practice.markers == [Marker("My intro", RATE)]
    player.waits_until(lambda: not player.sees(QLineEdit, "Name of the marker"))
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop is not None  # keys are keys again


def test_f2_while_a_name_is_typed_loses_nothing_of_it(player: Person) -> None:
    player.press(Qt.Key.Key_N)
    field = player.find(QLineEdit, "Name of the marker")
    QTest.keyClicks(field, "Bridge")
    QTest.keyClick(field, Qt.Key.Key_F2)
    QTest.keyClick(player.find(QLineEdit, "Name of the marker"), Qt.Key.Key_Return)
    assert [marker.name for marker in player.window.practice.markers] == ["Bridge"]


def test_a_name_with_an_ampersand_stands_whole_in_the_menu(player: Person) -> None:
    player.window.practice.mark("Simon & Garfunkel", 2 * RATE)
    canvas = canvas_of(player)
    at = (spot(player, 2.0, LANE).x() + 4) / canvas.width() * 10
    assert "Delete “Simon && Garfunkel”" in right_clicks(player, at, LANE)  # which Qt shows as one


def test_escape_leaves_the_marker_its_first_name_and_delete_takes_it_away(player: Person) -> None:
    player.press(Qt.Key.Key_N)
    field = player.find(QLineEdit, "Name of the marker")
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert [marker.name for marker in player.window.practice.markers] == ["Marker 1"]
    QTest.keyClick(canvas_of(player), Qt.Key.Key_F2)
    field = player.find(QLineEdit, "Name of the marker")
    QTest.keyClicks(field, "Verse")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [marker.name for marker in player.window.practice.markers] == ["Verse"]
    QTest.keyClick(canvas_of(player), Qt.Key.Key_Delete)
    assert player.window.practice.markers == []


def test_a_marker_is_dragged_and_the_loop_stays(player: Person) -> None:
    player.window.player.loop_between(1.0, 3.0)
    player.window.practice.mark("Chorus", 4 * RATE)
    x = spot(player, 4.0, LANE) + QPoint(5, 0)
    canvas = canvas_of(player)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, PLAIN, x)
    QTest.mouseMove(canvas, spot(player, 6.0, LANE))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, PLAIN, spot(player, 6.0, LANE))
    (marker,) = player.window.practice.markers
    assert marker.name == "Chorus"
    assert near(marker.frame, 6.0)
    assert player.window.playback.loop == FrameRange(RATE, 3 * RATE)


def test_a_click_on_a_marker_goes_there_and_a_double_click_renames_it(player: Person) -> None:
    player.window.practice.mark("Chorus", 4 * RATE)
    at = spot(player, 4.0, LANE) + QPoint(10, 0)
    QTest.mouseClick(canvas_of(player), Qt.MouseButton.LeftButton, pos=at)
    assert canvas_of(player).value() == 4000
    QTest.mouseDClick(canvas_of(player), Qt.MouseButton.LeftButton, pos=at)
    field = player.find(QLineEdit, "Name of the marker")
    assert field.text() == "Chorus"
    QTest.keyClicks(field, "Bridge")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert player.window.practice.markers == [Marker("Bridge", 4 * RATE)]


def test_a_right_click_on_a_marker_renames_deletes_and_loops(player: Person) -> None:
    player.window.practice.mark("A", 2 * RATE)
    player.window.practice.mark("B", 5 * RATE)
    canvas = canvas_of(player)
    at = (spot(player, 2.0, LANE).x() + 4) / canvas.width() * 10
    right_clicks(player, at, LANE)["Loop to the next marker"]()
    assert player.window.playback.loop == FrameRange(2 * RATE, 5 * RATE)
    right_clicks(player, at, LANE)["Delete “A”"]()
    assert player.window.practice.markers == [Marker("B", 5 * RATE)]


def test_the_keys_go_from_marker_to_marker(player: Person) -> None:
    for name, seconds in (("A", 2), ("B", 5)):
        player.window.practice.mark(name, seconds * RATE)
    seen = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
    ):
        player.press(key, CTRL)
        seen.append(canvas_of(player).value())
        player.waits_until(lambda at=seen[-1]: player.window.playback.position == round(at * 44.1))  # type: ignore[misc]
    assert seen == [2000, 5000, 10_000, 5000, 2000, 0]


def test_a_loop_that_is_off_stays_on_the_ruler_and_a_click_switches_it_on(player: Person) -> None:
    playback = player.window.playback
    player.window.player.loop_between(2.0, 6.0)
    shown = canvas_of(player).grab().toImage()
    bar = spot(player, 4.0, 4)
    on_color = shown.pixelColor(bar)
    player.press(Qt.Key.Key_L)
    off_color = canvas_of(player).grab().toImage().pixelColor(bar)
    empty = canvas_of(player).grab().toImage().pixelColor(spot(player, 8.0, 4))
    assert off_color not in (on_color, empty)
    clicks(player, 4.0, 4)
    assert playback.loop == FrameRange(2 * RATE, 6 * RATE)
    clicks(player, 4.0, 4)
    right_clicks(player, 4.0, NUMBERS)["Clear the loop"]()
    assert canvas_of(player).grab().toImage().pixelColor(bar) == empty


def test_the_bar_of_the_loop_is_dragged_as_a_whole(player: Person) -> None:
    player.window.player.loop_between(1.0, 3.0)
    drags(player, 2.0, 6.0, LANE)
    loop = player.window.playback.loop
    assert loop is not None
    assert near(loop.start, 5.0)
    assert loop.end - loop.start == 2 * RATE


def test_a_drag_over_a_track_chooses_a_range_and_a_click_still_seeks(player: Person) -> None:
    canvas = canvas_of(player)
    drags(player, 2.0, 4.0, on(player, 1))
    chosen = canvas.selection
    assert chosen is not None
    assert chosen.track == 1
    assert near(round(chosen.start * RATE), 2.0)
    assert near(round(chosen.end * RATE), 4.0)
    assert canvas.value() == 0
    clicks(player, 7.0, on(player, 0))
    assert canvas.selection is None
    assert abs(canvas.value() - 7000) < 20


def test_a_chosen_range_is_looped_by_key_muted_by_delete_and_left_by_escape(player: Person) -> None:
    canvas, window = canvas_of(player), player.window
    drags(player, 2.0, 4.0, on(player, 1))
    player.press(Qt.Key.Key_L)
    assert window.playback.loop is not None
    assert near(window.playback.loop.start, 2.0)
    drags(player, 5.0, 6.0, on(player, 2))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    (span,) = window.practice.mute_ranges["bass"]
    assert near(span.start, 5.0)
    drags(player, 7.0, 8.0, on(player, 2))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selection is None
    assert window.practice.mute_ranges["bass"] == [span]


def test_the_choices_for_a_range_lie_beside_it(player: Person) -> None:
    drags(player, 2.0, 4.0, on(player, 1))
    bar = canvas_of(player).range_bar
    assert bar.isVisible()
    buttons = {made.text(): made for made in bar.findChildren(QPushButton)}
    QTest.mouseClick(buttons["Zoom"], Qt.MouseButton.LeftButton)
    timeline = player.window.player.timeline
    assert 2.0 <= timeline.span < 2.6
    QTest.mouseClick(buttons["Export…"], Qt.MouseButton.LeftButton)
    dialog = player.find(QDialog, "Export")
    (only,) = [box for box in dialog.findChildren(QCheckBox) if box.text() == "Loop range only"]
    assert only.isVisible()
    assert only.isChecked()
    dialog.reject()
    assert not bar.isVisible()


def test_a_right_click_in_a_range_offers_the_same(player: Person) -> None:
    drags(player, 2.0, 4.0, on(player, 0))
    offered = right_clicks(player, 3.0, on(player, 0))
    offered["Mute Vocals in this range"]()
    (span,) = player.window.practice.mute_ranges["vocals"]
    assert near(span.start, 2.0)
    right_clicks(player, 3.0, on(player, 0))["Unmute this range"]()
    assert player.window.practice.mute_ranges["vocals"] == []


def test_a_right_click_in_the_ruler_loops_the_range_and_switches_the_loop_off(player: Person) -> None:
    drags(player, 2.0, 4.0, on(player, 0))
    right_clicks(player, 8.0, NUMBERS)["Loop this range"]()
    loop = player.window.playback.loop
    assert loop is not None
    assert near(loop.end, 4.0)
    right_clicks(player, 5.0, NUMBERS)["Loop end here"]()
    assert near(player.window.playback.settings.loop.end, 5.0)  # type: ignore[union-attr]
    right_clicks(player, 8.0, NUMBERS)["Loop off"]()
    assert player.window.playback.settings.loop is None
    right_clicks(player, 8.0, NUMBERS)["Add marker"]()
    assert near(player.window.practice.markers[0].frame, 8.0)


def test_escape_ends_a_drag_without_a_trace(player: Person) -> None:
    canvas = canvas_of(player)
    player.window.player.loop_between(1.0, 3.0)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, PLAIN, spot(player, 5.0, NUMBERS))
    QTest.mouseMove(canvas, spot(player, 8.0, NUMBERS))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, PLAIN, spot(player, 8.0, NUMBERS))
    assert player.window.playback.loop == FrameRange(RATE, 3 * RATE)
    assert canvas.value() == 1000  # where the loop begins, still


def test_the_ruler_counts_in_time_bars_or_both_and_remembers_it(player: Person, open_window: Open) -> None:
    canvas = canvas_of(player)
    low = canvas.ruler
    right_clicks(player, 5.0, NUMBERS)["Ruler in time and bars"]()
    assert canvas.ruler > low
    first = player.find(TrackHeader, "Vocals")
    player.waits_until(lambda: first.mapToGlobal(QPoint()).y() == canvas.mapToGlobal(QPoint(0, canvas.ruler)).y())
    player.quit()
    again = open_window()
    assert again.window.player.timeline.ruler is RulerUnits.BOTH


def test_a_loop_start_after_the_loop_s_end_is_a_loop_still(player: Person) -> None:
    playback = player.window.playback
    player.window.player.loop_between(1.0, 3.0)
    playback.seek(5 * RATE)
    player.waits_until(lambda: playback.position == 5 * RATE)
    player.press(Qt.Key.Key_BracketLeft)
    assert playback.loop == FrameRange(5 * RATE, playback.frames)
    player.press(Qt.Key.Key_L)
    playback.seek(4 * RATE)
    player.waits_until(lambda: playback.position == 4 * RATE)
    player.press(Qt.Key.Key_BracketRight)
    assert playback.loop == FrameRange(0, 4 * RATE)
