"""The export dialog in the real window: it says what will be in the file, keeps still, and leaves nothing half made."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
)

from stemdesk.audio.files import atomic_file
from stemdesk.audio.files.disk import cannot_write
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.files.sndfile_writer import SoundFileWriter
from stemdesk.audio.files.tags import read_lyrics
from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.audio.transcription.tempo_map import Clock
from stemdesk.core.jobs import Results
from stemdesk.core.music.lyrics import LyricLine
from stemdesk.core.music.notes import Note
from stemdesk.core.song_files import SongFile
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.gui.base.theme import DARK, LIGHT, Tokens, style_sheet
from stemdesk.gui.export import notes_file, save_place
from stemdesk.gui.export.export_dialog import ExportDialog
from stemdesk.gui.export.export_source import kept_source
from stemdesk.gui.tracks.track_header import TrackHeader
from stemdesk.inference import fetch
from stemdesk.inference.known import known_models
from stemdesk.jobs.store import Song, StoredResult
from tests.gui.conftest import Person, type_name
from tests.sounds import make_song

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Samples

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass", "other")


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    for number, stem in enumerate(STEMS):
        make_song(tmp_path / "stems" / f"{stem}.wav", 20.0, noise=number)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals") and person.window.playback.frames > 0)
    return person


def export(person: Person, kind: str = "Mix as heard") -> QDialog:
    person.click("Export")
    person.find(QRadioButton, kind).setChecked(True)
    return person.find(QDialog, "Export")


def summary(dialog: QDialog) -> str:
    return next(label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "summary")


def choose(person: Person, name: str, words: str) -> None:
    box = person.find(QComboBox, name)
    assert box.findText(words) >= 0
    box.setCurrentIndex(box.findText(words))


def file_dialog(person: Person) -> QFileDialog:
    person.click("Save")
    person.waits_until(lambda: any(d.isVisible() for d in person.window.findChildren(QFileDialog)))
    (dialog,) = [d for d in person.window.findChildren(QFileDialog) if d.isVisible()]
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return dialog


def save(person: Person, target: Path) -> None:
    dialog = file_dialog(person)
    dialog.setDirectory(str(target if target.is_dir() else target.parent))
    type_name(dialog, str(target))
    dialog.accept()


def test_a_folder_that_does_not_answer_does_not_hold_the_window(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def free(folder: Path, name: str) -> str:
        asked.append(threading.current_thread() is threading.main_thread())
        return name

    monkeypatch.setattr(save_place, "free_name", free)
    export(player)
    save(player, tmp_path / "mix.wav")
    player.waits_until(lambda: "“mix.wav” is exported" in player.notice())
    assert asked == [False]


def troubles(dialog: QDialog) -> str:
    return " ".join(
        label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "warning" and label.isVisible()
    )


def test_it_says_whether_the_whole_song_or_the_loop_at_which_tempo_and_pitch_and_how_long_that_is(
    player: Person,
) -> None:
    dialog = export(player)
    assert summary(dialog) == "Whole song · length 0:20"
    dialog.reject()
    player.window.playback.set_loop(FrameRange(4 * 44_100, 12 * 44_100))
    player.window.practice.set_tempo(0.8)
    player.window.practice.set_semitones(-2)
    dialog = export(player)
    assert summary(dialog) == "Loop 0:04.0–0:12.0 · tempo 80 % · pitch −2 st · length 0:10.0"
    player.find(QCheckBox, "Loop range only").setChecked(False)
    assert summary(dialog) == "Whole song · tempo 80 % · pitch −2 st · length 0:25"
    player.find(QCheckBox, "Apply tempo and pitch changes").setChecked(False)
    assert summary(dialog) == "Whole song · length 0:20"


def test_a_loop_of_ten_seconds_but_for_some_frames_is_not_said_to_be_nine_seconds_long(player: Person) -> None:
    player.window.playback.set_loop(FrameRange(round(2.45 * 44_100), round(12.44 * 44_100)))
    assert summary(export(player)).endswith("length 0:10.0")


def test_the_proposed_name_says_what_is_in_the_file(player: Person) -> None:
    player.window.playback.set_loop(FrameRange(4 * 44_100, 12 * 44_100))
    player.window.practice.set_tempo(0.8)
    player.window.practice.set_semitones(-2)
    export(player)
    (proposed,) = file_dialog(player).selectedFiles()
    assert Path(proposed).name == "stems (mix, 0m4s–0m12s, 80 %, −2 st).wav"


def test_a_name_that_is_taken_is_not_proposed_again(player: Person, tmp_path: Path) -> None:
    (tmp_path / "stems" / "stems (mix).wav").write_text("mine")
    export(player)
    (proposed,) = file_dialog(player).selectedFiles()
    assert Path(proposed).name == "stems (mix) 2.wav"


def test_projects_say_what_they_carry_and_what_they_leave_out(player: Person) -> None:
    player.window.playback.set_loop(FrameRange(4 * 44_100, 12 * 44_100))
    player.window.practice.set_tempo(0.8)
    dialog = export(player, "REAPER project")
    assert "Loop 0:04.0–0:12.0 as a region and the time selection" in summary(dialog)
    assert "tempo 80 %" in summary(dialog).splitlines()[0]
    player.find(QRadioButton, "DAWproject").setChecked(True)
    assert "Loop 0:04.0–0:12.0 as two markers" in summary(dialog)
    assert "tempo 80 %" in summary(dialog).splitlines()[1]
    player.find(QRadioButton, "Native Instruments Stems").setChecked(True)
    assert "Loop 0:04.0–0:12.0, tempo 80 %, volume and pan" in summary(dialog).splitlines()[1]


def test_no_choice_moves_when_another_one_is_chosen(player: Person) -> None:
    dialog = export(player)
    player.waits_until(dialog.isVisible)

    def places() -> list[QPoint]:
        return [widget.mapTo(dialog, QPoint(0, 0)) for kind in (QRadioButton, QComboBox, QCheckBox, QPushButton)
                for widget in dialog.findChildren(kind) if widget.isVisible()]  # fmt: skip

    before, size = places(), dialog.size()
    for radio in dialog.findChildren(QRadioButton):
        radio.setChecked(True)
        player.waits_until(radio.isChecked)
        assert (places(), dialog.size()) == (before, size), radio.text()


def test_aiff_at_another_rate_in_mono(player: Person, tmp_path: Path) -> None:
    export(player)
    choose(player, "Format", "AIFF, 24 bit")
    choose(player, "Sample rate", "48 kHz")
    choose(player, "Channels", "Mono")
    save(player, tmp_path / "mix.aiff")
    player.waits_until(lambda: "“mix.aiff” is exported" in player.notice())
    info = soundfile.info(tmp_path / "mix.aiff")
    assert (info.format, info.samplerate, info.channels, info.frames) == ("AIFF", 48_000, 1, 20 * 48_000)


def test_one_stem_alone(player: Person, tmp_path: Path) -> None:
    dialog = export(player, "Individual stems (audible)")
    for stem in ("Vocals", "Drums", "Other"):
        player.find(QCheckBox, f"Export {stem}").setChecked(False)
    assert "1 file" in summary(dialog)
    out = tmp_path / "out"
    out.mkdir()
    save(player, out)
    player.waits_until(lambda: "is exported" in player.notice())
    assert [path.name for path in out.iterdir()] == ["stems (bass).wav"]


def test_no_stem_at_all_cannot_be_saved(player: Person) -> None:
    export(player, "Individual stems (audible)")
    for stem in ("Vocals", "Drums", "Bass", "Other"):
        player.find(QCheckBox, f"Export {stem}").setChecked(False)
    assert not player.find(QPushButton, "Save").isEnabled()


def test_the_newest_results_of_several_songs_in_one_go(open_window: Open, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        for number, stem in enumerate(("vocals", "bass")):
            make_song(tmp_path / folder / f"{stem}.wav", 1.0, noise=number)
    person = open_window(tmp_path / "one", tmp_path / "two")
    person.waits_until(lambda: len(person.window.songs_panel.selected()) == 2)
    person.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.sees(QDialog, "Export"))
    assert "2 song" in summary(person.find(QDialog, "Export"))
    out = tmp_path / "out"
    out.mkdir()
    save(person, out)
    person.waits_until(lambda: "is exported" in person.notice())
    assert sorted(path.name for path in out.iterdir()) == ["one (mix).wav", "two (mix).wav"]


def test_a_cancelled_export_of_stems_leaves_none_of_them(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    written: list[Path] = []
    before = SoundFileWriter.close

    def close(self: SoundFileWriter) -> None:
        before(self)
        written.append(self._path)
        if len(written) == 2:
            stop.set()  # as Cancel does, while the second is being finished

    export(player, "Individual stems (audible)")
    monkeypatch.setattr(SoundFileWriter, "close", close)
    stop = player.window.findChildren(ExportDialog)[0]._stop
    save(player, out)
    player.waits_until(lambda: len(written) == 2 and not list(out.iterdir()))


@pytest.mark.parametrize("kind", ["Mix as heard", "REAPER project"])
def test_a_folder_that_may_not_be_written_to_is_named_and_the_choices_stay(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()

    @contextmanager
    def refuse(target: Path) -> Iterator[Path]:  # root, as whom tests may run, is never refused by the system
        if target.parent == locked:
            raise PermissionError(13, "Permission denied", str(target))
        yield target

    monkeypatch.setattr(atomic_file, "atomic_write", refuse)
    dialog = export(player, kind)
    save(player, locked / ("mix.wav" if kind == "Mix as heard" else "mix.rpp"))
    player.waits_until(lambda: "cannot be written to" in troubles(dialog))
    assert str(locked) in troubles(dialog)
    assert player.find(QPushButton, "Save").isEnabled()


def test_a_full_disk_is_told_and_nothing_is_left(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: SoundFileWriter, _block: Samples) -> None:
        raise cannot_write(self._path)

    monkeypatch.setattr(SoundFileWriter, "write", write)
    monkeypatch.setattr("shutil.disk_usage", lambda _: os.terminal_size((0, 0)) and type("Usage", (), {"free": 0}))
    out = tmp_path / "out"
    out.mkdir()
    dialog = export(player)
    save(player, out / "mix.wav")
    player.waits_until(lambda: "is full" in troubles(dialog))
    assert list(out.iterdir()) == []
    assert player.find(QPushButton, "Save").isEnabled()


def test_mute_ranges_of_stems_at_another_rate_than_the_song_s_stay_where_they_were(tmp_path: Path) -> None:
    stem = StemFile("vocals", make_song(tmp_path / "vocals.wav", 2.0))
    file = SongFile(tmp_path / "song.wav", 96_000, 48_000, 2, "PCM_16")
    song = Song(1, file, 0.0, (StoredResult(1, 1, None, text("stems"), Results(tmp_path, (stem,)), 0.0),))
    kept = {"rate": 44_100, "silenced": {"vocals": [[44_100, 88_200]]}}
    source = kept_source(song, kept)
    assert source is not None
    assert source.mute_ranges == ((FrameRange(44_100, 88_200),),)


def test_a_name_without_an_ending_gets_it_before_it_is_asked_whether_to_replace(player: Person) -> None:
    export(player)
    assert file_dialog(player).defaultSuffix() == "wav"


def test_an_error_that_nobody_foresaw_leaves_the_dialog_ready_for_another_try(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("stemdesk.gui.export.export_plan.carry_out", fails)
    dialog = export(player)
    save(player, tmp_path / "mix.wav")
    player.waits_until(lambda: troubles(dialog) != "")
    assert player.find(QPushButton, "Save").isEnabled()


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_radio_buttons_are_drawn_in_the_themes_colours_and_focus_is_not_the_colour_of_what_is_chosen(
    tokens: Tokens,
) -> None:
    sheet, accent = style_sheet(tokens), tokens.accent
    assert "QRadioButton::indicator {" in sheet
    focused = [line for line in sheet.splitlines() if ":focus" in line and ":checked" not in line]
    assert focused
    assert [line for line in focused if accent in line] == []


def test_lyrics_are_written_into_the_file_with_the_times_that_they_have_there(player: Person, tmp_path: Path) -> None:
    words = "[00:01.00]before\n[00:04.00]one\n[00:08.00]two\n[00:14.00]after\n"
    (tmp_path / "stems" / "stems.lrc").write_text(words, "utf-8")
    player.window.playback.set_loop(FrameRange(5 * 44_100, 12 * 44_100))
    player.window.practice.set_tempo(0.5)
    export(player)
    player.waits_until(player.find(QCheckBox, "Write lyrics into the tags").isEnabled)
    player.find(QCheckBox, "Write lyrics into the tags").setChecked(True)
    choose(player, "Format", "FLAC, 24 bit")
    save(player, tmp_path / "mix.flac")
    player.waits_until(lambda: "“mix.flac” is exported" in player.notice())
    assert read_lyrics(tmp_path / "mix.flac") == (LyricLine(0.0, "one"), LyricLine(6.0, "two"))


def test_without_lyrics_there_are_none_to_write(player: Person, tmp_path: Path) -> None:
    export(player)
    assert not player.find(QCheckBox, "Write lyrics into the tags").isEnabled()
    save(player, tmp_path / "mix.wav")
    player.waits_until(lambda: "“mix.wav” is exported" in player.notice())
    assert read_lyrics(tmp_path / "mix.wav") == ()


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which stems were listened to for notes; each has two."""
    asked: list[str] = []

    def notes_of(stem: StemFile, _cache: Path, *, report: Callable[[float], None]) -> tuple[Note, ...]:
        asked.append(stem.stem)
        report(1.0)
        return (Note(0.5, 1.0, 40, 90), Note(1.0, 2.0, 42, 90))

    monkeypatch.setattr(notes_file, "notes_of", notes_of)
    monkeypatch.setattr(notes_file, "missing_network", lambda *_: None)
    return asked


