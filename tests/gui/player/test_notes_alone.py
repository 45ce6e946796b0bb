"""A service that makes notes of a song and no stems: they are seen over the song, and exported from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QListView, QMenu, QPushButton, QRadioButton

from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.audio.transcription.sent_notes import matched
from stemdesk.core.music.notes import Note
from stemdesk.core.stems import SONG
from stemdesk.core.text import verbatim
from stemdesk.gui.export import notes_file
from stemdesk.gui.session.loaded_stems import LoadedStems
from stemdesk.gui.tracks import lane_notes
from tests.gui.conftest import Person, type_name
from tests.standins.mvsep import Mvsep

Open = Callable[..., Person]
NOTES = tuple(Note(0.2 * n, 0.2 * n + 0.15, 60 + n, 100) for n in range(4))
PITCHES = [note.pitch for note in NOTES]
DRUMS = (Note(0.0, 0.1, 36, 100),)
SENT = MidiSong((MidiTrack("Lead", NOTES, 81), MidiTrack("", DRUMS, is_drums=True)))


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may listen for what was sent."""

    def notes_of(*_: object, **__: object) -> None:
        raise AssertionError("it was listened to")

    for module in (lane_notes, notes_file):
        monkeypatch.setattr(module, "notes_of", notes_of)


@pytest.fixture
def person(open_window: Open, mvsep: Mvsep, song: Path, unheard: None) -> Person:
    """The job is done, and its notice is there."""
    mvsep.next_files = {"transcription.mid": midi_bytes(SENT)}
    person = open_window(song)
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("MVSEP")
    person.waits_until(lambda: "BS Roformer (vocals, instrumental)" in person.rows("Models"))
    person.click("Split")
    person.waits_until(lambda: "is ready" in person.notice())
    return person


def song_plays(person: Person) -> bool:
    return person.window.playback.frames > 0 and person.window.player.isVisible()


def drawn_pitches(person: Person) -> list[list[int]]:
    """What is drawn from now on over the only track, each time."""
    drawn: list[list[int]] = []
    person.window.player._waveforms.notes.drawn.connect(
        lambda _, notes: drawn.append([note.pitch for note in notes or ()])
    )
    return drawn


def export_from_the_list(person: Person) -> None:
    songs = person.find(QListView, "Songs")
    at = songs.visualRect(songs.model().index(1, 0)).center()
    songs.setCurrentIndex(songs.model().index(1, 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, songs.viewport().mapToGlobal(QPoint(at)))
    QApplication.sendEvent(songs.viewport(), event)
    (menu,) = [menu for menu in person.window.findChildren(QMenu) if menu.isVisible()]
    (action,) = [action for action in menu.actions() if action.text() == "Export…"]
    menu.close()
    action.trigger()


def save(person: Person, path: Path) -> None:
    person.waits_until(lambda: any(made.isVisible() for made in person.window.findChildren(QFileDialog)))
    (made,) = [made for made in person.window.findChildren(QFileDialog) if made.isVisible()]
    type_name(made, str(path))
    made.accept()


def test_a_result_that_is_notes_alone_opens_the_song_with_its_notes_drawn(person: Person) -> None:
    drawn = drawn_pitches(person)
    person.click("Open")
    person.waits_until(lambda: song_plays(person))
    person.waits_until(lambda: drawn[-1:] == [PITCHES])
    assert person.sees(QPushButton, "Mute Original")
    person.waits_until(lambda: not person.window.undo_history.undo_words)  # nobody has set anything
    assert person.window.playback.loaded_stems is not None
    (row,) = [
        row for row in person.window.songs()[0].results if row.id == person.window.playback.loaded_stems.result_id
    ]
    assert row.results.stems == ()


def test_notes_alone_are_exported_from_the_list_as_they_were_sent(person: Person, tmp_path: Path) -> None:
    export_from_the_list(person)
    person.waits_until(lambda: person.sees(QRadioButton, "MIDI"))
    assert person.find(QRadioButton, "MIDI").isChecked()
    person.click("Save")
    save(person, tmp_path / "song.mid")
    person.waits_until(lambda: "is exported" in person.notice())
    tracks = read_midi(tmp_path / "song.mid").tracks
    assert [(track.name, track.program, track.is_drums) for track in tracks] == [
        ("Lead", 81, False),
        ("Original", 0, True),
    ]
    assert [note.pitch for note in tracks[0].notes] == PITCHES


def test_notes_alone_whose_song_is_gone_are_saved_from_a_dialog(person: Person, song: Path, tmp_path: Path) -> None:
    song.unlink()
    person.click("Open")
    name = person.window.songs()[0].results[0].results.documents[0].name
    person.click(f"Save a copy of {name}")
    save(person, tmp_path / "kept.mid")
    person.waits_until(lambda: "kept.mid" in person.notice())
    assert read_midi(tmp_path / "kept.mid").tracks[0].name == "Lead"
    (dialog,) = [made for made in person.window.findChildren(QDialog) if made.isVisible()]
    assert dialog.windowTitle() == "a song.wav"


def test_the_song_itself_has_the_notes_that_were_made_of_it_when_somebody_wants_to_see_them(person: Person) -> None:
    songs = person.find(QListView, "Songs")
    songs.setFocus()
    songs.setCurrentIndex(songs.model().index(0, 0))
    songs.activated.emit(songs.currentIndex())
    person.waits_until(lambda: song_plays(person))
    drawn = drawn_pitches(person)
    person.press(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    person.waits_until(lambda: drawn[-1:] == [PITCHES])


def test_documents_without_a_song_say_why_their_notes_are_not_drawn(open_window: Open, tmp_path: Path) -> None:
    person = open_window()
    (tmp_path / "a.mid").write_bytes(midi_bytes(SENT))
    person.window.result_opener.loaded_stems(
        LoadedStems("Song", verbatim("model"), (), None, None, (tmp_path / "a.mid",))
    )
    person.waits_until(lambda: person.sees(QPushButton, "Save a copy of a.mid"))
    assert any("Notes are shown over a song" in label.text() for label in person.window.findChildren(QLabel))


def test_over_a_whole_song_drums_are_drawn_only_where_there_is_nothing_else() -> None:
    assert matched(SENT, "song", [SONG]) == {SONG: NOTES}
    assert matched(MidiSong(SENT.tracks[1:]), "song", [SONG]) == {SONG: DRUMS}
