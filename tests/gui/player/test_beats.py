"""Beats as somebody corrects them in the window: moved, tapped, counted otherwise, as detected again; undone and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QMenu, QPushButton

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.audio.dsp.beat_edits import BeatGridSettings
from stemdesk.audio.playback.messages import Transport
from stemdesk.gui.arrangement.bars import bars_of
from stemdesk.gui.player.waveform_canvas import WaveformCanvas
from stemdesk.gui.session.mix_store import practice_settings, restore_practice
from tests.gui.arrangement.conftest import heard
from tests.gui.conftest import Person
from tests.sounds import music, write

Open = Callable[..., Person]
RATE = 44_100
ALT, CTRL, NONE = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton
#: Bars of four, four, three, five, and four beats of half a second.
BARS = (0, 4, 8, 11, 16, 20, 24, 28)


def changing() -> Analysis:
    from dataclasses import replace

    found = heard()
    return replace(found, downbeats=found.beats[list(BARS)])


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(("vocals", "bass")):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.3) * music(16.0, seed=seed), RATE)
    return tmp_path / "stems"


def opened(open_window: Open, stems: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr("stemdesk.gui.arrangement.song_listener.analysis_of", lambda *_: changing())
    person = open_window(stems)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    return person


@pytest.fixture
def player(open_window: Open, stems: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return opened(open_window, stems, monkeypatch)


def canvas(player: Person) -> WaveformCanvas:
    return player.window.findChildren(WaveformCanvas)[0]


def beats(player: Person) -> list[float]:
    found = player.window.practice.beats
    assert found is not None
    return [frame / RATE for frame in found.frames.tolist()]


def bars(player: Person) -> list[int]:
    found = player.window.practice.beats
    assert found is not None
    return [int(bar) for bar in found.downbeats]


def in_the_ruler(player: Person, seconds: float) -> QPoint:
    return QPoint(round(player.window.player.timeline.x(seconds, canvas(player).width())), 20)


def drag(player: Person, start: float, end: float) -> None:
    """With Alt, as far as the mouse goes."""
    target, places = canvas(player), [in_the_ruler(player, at) for at in (start, (start + end) / 2, end)]
    QTest.mousePress(target, LEFT, ALT, places[0])
    for place in places[1:]:
        there = QPointF(place)
        event = QMouseEvent(QEvent.Type.MouseMove, there, QPointF(target.mapToGlobal(place)), LEFT, LEFT, ALT)
        QApplication.sendEvent(target, event)
    QTest.mouseRelease(target, LEFT, ALT, places[2])


def choose(player: Person, seconds: float, words: str) -> None:
    """From the ruler's menu."""
    place = in_the_ruler(player, seconds)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas(player).mapToGlobal(place))
    QApplication.sendEvent(canvas(player), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def undo(player: Person) -> None:
    player.press(Qt.Key.Key_Z, CTRL)


def plays_at(player: Person, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Says where the playhead is while it plays; these tests have no sound card."""
    playback, at = player.window.playback, [0.0]
    monkeypatch.setattr(type(playback), "position", property(lambda _: round(at[0] * RATE)))
    playback._set_transport(Transport.PLAYING)
    return lambda seconds: at.__setitem__(0, seconds)


def test_a_beat_that_is_dragged_with_alt_in_the_ruler_moves_and_ctrl_z_puts_it_back(player: Person) -> None:
    before = beats(player)
    drag(player, 8.0, 8.15)
    after = beats(player)
    assert after[16] == pytest.approx(8.15, abs=0.02)
    assert 0 < after[15] - before[15] < after[16] - before[16]  # its neighbours go along
    assert player.window.playback.loop is None
    assert player.window.undo_history.undo_words == "Beats"
    undo(player)
    assert beats(player) == before


def test_the_rulers_menu_moves_the_nearest_beat_without_alt(player: Person) -> None:
    """Some desktops move the window with Alt."""
    choose(player, 6.1, "Move the nearest beat here")
    assert beats(player)[12] == pytest.approx(6.1, abs=0.02)


def test_four_taps_are_the_tempo_and_the_beats_and_one_undo_takes_them_back(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, goes_to = beats(player), plays_at(player, monkeypatch)
    for tap in range(6):
        goes_to(1.1 + 0.8 * tap)
        player.press(Qt.Key.Key_T)
        if tap == 4:  # slow taps, as the clock of the history sees them
            assert (side := player.window.player_side) is not None
            assert side.recorder._timer.remainingTime() > 1000
    assert player.window.practice.bpm == pytest.approx(75, abs=0.1)
    assert beats(player)[1] - beats(player)[0] == pytest.approx(0.8, abs=0.001)
    assert player.find(QDoubleSpinBox, "BPM").toolTip().endswith("Tapped: 75.0 BPM")
    undo(player)
    assert beats(player) == before


def test_the_button_taps_while_it_plays_and_says_by_its_looks_that_it_cannot_while_it_does_not(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.press(Qt.Key.Key_P)
    tap = player.find(QPushButton, "Tap the tempo")
    assert not tap.isEnabled()
    goes_to = plays_at(player, monkeypatch)
    assert tap.isEnabled()
    for n in range(4):
        goes_to(2.0 + 0.6 * n)
        player.click("Tap the tempo")
    assert player.window.practice.bpm == pytest.approx(100, abs=0.1)


def test_taps_without_a_song_and_while_it_stands_still_change_nothing(open_window: Open) -> None:
    empty = open_window()
    for key in (Qt.Key.Key_T, Qt.Key.Key_T, Qt.Key.Key_T, Qt.Key.Key_T):
        empty.press(key)
    assert empty.window.practice.grid == BeatGridSettings()
    assert empty.window.practice.beats is None


def test_beats_as_detected_takes_every_change_back_and_is_undone_itself(player: Person) -> None:
    before = beats(player)
    player.press(Qt.Key.Key_P)
    assert not player.sees(QPushButton, "Beats as detected")
    drag(player, 8.0, 8.15)
    moved = beats(player)
    player.click("Beats as detected")
    assert beats(player) == before
    assert not player.sees(QPushButton, "Beats as detected")
    undo(player)
    assert beats(player) == moved


def test_beats_per_bar_are_as_detected_until_somebody_sets_them(player: Person) -> None:
    player.press(Qt.Key.Key_P)
    box = player.find(QDoubleSpinBox, "Beats per bar")
    assert box.text() == "auto"
    assert bars(player) == list(BARS)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "3")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert bars(player)[:4] == [0, 3, 6, 9]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert bars(player) == list(BARS)
    assert box.text() == "auto"


def test_who_looks_for_the_downbeat_beat_by_beat_loses_no_bar(player: Person) -> None:
    practice = player.window.practice
    practice.show_analysis(heard())  # four in every bar
    for beat in (1, 2, 3, 4):
        practice.begin_bar_at(round(0.5 * beat * RATE))
    assert bars(player) == [0, 4, 8, 12, 16, 20, 24, 28]


def test_moved_beats_and_taps_come_back_with_the_song(
    open_window: Open, stems: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened(open_window, stems, monkeypatch)
    drag(person, 8.0, 8.15)
    moved = beats(person)
    person.quit()
    again = opened(open_window, stems, monkeypatch)
    again.waits_until(lambda: beats(again) == moved)


@pytest.mark.parametrize(
    ("grid", "per_bar"),
    [
        ({"factor": 1.0, "first": 0, "per_bar": 4}, 0),
        ({"factor": 2.0, "first": 2, "per_bar": 4}, 0),
        ({"factor": 1.0, "first": 1, "per_bar": 3}, 3),
    ],
)
def test_what_was_kept_of_another_trackers_beats_does_not_move_the_bars_of_this_one(
    player: Person, grid: dict[str, object], per_bar: int
) -> None:
    """Before beats could be moved, they were counted from that tracker's first."""
    practice = player.window.practice
    kept = {**practice_settings(player.window.playback, practice), "grid": grid}
    restore_practice(practice, kept, player.window.playback.frames)
    assert practice.grid == BeatGridSettings(per_bar=per_bar)
    assert bars(player)[0] == 0


def test_bars_of_changing_length_are_bars_everywhere(player: Person) -> None:
    practice, playback = player.window.practice, player.window.playback
    found = bars_of(practice, practice.arrangement.chords, RATE)
    assert [round(bar.start * 2) for bar in found] == list(BARS)
    assert [practice.bar_at(round(0.5 * beat * RATE)) for beat in (10, 11, 15, 16)] == [(3, 3), (4, 1), (4, 5), (5, 1)]
    choose(player, 4.2, "Loop four bars from here")
    loop = playback.loop
    assert loop is not None
    assert (loop.start / RATE, loop.end / RATE) == (4.0, 12.0)
    choose(player, 15.0, "Loop four bars from here")  # in the last bar: to the end
    loop = playback.loop
    assert loop is not None
    assert (loop.start / RATE, loop.end) == (14.0, playback.frames)