def test_the_notes_of_chosen_stems_with_tempo_and_markers(player: Person, tmp_path: Path, listened: list[str]) -> None:
    player.waits_until(lambda: bool(player.window.practice.arrangement.sections))  # what is heard last
    player.window.practice.mark("Verse", 44_100)
    dialog = export(player, "MIDI")
    player.find(QCheckBox, "Export Other").setChecked(False)
    assert "3 track" in summary(dialog)
    assert "1 marker" in summary(dialog)
    save(player, tmp_path / "song")
    player.waits_until(lambda: "is exported" in player.notice())
    assert listened == ["vocals", "drums", "bass"]
    song = read_midi(tmp_path / "song.mid")
    assert [(track.name, track.is_drums) for track in song.tracks] == [
        ("Vocals", False), ("Drums", True), ("Bass", False),
    ]  # fmt: skip
    assert [(round(seconds, 2), name) for seconds, name in song.markers] == [(0.0, "A"), (1.0, "Verse")]
    beats = player.window.practice.beats
    if beats is not None:
        ticks = [Clock(song.tempo_map).tick(frame / player.window.playback.rate) for frame in beats.frames]
        assert {after - before for before, after in pairwise(ticks)} <= set(range(950, 971))


def test_the_menu_of_a_track_exports_its_notes_alone(player: Person, tmp_path: Path, listened: list[str]) -> None:
    (head,) = [row for row in player.window.findChildren(TrackHeader) if row.accessibleName() == "Bass"]
    at = QPoint(20, 10)
    QApplication.sendEvent(head, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, head.mapToGlobal(at)))
    (menu,) = [menu for menu in player.window.findChildren(QMenu) if menu.isVisible()]
    (action,) = [action for action in menu.actions() if action.text() == "Export MIDI…"]
    menu.close()
    action.trigger()
    dialog = player.find(QDialog, "Export")
    assert "1 track" in summary(dialog)
    save(player, tmp_path / "bass.mid")
    player.waits_until(lambda: "is exported" in player.notice())
    assert listened == ["bass"]
    (track,) = read_midi(tmp_path / "bass.mid").tracks
    assert (track.name, track.program, len(track.notes)) == ("Bass", 33, 2)


