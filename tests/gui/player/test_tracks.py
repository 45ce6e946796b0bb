"""Heads of tracks: faders, value boxes, meters, menu, names, colours and order; and what is compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QSlider,
    QWidget,
)

from stemdesk.audio.playback.level_meters import Level
from stemdesk.core.song_files import SongKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import verbatim
from stemdesk.gui.base.theme import ThemeChoice
from stemdesk.gui.session.loaded_stems import ComparisonResult, MonitorSource
from stemdesk.gui.tracks.track_header import TrackHeader
from stemdesk.gui.widgets.basic import ElidedLabel
from stemdesk.gui.widgets.fader import Fader
from stemdesk.gui.widgets.level_meter import Meter
from tests.gui.conftest import Person
from tests.sounds import make_song, music, write

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")
LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    """Three stems of two seconds."""
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(STEMS):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.4) * music(2.0, seed=seed), 44_100)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    return person


def head(player: Person, name: str) -> TrackHeader:
    (found,) = [row for row in player.window.findChildren(TrackHeader) if row.accessibleName() == name]
    return found


def names(player: Person) -> list[str]:
    """From top to bottom."""
    QApplication.processEvents()
    rows = sorted(player.window.findChildren(TrackHeader), key=lambda row: row.y())
    return [row.accessibleName() for row in rows]


def right_click(widget: QWidget, at: QPoint) -> QMenu:
    QTest.mouseClick(widget, RIGHT, NONE, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    (menu,) = [menu for menu in widget.window().findChildren(QMenu) if menu.isVisible()]
    return menu


def choose(menu: QMenu, words: str) -> None:
    (action,) = [action for action in menu.actions() if action.text() == words]
    assert action.isEnabled()
    menu.close()
    action.trigger()


def wheel(widget: QWidget, turn: int) -> None:
    at = widget.rect().center()
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def move(widget: QWidget, at: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    """With the left button held."""
    place = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(
        widget, QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(at), place, Qt.MouseButton.NoButton, LEFT, modifier)
    )


# --- faders and values ----------------------------------------------------------------------------------------------


def test_a_right_click_leaves_the_fader_alone_and_offers_to_reset_it(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    playback.set_gain(0, -6.0)
    menu = right_click(fader, QPoint(20, 8))
    assert playback.tracks[0].gain_db == -6.0
    choose(menu, "Reset")
    assert playback.tracks[0].gain_db == 0.0


def test_a_fader_can_be_set_to_a_decibel_by_mouse(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    reached = set()
    QTest.mousePress(fader, LEFT, NONE, QPoint(3, 8))
    for x in range(3, fader.width()):
        move(fader, QPoint(x, 8))
        reached.add(playback.tracks[0].gain_db)
    QTest.mouseRelease(fader, LEFT, NONE, QPoint(fader.width(), 8))
    assert reached >= set(range(-20, 7))


def test_a_fader_that_is_taken_by_its_knob_does_not_jump(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    assert isinstance(fader, Fader)
    x = fader.x_of(0)
    QTest.mousePress(fader, LEFT, NONE, QPoint(x + 3, 8))
    assert playback.tracks[0].gain_db == 0.0
    move(fader, QPoint(x - 7, 8), SHIFT)
    fine = playback.tracks[0].gain_db
    assert -0.5 <= fine <= 0.0
    move(fader, QPoint(x - 17, 8))
    assert playback.tracks[0].gain_db < fine - 1.0
    QTest.mouseRelease(fader, LEFT, NONE, QPoint(x - 17, 8))


def test_levels_and_pans_are_typed(player: Person) -> None:
    playback = player.window.playback
    level, pan = (
        player.find(QDoubleSpinBox, "Level of Drums in dB"),
        player.find(QDoubleSpinBox, "Pan of Drums, left or right"),
    )
    for words, meant in (("-3.2", -3.2), ("+4 dB", 4.0), ("−2,5", -2.5), ("-inf", -60.0), ("99", 6.0)):
        types(level, words)
        assert playback.tracks[1].gain_db == pytest.approx(meant)
    assert level.text() == "+6.0 dB"
    for words, meant in (("L 30", -0.3), ("r100", 1.0), ("-12", -0.12), ("C", 0.0)):
        types(pan, words)
        assert playback.tracks[1].pan == pytest.approx(meant)
    types(level, "loud")
    assert playback.tracks[1].gain_db == 6.0
    QTest.keyClicks(level, "-1")
    QTest.keyClick(level, Qt.Key.Key_Escape)
    assert playback.tracks[1].gain_db == 6.0


def types(box: QDoubleSpinBox, words: str) -> None:
    box.setFocus()
    box.selectAll()
    if words.isascii():
        QTest.keyClicks(box, words)
    else:
        box.lineEdit().setText(words)  # Qt's test keyboard has nothing but ASCII
    QTest.keyClick(box, Qt.Key.Key_Return)


def test_the_wheel_moves_a_fader_only_once_it_has_the_focus(player: Person) -> None:
    playback, fader = player.window.playback, player.find(QSlider, "Volume Vocals")
    player.find(QAbstractSlider, "Position").setFocus()
    wheel(fader, -120)
    assert playback.tracks[0].gain_db == 0.0
    fader.setFocus()
    wheel(fader, -120)
    assert playback.tracks[0].gain_db == -0.5


@pytest.mark.parametrize("theme", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_which_fader_has_the_focus_is_seen(open_window: Open, tmp_path: Path, theme: ThemeChoice) -> None:
    make_song(tmp_path / "stems" / "vocals.wav", 1.0)
    make_song(tmp_path / "stems" / "drums.wav", 1.0)
    person = open_window(tmp_path / "stems", theme=theme)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.window.activateWindow()
    for name in ("Volume Vocals", "Pan Vocals", "Volume"):
        fader = person.find(QSlider, name)
        without = fader.grab().toImage()
        fader.setFocus()
        assert differing(without, fader.grab().toImage()) > fader.width()
        person.find(QAbstractSlider, "Position").setFocus()


def differing(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


def test_keys_set_the_level_of_the_selected_track(player: Person) -> None:
    player.press(Qt.Key.Key_2)
    player.press(Qt.Key.Key_Down, ALT | SHIFT)
    player.press(Qt.Key.Key_PageDown, ALT | SHIFT)
    player.press(Qt.Key.Key_Left, ALT | SHIFT)
    setting = player.window.playback.tracks[1]
    assert (setting.gain_db, setting.pan) == (-1.1, -0.1)
    assert player.find(QDoubleSpinBox, "Level of Drums in dB").text() == "−1.1 dB"


def test_a_waveform_stands_as_high_as_its_track_is_loud(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")

    def inked() -> int:
        image = canvas.grab().toImage()
        top, bottom = head(player, "Drums").geometry().top(), head(player, "Drums").geometry().bottom()
        background = image.pixel(image.width() - 3, top + 4)
        return sum(image.pixel(canvas.width() // 2, y) != background for y in range(top + 4, bottom - 4))

    player.waits_until(lambda: inked() > 8)
    full = inked()
    player.window.playback.set_gain(1, -12.0)
    assert inked() < 0.4 * full
    player.window.playback.set_gain(1, 0.0)
    assert inked() == full


# --- meters ---------------------------------------------------------------------------------------------------------


def test_a_meter_keeps_its_clip_light_and_highest_peak_until_it_is_clicked(player: Person) -> None:
    meter = player.find(Meter, "Peak level of Vocals")
    meter.show_level(Level(0.8, -6.0))
    for _ in range(200):
        meter.show_level()
    assert "above full scale" in meter.words()
    assert "+0.8 dB" in meter.words()
    lit = meter.grab().toImage()
    QTest.mouseClick(meter, LEFT)
    assert not meter.has_clipped
    assert differing(lit, meter.grab().toImage()) > 0
    meter.show_level(Level(-7.2, -12.0))
    assert meter.words() == "Highest peak: −7.2 dB. Click to reset."


# --- names, colours, order ------------------------------------------------------------------------------------------


def test_a_track_is_renamed_where_its_name_stands(player: Person) -> None:
    vocals = head(player, "Vocals")
    QTest.mouseDClick(vocals, LEFT, NONE, QPoint(60, 8))
    edit = player.find(QLineEdit, "Name of the track")
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "Anna")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert vocals.accessibleName() == "Anna"
    player.click("Mute Anna")
    assert player.window.playback.tracks[0].muted
    choose(right_click(vocals, QPoint(60, 8)), "Rename…")
    QTest.keyClicks(player.find(QLineEdit, "Name of the track"), "Bob")
    QTest.keyClick(player.find(QLineEdit, "Name of the track"), Qt.Key.Key_Escape)
    assert vocals.accessibleName() == "Anna"


def test_a_track_gets_another_colour_in_the_player(player: Person) -> None:
    vocals, canvas = head(player, "Vocals"), player.find(QAbstractSlider, "Position")
    menu = right_click(vocals, QPoint(60, 8))
    (colors,) = [action.menu() for action in menu.actions() if action.text() == "Color"]
    assert isinstance(colors, QMenu)
    choose(colors, "Violet")
    menu.close()
    assert player.window.playback.looks.colors == {"vocals": "#A98BE0"}
    assert vocals.grab().toImage().pixelColor(1, 30).name() == "#a98be0"
    player.waits_until(lambda: "#a98be0" in colours(canvas.grab().toImage()))


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(image.width() // 2, y).name() for y in range(image.height())}


def test_tracks_change_places_by_keys_and_each_keeps_what_is_set_on_it(player: Person) -> None:
    playback = player.window.playback
    player.click("Mute Drums")
    player.press(Qt.Key.Key_2)
    player.press(Qt.Key.Key_Up, ALT)
    assert names(player) == ["Drums", "Vocals", "Bass"]
    assert [track.muted for track in playback.tracks] == [True, False, False]
    player.click("Solo Bass")
    player.press(Qt.Key.Key_M)  # the one that was moved is still selected
    assert not playback.tracks[0].muted
    assert playback.tracks[2].soloed
    player.press(Qt.Key.Key_Up, ALT)
    assert names(player)[0] == "Drums"


def test_the_meters_and_mute_ranges_follow_a_track_that_was_moved(player: Person) -> None:
    """The player has its files in the order in which they were opened."""
    playback = player.window.playback
    sent: list[object] = []
    levels = [Level(-10.0 - track, -20.0) for track in range(len(STEMS) + 2)]
    playback._player.set_tracks = lambda tracks, *_: sent.append(tracks)  # type: ignore[method-assign]
    playback._player.levels = lambda: levels  # type: ignore[method-assign]
    playback.reorder([2, 0, 1])
    assert [level.peak_db for level in playback.levels()[:3]] == [-12.0, -10.0, -11.0]
    playback.set_gain(0, -9.0)  # bass, on top now
    (tracks,) = sent
    assert isinstance(tracks, list)
    assert [track.gain_db for track in tracks[:3]] == [0.0, 0.0, -9.0]


def test_a_track_is_dragged_by_its_dots_within_the_list_and_out_of_it_as_a_file(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped: list[str] = []

    def take(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        dropped.extend(Path(url.toLocalFile()).name for url in drag.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    vocals = head(player, "Vocals")
    QTest.mousePress(vocals, LEFT, NONE, QPoint(8, 20))
    for y in (60, 120, vocals.height() * 2 + 10):
        move(vocals, QPoint(8, y))
    QTest.mouseRelease(vocals, LEFT, NONE, QPoint(8, vocals.height() * 2 + 10))
    assert names(player) == ["Drums", "Vocals", "Bass"]
    assert dropped == []
    QTest.mousePress(vocals, LEFT, NONE, QPoint(8, 20))
    move(vocals, QPoint(400, 30))
    QTest.mouseRelease(vocals, LEFT, NONE, QPoint(400, 30))
    assert dropped == ["vocals.wav"]
    assert names(player) == ["Drums", "Vocals", "Bass"]


def test_names_colours_and_order_come_back_with_the_song(open_window: Open, tmp_path: Path) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 1.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    playback = person.window.playback
    playback.looks.rename("vocals", "Anna")
    playback.looks.recolor("bass", "#A98BE0")
    playback.reorder([2, 0, 1])
    person.quit()
    again = open_window()
    again.waits_until(lambda: len(again.rows("Songs")) == 2)
    (stems,) = [found for found in again.window.songs() if found.song_file.kind is SongKind.STEMS]
    again.window.result_opener.result(stems, stems.results[0])
    again.waits_until(lambda: again.sees(QPushButton, "Mute Anna"))
    assert names(again) == ["Bass", "Anna", "Drums"]
    assert again.window.playback.looks.colors == {"bass": "#A98BE0"}
    again.window.undo_history.undo()  # nobody has set anything yet
    assert names(again) == ["Bass", "Anna", "Drums"]


def test_one_stem_is_exported_from_its_menu(player: Person, tmp_path: Path) -> None:
    choose(right_click(head(player, "Bass"), QPoint(60, 8)), "Export this stem…")
    (dialog,) = [found for found in player.window.findChildren(QFileDialog) if found.isVisible()]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "low.wav"))
    dialog.accept()
    player.waits_until(lambda: "“low.wav” is exported" in player.notice())
    assert (tmp_path / "low.wav").read_bytes() == (tmp_path / "stems" / "bass.wav").read_bytes()


def test_a_stem_is_chosen_to_be_split_further_from_its_menu(player: Person) -> None:
    choose(right_click(head(player, "Drums"), QPoint(60, 8)), "Split this stem…")
    player.waits_until(lambda: any("drums" in row.lower() for row in player.rows("Songs")))
    player.waits_until(lambda: player.sees(QPushButton, "Split"))


# --- comparing ------------------------------------------------------------------------------------------------------


@pytest.fixture
def compared(open_window: Open, tmp_path: Path) -> Person:
    """Three stems, and two other results: one lacks the bass, one is whole."""
    for folder in ("one", "two", "three"):
        for seed, stem in enumerate(STEMS):
            (tmp_path / folder).mkdir(exist_ok=True)
            quiet = np.float32(0.4 if folder == "one" else 0.04)
            write(tmp_path / folder / f"{stem}.wav", quiet * music(2.0, seed=seed), 44_100)
    person = open_window(tmp_path / "one")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    loaded_stems = person.window.playback.loaded_stems
    assert loaded_stems is not None
    others = tuple(
        ComparisonResult(verbatim(name), tuple(StemFile(stem, tmp_path / folder / f"{stem}.wav") for stem in stems))
        for name, folder, stems in (("Without bass", "two", STEMS[:2]), ("Whole", "three", STEMS))
    )
    person.window.result_opener.loaded_stems(replace(loaded_stems, comparisons=others))
    person.waits_until(lambda: person.sees(QPushButton, "Compare") and person.window.playback.frames > 0)
    return person


def test_which_result_is_compared_is_chosen_and_b_shows_its_own_waveforms(compared: Person) -> None:
    canvas, playback = compared.find(QAbstractSlider, "Position"), compared.window.playback

    def inked(track: int) -> int:
        row = sorted(compared.window.findChildren(TrackHeader), key=lambda row: row.y())[track].geometry()
        image = canvas.grab().toImage()
        background = image.pixel(image.width() - 3, row.top() + 4)
        return sum(image.pixel(canvas.width() // 2, y) != background for y in range(row.top() + 4, row.bottom() - 4))

    compared.waits_until(lambda: all(inked(track) > 8 for track in range(3)))
    own = inked(0)
    compared.click("Choose the result to compare")
    (menu,) = [menu for menu in compared.window.findChildren(QMenu) if menu.isVisible()]
    choose(menu, "Without bass")
    compared.waits_until(lambda: playback.heard is MonitorSource.COMPARISON)
    compared.waits_until(lambda: 0 < inked(0) < 0.5 * own)
    assert inked(2) <= 2
    assert compared.sees(ElidedLabel, "Bass – not in B")
    assert compared.sees(ElidedLabel, "You hear: B, Without bass")
    compared.click("Compare")
    compared.waits_until(lambda: inked(0) == own)
    assert compared.sees(ElidedLabel, "Bass")
    compared.click("Choose the result to compare")
    (menu,) = [menu for menu in compared.window.findChildren(QMenu) if menu.isVisible()]
    choose(menu, "Whole")
    compared.waits_until(lambda: compared.sees(ElidedLabel, "You hear: B, Whole"))
    assert not compared.sees(ElidedLabel, "Bass – not in B")


def test_the_residual_says_what_one_hears(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: len(person.rows("Songs")) == 1)
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Residual"))
    person.waits_until(lambda: person.find(QPushButton, "Residual").isEnabled())
    person.click("Residual")
    assert person.sees(ElidedLabel, "You hear: the residual, the original minus the audible stems")
    person.click("Residual")
    assert not person.sees(ElidedLabel, "You hear: the residual, the original minus the audible stems")


def test_old_heads_that_are_used_while_another_song_is_being_opened_do_nothing(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third of three, where the next song has one: dragged, right-clicked, renamed, muted."""
    dragged: list[object] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: dragged.append(drag))
    playback = player.window.playback
    assert playback.loaded_stems is not None
    bass = head(player, "Bass")
    playback.load(replace(playback.loaded_stems, stems=playback.loaded_stems.stems[:1], result_id=None))
    bass.dragged.emit(2)
    bass.menu_wanted.emit(2, QPoint(10, 10))
    bass.renamed.emit(2, "Anna")
    QTest.mouseClick(player.find(QPushButton, "Mute Bass"), LEFT)
    assert dragged == []
    assert not any(menu.isVisible() for menu in player.window.findChildren(QMenu))
    player.waits_until(lambda: not player.sees(QPushButton, "Mute Bass"))
    assert not any(track.muted for track in playback.tracks)
    assert not playback.looks.names


def test_keys_for_what_is_not_there_say_so(player: Person) -> None:
    player.window.practice.arrangement.forget()
    player.press(Qt.Key.Key_K)
    assert player.notice().startswith("Chords: ")
    player.press(Qt.Key.Key_B)
    assert player.notice() == "There is no other result of this song to compare with yet. Split it with another model."
