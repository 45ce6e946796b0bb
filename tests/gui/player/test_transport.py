"""Position, tempo, pitch and the practice panel: typed, stepped and chosen, and nothing cut in a small window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.gui.base import i18n
from stemdesk.gui.player.player_view import PlayerView
from stemdesk.gui.player.practice_panel import PracticePanel
from stemdesk.gui.player.transport_bar import TransportBar
from stemdesk.gui.session.arrangement import GlobalTrack
from stemdesk.gui.session.position_entry import BarBeat, read_position
from tests.gui.conftest import Person
from tests.sounds import make_song

Open = Callable[..., Person]
RATE = 44_100


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    for name in ("vocals", "drums", "bass"):
        make_song(tmp_path / "stems" / f"{name}.wav", 10.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    return person


def types(field: QWidget, words: str) -> None:
    """A click, the words, Return."""
    inside = field.lineEdit() if isinstance(field, QDoubleSpinBox) else field
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def stands_at(player: Person, seconds: float) -> None:
    player.waits_until(lambda: abs(player.window.playback.seconds - seconds) < 0.001)


@pytest.mark.parametrize(
    ("words", "time", "bar"),
    [
        ("1:23.4", 83.4, 83.4),
        ("83.4", 83.4, BarBeat(83, 4)),
        ("83,4", 83.4, BarBeat(83, 4)),
        ("1:02:03", 3723.0, 3723.0),
        ("17", 17.0, BarBeat(17)),
        ("17.2", 17.2, BarBeat(17, 2)),
        ("bar 17", BarBeat(17), BarBeat(17)),
        ("第17小节", BarBeat(17), BarBeat(17)),
        ("17 3 1 1", BarBeat(17, 3), BarBeat(17, 3)),
        ("17.3.00", BarBeat(17, 3), BarBeat(17, 3)),
        ("１：２３", 83.0, 83.0),
        ("soon", None, None),
        ("9" * 400, None, None),
        ("", None, None),
    ],
)
def test_a_position_is_read_as_people_write_it(words: str, time: object, bar: object) -> None:
    assert read_position(words, plain_is_bar=False) == time
    assert read_position(words, plain_is_bar=True) == bar


def test_a_time_is_typed_into_the_display(player: Person) -> None:
    display = player.find(QLineEdit, "Time")
    types(display, "0:04.5")
    stands_at(player, 4.5)
    types(display, "7.25")
    stands_at(player, 7.25)
    assert display.text() == "0:07.2"
    assert not display.hasFocus()


def test_a_bar_is_typed_into_either_display(player: Person) -> None:
    practice = player.window.practice
    assert practice.beats is not None
    types(player.find(QLineEdit, "Time"), "bar 2")
    second = practice.frame_of_bar(2)
    assert second is not None
    stands_at(player, second / RATE)
    third = practice.frame_of_bar(3, 2)
    assert third is not None
    types(player.find(QLineEdit, "Bar"), "3.2")
    stands_at(player, third / RATE)
    assert player.find(QLineEdit, "Bar").text() == "bar 3.2"


def test_what_is_no_position_stays_to_be_corrected_and_escape_leaves_everything(player: Person) -> None:
    display = player.find(QLineEdit, "Time")
    types(display, "4.5")
    stands_at(player, 4.5)
    types(display, "bar 900")
    assert display.hasFocus()
    assert display.selectedText() == "bar 900"
    QTest.keyClick(display, Qt.Key.Key_Escape)
    assert display.text() == "0:04.5"
    assert player.window.playback.seconds == pytest.approx(4.5)


def test_ctrl_j_types_a_position_without_the_mouse(player: Person) -> None:
    player.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    display = player.find(QLineEdit, "Time")
    assert display.hasFocus()
    QTest.keyClicks(display, "3")
    QTest.keyClick(display, Qt.Key.Key_Return)
    stands_at(player, 3.0)


def test_the_bpm_that_is_typed_is_what_is_heard(player: Person) -> None:
    practice = player.window.practice
    assert practice.bpm is not None
    box = player.find(QDoubleSpinBox, "BPM")
    wanted = round(practice.bpm * 0.75)
    types(box, str(wanted))
    assert player.window.playback.settings.tempo == pytest.approx(wanted / practice.bpm, abs=0.001)
    QTest.mouseDClick(box.lineEdit(), Qt.MouseButton.LeftButton)
    assert player.window.playback.settings.tempo == 1.0


def test_a_tempo_beyond_the_range_becomes_its_end(player: Person) -> None:
    box = player.find(QDoubleSpinBox, "Tempo")
    types(box, "300")
    assert player.window.playback.settings.tempo == 2.0
    types(box, "87,5 %")
    assert player.window.playback.settings.tempo == 0.875
    types(box, "fast")
    assert box.text() == "87.5 %"


def test_undo_takes_a_step_in_a_box_back_though_the_box_has_the_focus(player: Person) -> None:
    box = player.find(QDoubleSpinBox, "Tempo")
    QTest.mouseClick(box.lineEdit(), Qt.MouseButton.LeftButton)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert player.window.playback.settings.tempo > 1.0
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert player.window.playback.settings.tempo == 1.0


def test_steps_and_a_double_click_in_the_boxes(player: Person) -> None:
    pitch = player.find(QDoubleSpinBox, "Pitch")
    assert pitch.isEnabled()
    QTest.mouseClick(pitch, Qt.MouseButton.LeftButton, pos=QPoint(8, pitch.height() // 2))
    assert player.window.playback.settings.semitones == -1.0
    for _ in range(3):
        QTest.mouseClick(pitch, Qt.MouseButton.LeftButton, pos=QPoint(pitch.width() - 8, pitch.height() // 2))
    assert player.window.playback.settings.semitones == 2.0
    QTest.mouseDClick(pitch.lineEdit(), Qt.MouseButton.LeftButton)
    assert player.window.playback.settings.semitones == 0.0


def test_presets_of_tempo_and_pitch(player: Person) -> None:
    for name, words, heard in (("Tempo presets", "75 %", (0.75, 0.0)), ("Pitch presets", "−12 st", (0.75, -12.0))):
        player.click(name)
        (menu,) = [menu for menu in player.window.findChildren(QMenu) if menu.isVisible()]
        (action,) = [action for action in menu.actions() if action.text() == words]
        action.trigger()
        menu.close()
        settings = player.window.playback.settings
        assert (settings.tempo, settings.semitones) == heard


def wheel(widget: QWidget) -> None:
    at = QPoint(widget.width() // 2, widget.height() // 2)
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_only_what_has_the_focus(player: Person) -> None:
    box = player.find(QDoubleSpinBox, "Tempo")
    wheel(box)
    assert player.window.playback.settings.tempo == 1.0
    box.setFocus()
    wheel(box)
    assert player.window.playback.settings.tempo == 1.05


def test_space_plays_from_a_number_box_too(player: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[bool] = []
    monkeypatch.setattr(player.window.playback._player, "play", lambda _count_in: pressed.append(True))
    box = player.find(QDoubleSpinBox, "Tempo")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert pressed == [True]
    assert box.text() == "100 %"


def trainer_says(player: Person, words: str) -> bool:
    return any(label.text() == words for label in player.find(PracticePanel, "Practice panel").findChildren(QLabel))


def test_the_speed_trainer_goes_from_one_tempo_to_another_and_says_when_it_can_do_nothing(player: Person) -> None:
    playback = player.window.playback
    player.press(Qt.Key.Key_P)
    types(player.find(QDoubleSpinBox, "Start tempo"), "60")
    types(player.find(QDoubleSpinBox, "End tempo"), "80")
    types(player.find(QDoubleSpinBox, "Faster by"), "5")
    assert playback.settings.tempo == 1.0
    player.find(PracticePanel, "Practice panel").findChildren(QCheckBox)[2].click()
    assert playback.settings.trainer is not None
    assert (playback.settings.tempo, playback.settings.trainer.top, playback.settings.trainer.step) == (0.6, 0.8, 0.05)
    assert playback.loop == FrameRange(0, playback.frames)
    player.press(Qt.Key.Key_L)
    assert trainer_says(player, "Waits for a loop: switch it on with L.")
    types(player.find(QDoubleSpinBox, "Start tempo"), "80")
    assert playback.settings.tempo == 0.8
    assert trainer_says(player, "Nothing to do: the start tempo is not below the end tempo.")


def test_the_start_of_the_trainer_and_a_loop_that_is_off_come_back(open_window: Open, player: Person) -> None:
    player.window.practice.set_trainer_from(0.55)
    player.window.player.loop_between(2.0, 4.0)
    player.press(Qt.Key.Key_L)
    player.quit()
    again = open_window()
    again.waits_until(lambda: bool(again.window.songs()))
    (song,) = [found for found in again.window.songs() if found.song_file.path.name == "stems"]
    again.window.result_opener.result(song, song.results[0])
    again.waits_until(lambda: again.window.practice.trainer_from == 0.55)
    assert again.window.playback.loop is None
    again.press(Qt.Key.Key_L)
    assert again.window.playback.loop == FrameRange(2 * RATE, 4 * RATE)


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before, locale = set(qapp.findChildren(QTranslator)), QLocale()
    yield i18n.install(qapp, request.param)
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
    i18n.install(qapp, "en")
    QLocale.setDefault(locale)


@pytest.mark.parametrize("language", ["en", "zh_CN", "ja"], indirect=True)
def test_nothing_of_the_player_is_cut_in_a_small_window(language: str, open_window: Open, tmp_path: Path) -> None:
    for name in ("vocals", "drums", "bass"):
        make_song(tmp_path / "stems" / f"{name}.wav", 10.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.window.practice.analysis is not None)
    person.window.player.toggle_practice()
    person.window.player.loop_between(1.0, 2.0)
    for width, height in ((1100, 720), (980, 640), (1100, 720)):
        person.window.resize(width, height)
        QApplication.processEvents()
        (bar,), (panel,) = (person.window.findChildren(kind) for kind in (TransportBar, PracticePanel))
        assert cut(bar) + cut(panel) == []
        boxes = [box for box in bar.findChildren(QDoubleSpinBox) if box.isVisible()]
        room = [part.width() for box in boxes if (part := box.parentWidget()) is not None]
        assert all(width >= box.width() - 1 for width, box in zip(room, boxes, strict=True))  # else its + is cut
        (view,) = person.window.findChildren(PlayerView)
        assert view.height() - panel.height() - bar.height() > 200  # the tracks keep their room


def test_the_labels_of_tempo_pitch_volume_and_the_bpm_stay_in_a_small_window(player: Person) -> None:
    player.window.resize(1100, 720)
    QApplication.processEvents()
    (bar,) = player.window.findChildren(TransportBar)
    shown: set[str] = {label.text() for label in bar.findChildren(QLabel) if label.isVisible()}
    shown |= {made.text().removesuffix(" ▾") for made in bar.findChildren(QPushButton) if made.isVisible()}
    assert {"Tempo", "Pitch", "Volume", "BPM"} <= shown
    assert player.find(QDoubleSpinBox, "BPM").isVisible()


def cut(part: QFrame) -> list[str]:
    """What is narrower or lower than its words, or lies over the edge or over its neighbour."""
    found = []
    for widget in part.findChildren(QWidget):
        if isinstance(widget, (QLabel, QAbstractButton, QDoubleSpinBox)) and widget.isVisible() and widget.width():
            words = widget.text()
            box = widget.rect().translated(widget.mapTo(part, QPoint()))
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            room = widget.lineEdit().width() if isinstance(widget, QDoubleSpinBox) else widget.width()
            if not part.rect().contains(box) or (not wraps and widget.fontMetrics().horizontalAdvance(words) > room):
                found.append(words)
    return found


def test_the_key_is_read_whole_while_a_loop_is_set(player: Person) -> None:
    """Beside the chords it was cut to “A ma…” by the loop's range, which stands in the ruler, too."""
    player.window.resize(1440, 900)
    player.window.practice.arrangement.show_track(GlobalTrack.CHORDS, True)
    (bar,) = player.window.findChildren(TransportBar)
    bar.show_loop((8.0, 16.0), is_on=True)
    for words in ("A major", "F♯ minor"):
        bar.show_key(words, "")
        QApplication.processEvents()
        (key,) = (one for one in bar.findChildren(QLabel) if one.accessibleName() == words)
        assert key.text() == words
        assert not cut(bar)


def test_the_jobs_give_way_to_the_practice_panel_in_a_small_window(player: Person) -> None:
    player.window.resize(980, 640)
    player.click("Show the jobs")
    assert player.sees(QPushButton, "Hide the jobs")
    player.press(Qt.Key.Key_P)
    assert not player.sees(QPushButton, "Hide the jobs")