def test_notes_that_a_service_sent_are_exported_in_place_of_heard_ones(
    player: Person, tmp_path: Path, listened: list[str]
) -> None:
    playback = player.window.playback
    assert playback.loaded_stems is not None
    sent = MidiSong((MidiTrack("Bass", tuple(Note(n, n + 0.5, 50 + n) for n in range(5))),))
    (tmp_path / "sent.mid").write_bytes(midi_bytes(sent))
    playback.load(replace(playback.loaded_stems, documents=(tmp_path / "sent.mid",)))
    player.waits_until(lambda: playback.frames > 0)
    export(player, "MIDI")
    save(player, tmp_path / "song.mid")
    player.waits_until(lambda: "is exported" in player.notice())
    assert listened == ["vocals", "drums", "other"]
    (bass,) = [track for track in read_midi(tmp_path / "song.mid").tracks if track.name == "Bass"]
    assert [note.pitch for note in bass.notes] == [50, 51, 52, 53, 54]


def test_exporting_notes_gets_the_file_that_they_need_and_says_so(
    player: Person, tmp_path: Path, listened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    model = known_models()["notes"]

    def get(_stop: Callable[[], bool], wanted: object, report: Callable[[float], None]) -> None:
        assert wanted is model
        report(0.25)
        may_go_on.wait(30)

    monkeypatch.setattr(notes_file, "missing_network", lambda *_: model)
    monkeypatch.setattr(fetch, "get", get)
    dialog = export(player, "MIDI")
    save(player, tmp_path / "song.mid")
    player.waits_until(lambda: summary(dialog).startswith("Getting a trained file of"))
    player.waits_until(lambda: player.find(QProgressBar, "Export progress").value() == 250)
    assert listened == []
    may_go_on.set()
    player.waits_until(lambda: "is exported" in player.notice())
    assert listened == ["vocals", "drums", "bass", "other"]
