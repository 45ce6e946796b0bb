"""The chord track in the window: read, played from, edited by mouse and keys, undone, kept with the song."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from stemdesk.core.music import regions
from stemdesk.core.music.regions import Region
from stemdesk.gui.arrangement.chord_track import ChordTrack, shortened
from stemdesk.gui.player.transport_bar import TransportBar
from stemdesk.gui.player.waveform_canvas import WaveformCanvas
from stemdesk.gui.session.arrangement import GlobalTrack
from tests.gui.arrangement.conftest import open_song
from tests.gui.conftest import Person
from tests.gui.player.test_transport import cut

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT = Qt.MouseButton.LeftButton


def line(player: Person) -> ChordTrack:
    return player.find(ChordTrack, "Chord track")


def chords(player: Person) -> tuple[Region, ...]:
    return player.window.practice.arrangement.chords


def names(player: Person) -> list[str]:
    return [chord.name for chord in chords(player)]


def reads(player: Person) -> list[str]:
    return [line(player).words_of(chord) for chord in chords(player)]


def at(player: Person, seconds: float) -> QPoint:
    return QPoint(line(player).x_of(seconds), 12)


def drag(player: Person, start: float, end: float, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(line(player), LEFT, modifier, at(player, start))
    QTest.mouseMove(line(player), at(player, (start + end) / 2))
    QApplication.sendEvent(line(player), moved(line(player), at(player, end), modifier))
    QTest.mouseRelease(line(player), LEFT, modifier, at(player, end))


def moved(target: QWidget, place: QPoint, modifier: Qt.KeyboardModifier) -> QMouseEvent:
    """The mouse, with its button held."""
    there = QPointF(place)
    return QMouseEvent(QEvent.Type.MouseMove, there, QPointF(target.mapToGlobal(place)), LEFT, LEFT, modifier)


def choose(player: Person, target: QWidget, place: QPoint, words: str) -> None:
    """From the menu of a right click; a submenu's line by `menu/line`."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, target.mapToGlobal(place))
    QApplication.sendEvent(target, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    *path, last = words.split("/")
    found = menu
    for name in path:
        inner = next(action for action in found.actions() if action.text() == name).menu()
        assert isinstance(inner, QMenu)
        found = inner
    next(action for action in found.actions() if action.text().split("\t")[0] == last).trigger()
    menu.close()


def type_name(player: Person, seconds: float, words: str) -> QLineEdit:
    QTest.mouseDClick(line(player), LEFT, NONE, at(player, seconds))
    field = player.find(QLineEdit, "Name")
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return field


def test_chords_stand_where_they_sound_at_every_zoom(player: Person) -> None:
    canvas = player.window.findChildren(WaveformCanvas)[0]
    chord_line = line(player)
    for first, span in ((0.0, 16.0), (3.0, 4.0), (7.25, 2.5)):
        player.window.player.timeline.show(first, span)
        for chord in chords(player):
            in_canvas = canvas._scene.x(chord.start)
            assert chord_line.mapTo(player.window, QPoint(chord_line.x_of(chord.start), 0)).x() == canvas.mapTo(
                player.window, QPoint(in_canvas, 0)
            ).x()  # fmt: skip


def test_a_click_plays_from_the_chord(player: Person) -> None:
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 5.2))
    player.waits_until(lambda: player.window.playback.position == 4 * 44_100)


def test_names_are_what_is_heard_and_with_a_capo_what_is_gripped(player: Person) -> None:
    assert reads(player)[:4] == ["Am", "F", "C", "G7"]
    player.press(Qt.Key.Key_Up, CTRL)
    player.press(Qt.Key.Key_Up, CTRL)
    assert reads(player)[:4] == ["Bm", "G", "D", "A7"]
    choose(player, line(player), at(player, 1.0), "Capo/fret 2")
    assert reads(player)[:4] == ["Am", "F", "C", "G7"]
    assert player.find(QPushButton, "Chord settings").text() == "Chords · capo 2"
    choose(player, line(player), at(player, 1.0), "Simplify (triads only)")
    assert reads(player)[3] == "G"


def test_a_name_typed_with_a_capo_is_kept_as_it_sounds(player: Person) -> None:
    player.window.practice.arrangement.set_capo(2)
    type_name(player, 1.0, "Dm7")
    assert names(player)[0] == "E:min7"
    assert reads(player)[0] == "Dm7"


def test_a_double_click_renames_and_undo_takes_it_back(player: Person) -> None:
    type_name(player, 3.0, "Dm7")
    assert names(player)[1] == "D:min7"
    assert chords(player)[1].is_own
    assert player.window.undo_history.undo_words == "Rename a chord"
    player.press(Qt.Key.Key_Z, CTRL)
    assert names(player)[1] == "F:maj"
    player.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert names(player)[1] == "D:min7"


