"""Stems, the mix and notes dragged out of the player: what another program is offered, and who asks the disk for it.

`tests/e2e/test_drag_out.py` drags with a real mouse into another program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.core.music.notes import Note
from stemdesk.core.stems import StemFile
from stemdesk.gui.arrangement import song_listener
from stemdesk.gui.export import drag_export, notes_file
from stemdesk.gui.tracks import lane_notes
from stemdesk.gui.tracks.track_header import TrackHeader
from tests.gui.conftest import Person
from tests.sounds import decibels, music, read, write

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
#: Nobody plays drums in this song.
NOTES = {"vocals": (Note(0.0, 0.5, 70), Note(0.5, 1.0, 72)), "drums": (), "bass": (Note(0.0, 1.0, 40),)}


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """What other programs were offered, drag by drag."""
    offered: list[list[Path]] = []

    def take(drag: QDrag, *_: object) -> Qt.DropAction:
        offered.append([Path(url.toLocalFile()) for url in drag.mimeData().urls()])
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    return offered


@pytest.fixture
def player(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dropped: list[list[Path]]) -> Person:
    def notes_of(stem: StemFile, *_: object, **__: object) -> tuple[Note, ...]:
        return NOTES[stem.stem]

    monkeypatch.setattr(song_listener, "analysis_of", lambda *_: None)
    for room in (lane_notes, notes_file):
        monkeypatch.setattr(room, "notes_of", notes_of)
        monkeypatch.setattr(room, "missing_network", lambda *_: None)
    (tmp_path / "Song").mkdir()
    for seed, name in enumerate(STEMS):
        write(tmp_path / "Song" / f"{name}.wav", np.float32(0.3) * music(2.0, seed=seed), 44_100)
    person = open_window(tmp_path / "Song")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    return person


def come_near(widget: QWidget) -> None:
    at = QPointF(4, 4)
    QApplication.sendEvent(widget, QEnterEvent(at, at, widget.mapToGlobal(at)))


def pull(
    person: Person,
    widget: QWidget,
    dropped: list[list[Path]],
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> list[Path]:
    """Out of the window, on and on until it is a drag; the files of that."""
    before = len(dropped)
    start = QPoint(4, 4)
    QTest.mousePress(widget, LEFT, held, start)

    def further() -> bool:
        for step in (10, 40):
            at = QPointF(start.x() + step, start.y() + step)
            move = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), NONE, LEFT, held)
            if len(dropped) == before:
                QApplication.sendEvent(widget, move)
        return len(dropped) > before

    person.waits_until(further)
    QTest.mouseRelease(widget, LEFT, held, start)
    assert len(dropped) == before + 1
    return dropped[-1]


def head(person: Person, name: str) -> TrackHeader:
    return next(row for row in person.window.findChildren(TrackHeader) if row.accessibleName() == name)


def grip(person: Person, name: str) -> QPushButton:
    return person.find(QPushButton, f"Notes of {name}")


def show_all_notes(person: Person) -> None:
    person.press(Qt.Key.Key_N, SHIFT)
    person.waits_until(lambda: person.sees(QPushButton, "Notes of Bass"))
    QApplication.sendPostedEvents()


def test_a_stem_whose_notes_are_shown_is_dragged_out_as_midi(player: Person, dropped: list[list[Path]]) -> None:
    assert not player.sees(QPushButton, "Notes of Bass")
    show_all_notes(player)
    assert not player.sees(QPushButton, "Notes of Drums"), "there are none to drag"
    come_near(grip(player, "Bass"))
    (file,) = pull(player, grip(player, "Bass"), dropped)
    assert file.name == "Song (Bass).mid"
    (track,) = read_midi(file).tracks
    assert (track.name, [note.pitch for note in track.notes]) == ("Bass", [40])
    player.press(Qt.Key.Key_N, SHIFT)
    player.waits_until(lambda: not player.sees(QPushButton, "Notes of Bass"))


def test_with_shift_or_several_selected_tracks_their_notes_are_one_file(
    player: Person, dropped: list[list[Path]]
) -> None:
    show_all_notes(player)
    (both,) = pull(player, grip(player, "Bass"), dropped, SHIFT)
    assert both.name == "Song.mid"
    assert [track.name for track in read_midi(both).tracks] == ["Vocals", "Bass"]
    QTest.mouseClick(head(player, "Vocals"), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(40, 8))
    QTest.mouseClick(head(player, "Bass"), LEFT, Qt.KeyboardModifier.ControlModifier, QPoint(40, 8))
    assert pull(player, grip(player, "Vocals"), dropped) == [both]


def test_a_stem_is_dragged_out_as_it_lies_on_the_disk(
    player: Person, dropped: list[list[Path]], tmp_path: Path
) -> None:
    row = head(player, "Drums")
    QTest.mousePress(row, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(60, 8))
    at = QPointF(120, 40)
    QApplication.sendEvent(
        row,
        QMouseEvent(QEvent.Type.MouseMove, at, row.mapToGlobal(at), NONE, LEFT, Qt.KeyboardModifier.NoModifier),
    )
    assert dropped == [[tmp_path / "Song" / "drums.wav"]]


def test_dragging_never_asks_the_disk_on_the_windows_thread(
    player: Person, dropped: list[list[Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: set[str] = set()
    exists = Path.exists

    def ask(path: Path, **how: bool) -> bool:
        if "drags" in path.parts:
            asked.add("window" if threading.current_thread() is threading.main_thread() else "thread")
        return exists(path, **how)

    monkeypatch.setattr(Path, "exists", ask)
    mix = player.find(QPushButton, "Drag mix")
    come_near(mix)
    (file,) = pull(player, mix, dropped)
    true = np.sum([read(tmp_path / "Song" / f"{stem}.wav") for stem in STEMS], axis=0)
    assert decibels(read(file) - true) < -100
    show_all_notes(player)
    pull(player, grip(player, "Bass"), dropped)
    assert asked == {"thread"}


def test_a_mix_that_was_tidied_away_meanwhile_is_made_again(player: Person, dropped: list[list[Path]]) -> None:
    mix = player.find(QPushButton, "Drag mix")
    (file,) = pull(player, mix, dropped)
    file.unlink()
    files = mix._files  # type: ignore[attr-defined]
    come_near(mix)
    player.waits_until(lambda: files._making is None)
    assert pull(player, mix, dropped) == [file]
    assert file.exists()


def test_what_stands_in_the_way_of_the_mix_is_said_on_its_button(
    player: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drag_export, "private_folder", full)
    mix = player.find(QPushButton, "Drag mix")
    QTest.mousePress(mix, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(4, 4))

    def further() -> bool:
        at = QPointF(60, 60)
        move = QMouseEvent(QEvent.Type.MouseMove, at, mix.mapToGlobal(at), NONE, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(mix, move)
        return mix.text() == "No space left on device"

    player.waits_until(further)
