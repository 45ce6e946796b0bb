"""Notes in the lanes: shown on demand, over the waveform, as they are heard or as a service has sent them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QProgressBar, QPushButton

from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.sent_notes import matched, sent_notes
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.music.notes import Note
from stemdesk.core.stems import StemFile
from stemdesk.core.text import verbatim
from stemdesk.gui.player.waveform_canvas import WaveformCanvas
from stemdesk.gui.tracks import lane_notes
from stemdesk.gui.tracks.note_roll import NoteRoll
from stemdesk.gui.tracks.notes_bar import NotesBar
from stemdesk.gui.tracks.track_header import TrackHeader
from stemdesk.inference import fetch
from stemdesk.inference.known import known_models
from tests.gui.conftest import Person
from tests.sounds import music, write

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEARD = tuple(Note(0.2 * n, 0.2 * n + 0.15, 40 + 2 * n, 100) for n in range(9))


class Listener:
    """In the place of the process that listens: what it answers by stem, and whom it was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Note, ...] | StemDeskError] = {}
        self.asked: list[str] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def __call__(
        self, stem: StemFile, _cache: Path, stop: Callable[[], bool], report: Callable[[float], None]
    ) -> tuple[Note, ...] | None:
        self.asked.append(stem.stem)
        report(0.5)
        while not self.may_go_on.wait(0.01):
            if stop():
                return None
        answer = self.answers.get(stem.stem, HEARD)
        if isinstance(answer, StemDeskError):
            raise answer
        return answer


class Server:
    """In the place of what brings the network of notes, which is missing: it stops at 40 % until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        self.was_stopped = False
        self.refusal: StemDeskError | None = None
        self.may_go_on = threading.Event()
        monkeypatch.setattr(lane_notes, "missing_network", lambda *_: known_models()["notes"])
        monkeypatch.setattr(fetch, "get", self.get)

    def get(self, stop: Callable[[], bool], _model: object, report: Callable[[float], None]) -> None:
        self.asked += 1
        report(0.4)
        while not self.may_go_on.wait(0.01):
            if stop():
                self.was_stopped = True
                raise fetch.Stopped
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    made = Listener()
    monkeypatch.setattr(lane_notes, "notes_of", made)
    monkeypatch.setattr(lane_notes, "missing_network", lambda *_: None)
    return made


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(STEMS):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.4) * music(2.0, seed=seed), 44_100)
    return tmp_path / "stems"


@pytest.fixture
def player(open_window: Open, stems: Path, listener: Listener) -> Person:
    return opened(open_window, stems)


def opened(open_window: Open, stems: Path) -> Person:
    person = open_window(stems)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    person.waits_until(lambda: all(_canvas(person)._tiles._peaks))
    return person


def menu_of(player: Person, name: str) -> QMenu:
    (head,) = [row for row in player.window.findChildren(TrackHeader) if row.accessibleName() == name]
    at = QPoint(20, 10)
    QApplication.sendEvent(head, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, head.mapToGlobal(at)))
    (menu,) = [menu for menu in player.window.findChildren(QMenu) if menu.isVisible()]
    return menu


def action_of(player: Person, stem: str, words: str) -> QAction:
    menu = menu_of(player, stem)
    (action,) = [action for action in menu.actions() if action.text() == words]
    menu.close()
    return action


def show_notes(player: Person, stem: str) -> None:
    action_of(player, stem, "Show notes").trigger()
    QApplication.processEvents()
    player.window.activateWindow()


def lane(player: Person, track: int) -> QImage:
    """The waveform's picture, without the head."""
    canvas = _canvas(player)
    QApplication.processEvents()
    height = (canvas.height() - canvas.ruler) // len(STEMS)
    return canvas.grab().toImage().copy(40, canvas.ruler + track * height + 2, canvas.width() - 80, height - 4)


def _canvas(player: Person) -> WaveformCanvas:
    (canvas,) = player.window.findChildren(WaveformCanvas)
    return canvas