def test_what_is_no_chord_is_refused_and_the_field_stays(player: Person) -> None:
    field = type_name(player, 3.0, "Hello!")
    assert field.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert names(player)[1] == "F:maj"


def test_an_edge_is_dragged_to_the_next_beat(player: Person) -> None:
    drag(player, 2.0, 2.94)
    assert chords(player)[1].start == 3.0
    assert chords(player)[0].end == 3.0
    player.press(Qt.Key.Key_Z, CTRL)
    drag(player, 2.0, 2.7, CTRL)
    assert chords(player)[1].start == pytest.approx(2.7, abs=0.05)
    assert chords(player)[1].start not in (2.5, 3.0)


def test_a_chord_is_split_merged_inserted_and_deleted_from_its_menu(player: Person) -> None:
    choose(player, line(player), at(player, 5.1), "Split here")
    assert names(player)[2:4] == ["C:maj", "C:maj"]
    assert chords(player)[3].start == 5.0
    choose(player, line(player), at(player, 4.2), "Merge with the next")
    assert names(player)[2:4] == ["C:maj", "G:7"]
    choose(player, line(player), at(player, 5.1), "Insert a chord here…")
    field = player.find(QLineEdit, "Name")
    field.setText("E/G#")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(player)[2:4] == ["C:maj", "E:maj/3"]
    choose(player, line(player), at(player, 5.6), "Delete")
    assert names(player)[2:4] == ["C:maj", "G:7"]
    choose(player, line(player), at(player, 5.6), "Back to the detected chords")
    assert not any(chord.is_own for chord in chords(player))


def test_keys_rename_and_delete_the_chord_that_was_clicked(player: Person) -> None:
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 3.0))
    QTest.keyClick(line(player), Qt.Key.Key_F2)
    QTest.keyClick(player.find(QLineEdit, "Name"), Qt.Key.Key_Escape)
    QTest.keyClick(line(player), Qt.Key.Key_Delete)
    assert names(player)[:3] == ["A:min", "C:maj", "G:7"]


def test_a_chord_is_looped_from_its_menu(player: Person) -> None:
    choose(player, line(player), at(player, 3.0), "Loop this chord")
    loop = player.window.playback.loop
    assert loop is not None
    assert (loop.start, loop.end) == (2 * 44_100, 4 * 44_100)


