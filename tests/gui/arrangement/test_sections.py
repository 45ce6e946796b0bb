"""The sections in the window: looped, named, moved, jumped between by mouse and keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from stemdesk.core.music import regions
from stemdesk.gui.arrangement.chord_track import ChordTrack
from stemdesk.gui.arrangement.section_track import SectionTrack
from stemdesk.gui.base.section_names import section_color, section_kept, section_words
from stemdesk.gui.session.arrangement import GlobalTrack, Listening
from tests.gui.arrangement.conftest import heard
from tests.gui.arrangement.test_chord_track import choose, moved
from tests.gui.conftest import Person

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
RATE = 44_100


def line(player: Person) -> SectionTrack:
    return player.find(SectionTrack, "Sections")


def at(player: Person, seconds: float) -> QPoint:
    return QPoint(line(player).x_of(seconds), 10)


def names(player: Person) -> list[str]:
    return [section.name for section in player.window.practice.arrangement.sections]


def loop(player: Person) -> tuple[float, float] | None:
    found = player.window.playback.loop
    return None if found is None else (found.start / RATE, found.end / RATE)


def test_a_click_loops_the_part_and_the_same_again_is_off(player: Person) -> None:
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 13.0))
    assert loop(player) == (12.0, 16.0)
    assert player.find(QPushButton, "Loop").text() == "Loop Outro"
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 13.0))
    assert loop(player) is None


def test_a_double_click_names_all_parts_that_are_alike_and_loops_nothing(player: Person) -> None:
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 1.0))
    QTest.mouseDClick(line(player), LEFT, NONE, at(player, 1.0))
    assert loop(player) is None
    field = player.find(QLineEdit, "Name")
    field.setText("Verse")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(player) == ["verse", "B", "verse", "outro"]
    player.press(Qt.Key.Key_Z, CTRL)
    player.waits_until(lambda: names(player) == ["A", "B", "A", "outro"])


def test_a_part_that_has_a_name_is_renamed_alone(player: Person) -> None:
    choose(player, line(player), at(player, 1.0), "Name/Verse")
    choose(player, line(player), at(player, 1.0), "Name/Bridge")
    assert names(player) == ["bridge", "B", "verse", "outro"]


def test_letters_are_named_together_also_after_an_edge_was_moved(player: Person) -> None:
    arrangement = player.window.practice.arrangement
    arrangement.edit(line(player)._which, regions.moved(arrangement.sections, 1, 6.0))
    choose(player, line(player), at(player, 1.0), "Name/Verse")
    assert names(player) == ["verse", "B", "verse", "outro"]


def test_an_edge_is_dragged_to_the_next_bar(player: Person) -> None:
    QTest.mousePress(line(player), LEFT, NONE, at(player, 4.0))
    QApplication.sendEvent(line(player), moved(line(player), at(player, 5.6), NONE))
    QTest.mouseRelease(line(player), LEFT, NONE, at(player, 5.6))
    assert [section.start for section in player.window.practice.arrangement.sections] == [0.0, 6.0, 8.0, 12.0]
    assert player.window.undo_history.undo_words == "Move a section"


def test_parts_are_split_at_the_playhead_and_merged(player: Person) -> None:
    player.window.playback.seek_seconds(13.9)
    player.waits_until(lambda: abs(player.window.playback.seconds - 13.9) < 0.01)
    choose(player, line(player), at(player, 1.0), "Split at the playhead")
    assert [section.start for section in player.window.practice.arrangement.sections][-1] == 14.0
    choose(player, line(player), at(player, 13.0), "Merge with the next")
    assert names(player) == ["A", "B", "A", "outro"]


def test_keys_jump_from_part_to_part_and_loop_the_one_at_the_playhead(player: Person) -> None:
    playback = player.window.playback

    def jump(key: Qt.Key, seconds: float) -> None:
        player.press(key)
        player.waits_until(lambda: abs(playback.seconds - seconds) < 0.01)

    jump(Qt.Key.Key_Period, 4.0)
    jump(Qt.Key.Key_Period, 8.0)
    jump(Qt.Key.Key_Comma, 4.0)
    player.press(Qt.Key.Key_L, CTRL)
    assert loop(player) == (4.0, 8.0)
    player.press(Qt.Key.Key_L, CTRL)
    assert loop(player) is None


def test_a_part_is_exported_from_its_menu(player: Person) -> None:
    choose(player, line(player), at(player, 5.0), "Export this part…")
    assert loop(player) == (4.0, 8.0)
    player.waits_until(lambda: any(dialog.isVisible() for dialog in player.window.findChildren(QDialog)))


def test_parts_of_one_name_have_one_colour_whatever_their_number() -> None:
    assert section_color("verse 1") == section_color("verse 2") == section_color("Verse")
    assert len({section_color(name).name() for name in ("verse", "chorus", "bridge", "intro")}) == 4
    assert section_color("A") != section_color("B")


def test_a_typed_name_is_kept_so_that_every_language_reads_it() -> None:
    assert section_kept("Verse 2") == "verse 2"
    assert section_words("verse 2") == "Verse 2"
    assert section_kept("Versehymn") == "Versehymn"
    assert section_words("Drop") == "Drop"


def test_a_name_with_an_ampersand_is_shown_as_it_is(player: Person) -> None:
    player.window.practice.arrangement.edit(line(player)._which, regions.renamed(line(player).track, 3, "R&B"))
    QTest.mouseClick(line(player), LEFT, NONE, at(player, 13.0))
    assert player.find(QPushButton, "Loop").text() == "Loop R&&B"


def test_where_nothing_was_detected_chords_and_parts_can_be_written(player: Person) -> None:
    practice = player.window.practice
    practice.show_analysis(replace(heard(), chords=(), sections=()))
    for which in GlobalTrack:
        practice.arrangement.show_track(which, True)
    QTest.mouseDClick(line(player), LEFT, NONE, at(player, 4.1))
    field = player.find(QLineEdit, "Name")
    field.setText("chorus")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [(part.start, part.name) for part in practice.arrangement.sections] == [(0.0, "A"), (4.0, "chorus")]
    chord_line = player.find(ChordTrack, "Chord track")
    QTest.mouseDClick(chord_line, LEFT, NONE, QPoint(chord_line.x_of(2.1), 10))
    field = player.find(QLineEdit, "Name")
    field.setText("Am")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [(chord.start, chord.name) for chord in practice.arrangement.chords] == [(0.0, "N"), (2.0, "A:min")]
    for _ in range(4):
        player.press(Qt.Key.Key_Z, CTRL)
    assert practice.arrangement.sections == practice.arrangement.chords == ()


def test_while_the_song_is_listened_to_nothing_is_written_by_a_double_click(player: Person) -> None:
    arrangement = player.window.practice.arrangement
    arrangement.forget()
    for which in GlobalTrack:
        arrangement.show_track(which, True)
    arrangement.show_listening(Listening.GOES_ON)
    QTest.mouseDClick(line(player), LEFT, NONE, at(player, 4.1))
    assert arrangement.sections == ()
    assert not player.sees(QLineEdit, "Name")