def strength(image: QImage) -> float:
    """How far the pixels in the middle of a lane are from its background."""
    ground = QColor(image.pixel(1, 1))
    return float(
        np.mean(
            [
                abs(QColor(image.pixel(x, y)).lightness() - ground.lightness())
                for x in range(0, image.width(), 7)
                for y in range(image.height() // 2 - 6, image.height() // 2 + 6, 2)
            ]
        )
    )


def said(player: Person) -> str:
    (bar,) = player.window.findChildren(NotesBar)
    return bar.findChildren(QLabel)[0].text()


def progress(player: Person) -> int:
    (bar,) = player.window.findChildren(NotesBar)
    return bar.findChildren(QProgressBar)[0].value()


def bar_is_seen(player: Person) -> bool:
    (bar,) = player.window.findChildren(NotesBar)
    return bar.isVisible()


def test_a_track_shows_its_notes_over_a_faded_waveform_and_undo_hides_them(player: Person, listener: Listener) -> None:
    player.press(Qt.Key.Key_3)  # as the right click does
    before, others = lane(player, 2), lane(player, 0)
    show_notes(player, "Bass")
    player.waits_until(lambda: listener.asked == ["bass"])
    player.waits_until(lambda: lane(player, 2) != before)
    assert lane(player, 0) == others
    assert strength(before) > 1.5 * strength(lane(player, 2))
    player.press(Qt.Key.Key_Z, CTRL)
    player.waits_until(lambda: lane(player, 2) == before)
    player.press(Qt.Key.Key_Z, CTRL | SHIFT)
    player.waits_until(lambda: lane(player, 2) != before)
    assert listener.asked == ["bass"]  # once


def test_one_key_shows_the_notes_of_all_tracks_and_hides_them(player: Person, listener: Listener) -> None:
    before = [lane(player, track) for track in range(3)]
    player.press(Qt.Key.Key_N, SHIFT)
    player.waits_until(lambda: all(lane(player, track) != before[track] for track in range(3)))
    assert listener.asked == list(STEMS)
    player.press(Qt.Key.Key_N, SHIFT)
    player.waits_until(lambda: [lane(player, track) for track in range(3)] == before)


def test_shown_notes_come_back_with_the_song(open_window: Open, stems: Path, listener: Listener) -> None:
    person = opened(open_window, stems)
    show_notes(person, "Bass")
    person.waits_until(lambda: listener.asked == ["bass"])
    person.quit()
    again = opened(open_window, stems)
    again.waits_until(lambda: listener.asked == ["bass", "bass"])
    assert action_of(again, "Bass", "Show notes").isChecked()
    assert not action_of(again, "Vocals", "Show notes").isChecked()


def test_listening_says_to_what_and_can_be_cancelled(player: Person, listener: Listener) -> None:
    listener.may_go_on.clear()
    show_notes(player, "Vocals")
    player.waits_until(lambda: bar_is_seen(player) and listener.asked == ["vocals"])
    assert "Vocals" in said(player)
    player.click("Cancel listening for notes")
    player.waits_until(lambda: not bar_is_seen(player))
    assert not action_of(player, "Vocals", "Show notes").isChecked()
    listener.may_go_on.set()
    show_notes(player, "Vocals")
    player.waits_until(lambda: listener.asked == ["vocals", "vocals"])


def test_the_file_that_notes_need_is_got_where_they_were_asked_for_with_its_progress(
    player: Person, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(monkeypatch)
    show_notes(player, "Bass")
    player.waits_until(lambda: said(player) == "Getting the file for notes… 40 %")
    assert progress(player) == 400
    assert listener.asked == []
    server.may_go_on.set()
    player.waits_until(lambda: listener.asked == ["bass"])
    player.waits_until(lambda: not bar_is_seen(player))
    assert server.asked == 1


def test_getting_that_file_can_be_cancelled(
    player: Person, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(monkeypatch)
    show_notes(player, "Bass")
    player.waits_until(lambda: said(player) == "Getting the file for notes… 40 %")
    player.click("Cancel listening for notes")
    player.waits_until(lambda: not bar_is_seen(player))
    assert server.was_stopped
    assert not action_of(player, "Bass", "Show notes").isChecked()
    assert listener.asked == []


def test_a_file_that_cannot_be_got_says_why_and_can_be_tried_again(
    player: Person, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(monkeypatch)
    server.refusal = StemDeskError(ErrorKind.NETWORK, verbatim("Basic Pitch could not be downloaded."))
    show_notes(player, "Bass")
    server.may_go_on.set()
    player.waits_until(lambda: bar_is_seen(player) and said(player) == "Basic Pitch could not be downloaded.")
    server.refusal = None
    player.click("Try again to show the notes")
    player.waits_until(lambda: listener.asked == ["bass"])
    player.waits_until(lambda: action_of(player, "Bass", "Show notes").isChecked())


def test_a_track_without_notes_says_so_and_is_no_error(player: Person, listener: Listener) -> None:
    player.press(Qt.Key.Key_1)
    before = lane(player, 0)
    listener.answers["vocals"] = ()
    show_notes(player, "Vocals")
    player.waits_until(lambda: bar_is_seen(player) and said(player) == "No notes found in Vocals.")
    assert lane(player, 0) == before
    player.click("Close the message about notes")
    assert not bar_is_seen(player)


def test_what_stands_in_the_way_is_said_and_the_waveform_stays(player: Person, listener: Listener) -> None:
    player.press(Qt.Key.Key_1)
    before = lane(player, 0)
    listener.answers["vocals"] = StemDeskError(ErrorKind.NETWORK, verbatim("Basic Pitch could not be downloaded."))
    show_notes(player, "Vocals")
    player.waits_until(lambda: bar_is_seen(player) and said(player) == "Basic Pitch could not be downloaded.")
    assert lane(player, 0) == before
    assert not action_of(player, "Vocals", "Show notes").isChecked()


@pytest.mark.parametrize("width", [980, 1440])
def test_a_long_trouble_is_read_to_its_end(player: Person, listener: Listener, width: int) -> None:
    player.window.resize(width, 720)
    why = "Basic Pitch could not be downloaded (the server is busy). " * 3 + "Try later."
    listener.answers["vocals"] = StemDeskError(ErrorKind.NETWORK, verbatim(why))
    show_notes(player, "Vocals")
    player.waits_until(lambda: bar_is_seen(player) and said(player) == why)
    QApplication.processEvents()
    (bar,) = player.window.findChildren(NotesBar)
    (words, *_) = bar.findChildren(QLabel)
    needed = words.fontMetrics().boundingRect(0, 0, words.width(), 1000, Qt.TextFlag.TextWordWrap, why)
    assert needed.height() <= words.height()
    assert needed.width() <= words.width()
    parent = bar.parentWidget()
    assert parent is not None
    assert parent.rect().contains(bar.geometry())


def test_notes_that_a_service_sent_are_shown_without_listening(
    player: Person, listener: Listener, tmp_path: Path
) -> None:
    sent = MidiSong((MidiTrack("Bass", HEARD), MidiTrack("", HEARD[:2], is_drums=True)))
    (tmp_path / "notes.mid").write_bytes(midi_bytes(sent))
    playback = player.window.playback
    assert playback.loaded_stems is not None
    playback.load(replace(playback.loaded_stems, documents=(tmp_path / "notes.mid",)))
    player.waits_until(lambda: playback.frames > 0)
    player.waits_until(lambda: player.window.practice.analysis is not None)
    player.waits_until(lambda: all(_canvas(player)._tiles._peaks))
    before = lane(player, 2)
    show_notes(player, "Bass")
    player.waits_until(lambda: lane(player, 2) != before)
    assert listener.asked == []


@pytest.mark.parametrize(
    ("track", "file", "stem"),
    [
        (MidiTrack("Bass", HEARD), "song", "bass"), (MidiTrack("", HEARD, is_drums=True), "song", "drums"),
        (MidiTrack("Track 1", HEARD), "song_bass", "bass"), (MidiTrack("Track 1", HEARD), "song", "vocals"),
        (MidiTrack("Vocal", HEARD), "song_bass", "vocals"),
    ],
)  # fmt: skip
def test_a_midi_file_s_notes_are_those_of_the_stem_that_it_names(track: MidiTrack, file: str, stem: str) -> None:
    assert matched(MidiSong((track,)), file, STEMS) == {stem: HEARD}


def test_a_damaged_midi_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "notes.mid").write_bytes(b"MThd and nothing more")
    assert sent_notes([tmp_path / "notes.mid", tmp_path / "gone.mid"], []) == {}


def test_a_part_of_the_roll_has_the_notes_that_sound_there() -> None:
    long = Note(0.0, 10.0, 40)
    roll = NoteRoll([long, *(Note(n, n + 0.5, 60) for n in range(1, 9))])
    assert roll.between(4.6, 5.2) == [long, Note(5, 5.5, 60)]
    assert roll.between(20.0, 30.0) == []


def test_a_stem_that_cannot_be_listened_to_does_not_keep_the_others_from_their_notes(
    player: Person, listener: Listener
) -> None:
    listener.answers["vocals"] = StemDeskError(ErrorKind.DECODE, verbatim("“vocals.wav” cannot be read."))
    before = [lane(player, track) for track in range(3)]
    player.press(Qt.Key.Key_N, SHIFT)
    player.waits_until(lambda: said(player) == "“vocals.wav” cannot be read.")
    player.waits_until(lambda: lane(player, 2) != before[2])
    assert lane(player, 0) == before[0]
    assert listener.asked == list(STEMS)  # each once


def test_a_track_that_is_renamed_does_not_paint_the_notes_of_all_tracks_again(
    player: Person, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lane(player, 2)
    player.press(Qt.Key.Key_N, SHIFT)
    player.waits_until(lambda: lane(player, 2) != before)
    player.waits_until(lambda: not bar_is_seen(player))
    lane(player, 2)
    drawn: list[int] = []
    tiles = _canvas(player)._tiles
    paint = tiles._draw
    monkeypatch.setattr(tiles, "_draw", lambda *how: drawn.append(1) or paint(*how))  # type: ignore[func-returns-value]
    player.window.playback.looks.rename("vocals", "Anna")
    lane(player, 2)
    assert drawn == []