def test_edited_chords_are_there_again_with_the_song(
    player: Person, open_window: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_name(player, 3.0, "Dm7")
    player.window.practice.arrangement.set_capo(3)
    player.quit()
    again = open_song(open_window, stems, monkeypatch)
    again.waits_until(lambda: names(again)[1] == "D:min7")
    assert again.window.practice.arrangement.edits.capo == 3


def test_the_transport_says_the_chord_of_now_and_the_next(player: Person) -> None:
    now, following = player.find(QLabel, "Chord now"), player.find(QLabel, "Next chord")
    player.window.playback.seek_seconds(2.5)
    assert (now.text(), following.text()) == ("F", "→ C")
    player.window.playback.seek_seconds(12.5)
    assert (now.text(), following.text()) == ("–", "→ E7")
    player.click("Chords")
    assert not player.sees(QLabel, "Chord now")


def test_switched_off_the_player_is_as_it_was_and_stays_so(
    player: Person, open_window: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = player.window.findChildren(WaveformCanvas)[0]
    high = canvas.ruler
    player.click("Chords")
    assert not player.sees(ChordTrack, "Chord track")
    assert canvas.ruler < high
    player.quit()
    again = open_song(open_window, stems, monkeypatch)
    assert not again.sees(ChordTrack, "Chord track")
    again.click("Chords")
    assert again.sees(ChordTrack, "Chord track")


def painted(chord_line: ChordTrack, box: QRect, color: str) -> bool:
    image = chord_line.grab(box).toImage()
    return any(
        image.pixelColor(x, y).name() == color for x in range(image.width()) for y in range(image.height())
    )  # fmt: skip


def test_the_chord_of_now_is_lit_uncertain_ones_are_muted_and_own_ones_underlined(player: Person) -> None:
    tokens = player.window._theme.tokens
    player.window.playback.seek_seconds(2.5)
    chord_line = line(player)
    accent, muted = tokens.accent.lower(), tokens.muted.lower()
    assert painted(chord_line, chord_line.box(1), accent)
    assert not painted(chord_line, chord_line.box(2), accent)
    assert painted(chord_line, chord_line.box(4).adjusted(4, 2, 0, -2), muted)
    assert not painted(chord_line, chord_line.box(2).adjusted(4, 2, 0, -2), muted)
    before = chord_line.grab(chord_line.box(2)).toImage()
    type_name(player, 5.0, "C7")
    type_name(player, 5.0, "C")
    assert chord_line.grab(chord_line.box(2)).toImage() != before


def test_a_name_that_does_not_fit_is_never_written_over_the_next(player: Person) -> None:
    """A chord of a beat, seen from afar, leaves its neighbours' boxes as they are."""
    chord_line = line(player)
    before = chord_line.grab(chord_line.box(2)).toImage()
    for _ in range(2):
        choose(player, chord_line, at(player, 3.6), "Split here")
    narrow = next(n for n, chord in enumerate(chords(player)) if chord.start == 3.5)
    player.window.practice.arrangement.edit(
        chord_line._which, regions.renamed(chords(player), narrow, "F#:hdim7/b5")
    )  # fmt: skip
    assert chord_line.grab(chord_line.box(narrow + 1)).toImage() == before


@pytest.mark.parametrize(
    ("words", "shorter"),
    [("F♯m7♭5", ("F♯m…", "F♯…")), ("Cmaj7", ("C…",)), ("B♭7", ("B♭…",)), ("Dm", ("D…",)), ("C", ())],
)
def test_a_name_without_room_says_its_root_before_it_is_a_dot(words: str, shorter: tuple[str, ...]) -> None:
    assert shortened(words) == shorter


def test_while_it_plays_only_narrow_strips_are_painted_again(player: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    chord_line = line(player)
    areas: list[QRect] = []
    original = chord_line.update

    def update(*area: QRect) -> None:
        areas.append(area[0] if area else chord_line.rect())
        original(*area)

    monkeypatch.setattr(chord_line, "update", update)
    chord_line.move_playhead(2.5)
    areas.clear()
    chord_line.move_playhead(2.6)
    assert areas
    assert sum(area.width() for area in areas) <= 14


def test_several_keys_are_said_in_the_head_at_the_pitch_that_is_heard(player: Person) -> None:
    assert player.sees(QLabel, "A minor → B minor")
    player.press(Qt.Key.Key_Up, CTRL)
    assert player.sees(QLabel, "A♯ minor → C minor") or player.sees(QLabel, "B♭ minor → C minor")


def test_by_keyboard_alone_the_chord_at_the_playhead_is_renamed(player: Person) -> None:
    player.window.playback.seek_seconds(5.0)
    line(player).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line(player), Qt.Key.Key_Return)
    field = player.find(QLineEdit, "Name")
    assert field.text() == "C"
    field.setText("Caug")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(player)[2] == "C:aug"


def test_with_a_long_chord_nothing_of_the_transport_is_cut_in_a_small_window(player: Person) -> None:
    arrangement = player.window.practice.arrangement
    arrangement.edit(GlobalTrack.CHORDS, regions.renamed(arrangement.chords, 0, "F#:hdim7"))
    (bar,) = player.window.findChildren(TransportBar)
    for width, height in ((1440, 900), (1100, 720), (980, 640)):
        player.window.resize(width, height)
        QApplication.processEvents()
        assert cut(bar) == []
        player.waits_until(lambda: squeezed(bar) == [], seconds=5)


def squeezed(bar: QWidget) -> list[str]:
    """Buttons and boxes that are narrower than they need, or reach out of their place."""
    parts = [*bar.findChildren(QPushButton), *bar.findChildren(QDoubleSpinBox)]
    return [
        part.accessibleName()
        for part in parts
        if part.isVisible()
        and (
            not bar.rect().contains(part.geometry().translated(part.mapTo(bar, QPoint()) - part.pos()))
            or part.visibleRegion().boundingRect().size() != part.size()
            or (not part.minimumWidth() and part.width() < part.minimumSizeHint().width())
        )
    ]


def test_an_edit_just_before_the_next_song_is_there_when_one_comes_back(
    open_window: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Renamed, and the next song chosen at once."""
    person = open_song(open_window, stems, monkeypatch)
    first = person.window.playback.loaded_stems
    assert first is not None
    side = person.window.player_side
    assert side is not None
    person.waits_until(lambda: side.memory._is_restored)
    type_name(person, 0.5, "Dm7")
    person.window.result_opener.loaded_stems(replace(first, stems=first.stems[:1], is_song=True))
    person.waits_until(lambda: person.window.practice.analysis is not None and names(person)[0] == "A:min")
    person.window.result_opener.loaded_stems(first)
    person.waits_until(lambda: person.window.practice.analysis is not None and names(person)[:1] == ["D:min7"])
