"""The player in the window: mixing by mouse and keys, loop, the original, export; without any sound card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QSlider,
    QWidget,
)

from stemdesk.audio.export.mix_settings import span_of
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.core.song_files import SongKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import verbatim
from stemdesk.gui.session.loaded_stems import ComparisonResult, MonitorSource
from stemdesk.gui.session.practice import Marker
from stemdesk.gui.tracks.track_header import TrackHeader
from tests.gui.conftest import Person, type_name
from tests.sounds import decibels, make_song, music, read, write

Open = Callable[..., Person]
STEMS = ("vocals", "drums", "bass")


@pytest.fixture
def player(open_window: Open, tmp_path: Path) -> Person:
    """Three stems of two seconds, on; together they stay below full scale."""
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(STEMS):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.4) * music(2.0, seed=seed), 44_100)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    return person


def test_keys_choose_mute_and_solo_lanes(player: Person) -> None:
    player.press(Qt.Key.Key_2)
    player.press(Qt.Key.Key_M)
    assert player.find(QPushButton, "Mute Drums").isChecked()
    player.press(Qt.Key.Key_3)
    player.press(Qt.Key.Key_S)
    assert player.find(QPushButton, "Solo Bass").isChecked()
    player.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert player.find(QPushButton, "Solo Vocals").isChecked()
    assert not player.find(QPushButton, "Solo Bass").isChecked()


def test_keys_leave_tracks_and_settings_alone_while_the_player_is_out_of_sight(player: Person) -> None:
    playback, practice = player.window.playback, player.window.practice
    player.press(Qt.Key.Key_2)
    player.click("Show split")
    before = list(playback.tracks), playback.settings, playback.loop, playback.heard
    for key in (Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_L, Qt.Key.Key_Plus, Qt.Key.Key_C, Qt.Key.Key_N, Qt.Key.Key_3):
        player.press(key)
    player.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert (list(playback.tracks), playback.settings, playback.loop, playback.heard) == before
    assert not practice.metronome
    assert practice.markers == []
    assert player.window.player.selected_track == 1
    player.press(Qt.Key.Key_End)  # the transport is heard wherever one is
    player.waits_until(lambda: playback.position == playback.frames)
    player.click("Show player")
    player.press(Qt.Key.Key_M)
    assert player.find(QPushButton, "Mute Drums").isChecked()


def test_the_volume_fader_says_its_decibels_and_a_double_click_puts_it_back(player: Person) -> None:
    fader = player.find(QSlider, "Volume Bass")
    fader.setValue(-12)
    assert player.window.playback.tracks[2].gain_db == -6.0
    QTest.mouseDClick(fader, Qt.MouseButton.LeftButton)
    assert player.window.playback.tracks[2].gain_db == 0.0


def test_a_region_dragged_in_the_ruler_is_the_loop(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")
    left, right = QPoint(canvas.width() // 4, 10), QPoint(canvas.width() * 3 // 4, 10)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, left)
    QTest.mouseMove(canvas, right)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, right)
    loop = player.window.playback.loop
    assert loop is not None
    assert abs(loop.start / 44_100 - 0.5) < 0.02
    assert abs(loop.end / 44_100 - 1.5) < 0.02
    assert player.find(QPushButton, "Loop").isChecked()
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop is None
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop == loop


def test_clicks_and_keys_move_the_playhead(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2, 80))
    assert abs(canvas.value() - 1000) < 20
    player.press(Qt.Key.Key_Home)
    assert canvas.value() == 0
    player.press(Qt.Key.Key_End)
    assert canvas.value() == 2000
    player.waits_until(lambda: player.window.playback.position == 88_200)
    player.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.value() == 1500


def test_by_keyboard_alone_return_presses_what_has_the_focus_and_space_plays(player: Person) -> None:
    mute = player.find(QPushButton, "Mute Drums")
    mute.setFocus()
    QTest.keyClick(mute, Qt.Key.Key_Return)
    assert mute.isChecked()
    QTest.keyClick(mute, Qt.Key.Key_Space)
    assert mute.isChecked()


def test_a_screen_reader_that_sets_the_position_seeks(player: Person) -> None:
    player.find(QAbstractSlider, "Position").setValue(1500)
    player.waits_until(lambda: player.window.playback.position == 66_150)


def save_as(player: Person, target: Path) -> None:
    """Save in the export dialog, then the file."""
    player.click("Save")
    player.waits_until(lambda: any(d.isVisible() for d in player.window.findChildren(QFileDialog)))
    (dialog,) = [d for d in player.window.findChildren(QFileDialog) if d.isVisible()]
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # Qt's own question is Qt's to test
    dialog.setDirectory(str(target.parent))
    type_name(dialog, str(target))
    dialog.accept()


def test_export_writes_what_is_heard(player: Person, tmp_path: Path) -> None:
    player.click("Mute Drums")
    player.find(QSlider, "Volume Bass").setValue(-12)
    player.click("Export")
    target = tmp_path / "what I hear.wav"
    save_as(player, target)
    player.waits_until(lambda: "is exported" in player.notice())
    stems = {name: read(tmp_path / "stems" / f"{name}.wav") for name in STEMS}
    true = stems["vocals"] + np.float32(10 ** (-6 / 20)) * stems["bass"]
    assert decibels(read(target) - np.clip(true, -1, 1)) < -100


def test_karaoke_is_everything_but_the_voice(player: Person, tmp_path: Path) -> None:
    player.click("Export")
    player.find(QRadioButton, "Karaoke").setChecked(True)
    save_as(player, tmp_path / "sing along.wav")
    player.waits_until(lambda: "is exported" in player.notice())
    stems = [read(tmp_path / "stems" / f"{name}.wav") for name in ("drums", "bass")]
    assert decibels(read(tmp_path / "sing along.wav") - np.sum(stems, axis=0)) < -100


def test_each_stem_goes_into_a_folder_and_never_over_another(player: Person, tmp_path: Path) -> None:
    folder = tmp_path / "for the band"
    folder.mkdir()
    (folder / "stems (drums).wav").write_text("somebody's")
    player.click("Mute Bass")
    player.click("Export")
    player.find(QRadioButton, "Individual stems (audible)").setChecked(True)
    player.click("Save")
    player.waits_until(lambda: any(d.isVisible() for d in player.window.findChildren(QFileDialog)))
    (dialog,) = [d for d in player.window.findChildren(QFileDialog) if d.isVisible()]
    dialog.setDirectory(str(folder))
    type_name(dialog, str(folder))
    dialog.accept()
    player.waits_until(lambda: "is exported" in player.notice())
    assert sorted(path.name for path in folder.iterdir()) == [
        "stems (drums) 2.wav", "stems (drums).wav", "stems (vocals).wav",
    ]  # fmt: skip
    assert (folder / "stems (drums).wav").read_text() == "somebody's"
    assert decibels(read(folder / "stems (drums) 2.wav") - read(tmp_path / "stems" / "drums.wav")) < -100


def test_an_export_over_a_stem_is_refused_and_the_stem_is_still_there(player: Person, tmp_path: Path) -> None:
    before = (tmp_path / "stems" / "bass.wav").read_bytes()
    player.click("Export")
    save_as(player, tmp_path / "stems" / "bass.wav")
    player.waits_until(lambda: any("own files" in label.text() for label in player.window.findChildren(QLabel)))
    assert (tmp_path / "stems" / "bass.wav").read_bytes() == before


def test_an_export_over_a_stem_through_a_linked_folder_is_refused(player: Person, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(tmp_path / "stems", target_is_directory=True)
    before = (tmp_path / "stems" / "bass.wav").read_bytes()
    player.click("Export")
    save_as(player, tmp_path / "linked" / "bass.wav")
    player.waits_until(lambda: any("own files" in label.text() for label in player.window.findChildren(QLabel)))
    assert (tmp_path / "stems" / "bass.wav").read_bytes() == before


def test_a_cancelled_export_leaves_nothing(player: Person, tmp_path: Path) -> None:
    player.click("Export")
    save_as(player, tmp_path / "out" / ".." / "mix.wav")
    player.find(QDialog, "Export").reject()
    player.waits_until(lambda: not player.sees(QDialog, "Export"))
    player.waits_until(lambda: not list(tmp_path.glob(".*.part")))


def test_the_window_closes_as_an_export_ends(player: Person, tmp_path: Path) -> None:
    player.click("Export")
    dialog = player.find(QDialog, "Export")
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(player.window.close)
    save_as(player, tmp_path / "mix.wav")
    player.waits_until(lambda: not player.window.isVisible())
    assert (tmp_path / "mix.wav").exists()


def test_tempo_and_pitch_are_typed_and_keyed_and_shown(player: Person) -> None:
    box = player.find(QDoubleSpinBox, "Tempo")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "80")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert player.window.playback.settings.tempo == 0.8
    player.press(Qt.Key.Key_Plus)
    assert player.window.playback.settings.tempo == 0.85
    player.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    player.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert player.window.playback.settings.semitones == -2
    assert player.find(QDoubleSpinBox, "Pitch").text() == "−2 st"
    assert box.text() == "85 %"


def test_a_drag_with_shift_on_a_lane_is_played_by_oneself(player: Person) -> None:
    canvas = player.find(QAbstractSlider, "Position")
    track = canvas.height() * 3 // 4  # bass
    start, end = QPoint(canvas.width() // 4, track), QPoint(canvas.width() // 2, track)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, shift, start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, shift, end)
    (span,) = player.window.practice.mute_ranges["bass"]
    assert abs(span.start / 44_100 - 0.5) < 0.02
    assert abs(span.end / 44_100 - 1.0) < 0.02
    assert player.window.playback.mute_ranges[2] == (span,)
    player.window.practice.unsilence("bass", 33_000)
    assert player.window.playback.mute_ranges == ((), (), ())


def test_the_wheel_zooms_around_the_mouse_and_the_corner_shows_the_whole_song_again(
    open_window: Open, tmp_path: Path
) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 20.0)
    player = open_window(tmp_path / "stems")
    player.waits_until(lambda: player.sees(QPushButton, "Mute Vocals"))
    canvas, timeline = player.find(QAbstractSlider, "Position"), player.window.player.timeline
    wheel(canvas, QPoint(canvas.width() // 2, 100), 360, Qt.KeyboardModifier.ControlModifier)
    assert timeline.span < 11
    assert abs(timeline.at(canvas.width() / 2, canvas.width()) - 10.0) < 0.05
    wheel(canvas, QPoint(5, 100), -240, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.first > 6
    assert not timeline.follows
    player.click("Whole song")
    assert (timeline.first, timeline.span) == (0.0, 20.0)
    for _ in range(20):
        player.click("Zoom in")
    assert timeline.span == 2.0


def wheel(widget: QWidget, at: QPoint, turn: int, modifier: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_loops_and_markers_get_names_and_come_back(player: Person) -> None:
    player.window.player.loop_between(0.5, 1.0)
    player.press(Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    name(player, "Solo")
    player.press(Qt.Key.Key_End)
    player.waits_until(lambda: player.window.playback.position == 88_200)
    player.press(Qt.Key.Key_N)
    field = player.find(QLineEdit, "Name of the marker")
    QTest.keyClicks(field, "Outro")
    QTest.keyClick(field, Qt.Key.Key_Return)
    practice = player.window.practice
    assert [(loop.name, loop.span.start) for loop in practice.loops] == [("Solo", 22_050)]
    assert [(marker.name, marker.frame) for marker in practice.markers] == [("Outro", 88_200)]
    player.press(Qt.Key.Key_L)
    assert player.window.playback.loop is None
    player.click("Loops and markers")
    (menu,) = [menu for menu in player.window.findChildren(QMenu) if menu.isVisible()]
    (solo,) = [action for action in menu.actions() if action.text().startswith("Solo")]
    solo.trigger()
    menu.close()
    assert player.window.playback.loop == practice.loops[0].span


def name(player: Person, words: str) -> None:
    (dialog,) = [dialog for dialog in player.window.findChildren(QInputDialog) if dialog.isVisible()]
    dialog.setTextValue(words)
    dialog.accept()
    player.window.activateWindow()  # which a window manager would do


def test_a_stem_or_several_are_dragged_out_as_files(
    player: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dropped: list[list[str]] = []

    def take(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        dropped.append([Path(url.toLocalFile()).name for url in drag.mimeData().urls()])
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)  # a real drag waits for a real mouse; tests/e2e does one
    (bass,) = [row for row in player.window.findChildren(TrackHeader) if row.accessibleName() == "Bass"]
    (vocals,) = [row for row in player.window.findChildren(TrackHeader) if row.accessibleName() == "Vocals"]
    drag(bass, Qt.KeyboardModifier.NoModifier)
    assert dropped == [["bass.wav"]]
    QTest.mouseClick(vocals, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(60, 8))
    drag(bass, Qt.KeyboardModifier.NoModifier)
    assert dropped[1] == ["vocals.wav", "bass.wav"]


def drag(widget: QWidget, modifier: Qt.KeyboardModifier) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, modifier, QPoint(40, 8))
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(80, 8), QPointF(widget.mapToGlobal(QPoint(80, 8))), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, modifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, modifier, QPoint(80, 8))


def test_the_mix_that_is_dragged_out_is_a_file_of_what_is_heard(
    player: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped: list[Path] = []

    def take(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        dropped.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    player.click("Mute Drums")
    player.window.player.loop_between(0.5, 1.5)
    handle = player.find(QPushButton, "Drag mix")
    QTest.mouseMove(handle)

    def dragged() -> bool:
        drag(handle, Qt.KeyboardModifier.NoModifier)
        return bool(dropped)

    player.waits_until(dragged)
    stems = [read(tmp_path / "stems" / f"{stem}.wav")[22_050:66_150] for stem in ("vocals", "bass")]
    heard = read(dropped[0])
    assert len(heard) == 44_100
    assert decibels(heard - np.sum(stems, axis=0)) < -100


def test_practice_marks_and_tempo_come_back_with_the_song(open_window: Open, tmp_path: Path) -> None:
    for stem in STEMS:
        make_song(tmp_path / "stems" / f"{stem}.wav", 6.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    practice = person.window.practice
    practice.set_tempo(0.7)
    practice.set_semitones(1.5)
    practice.mark("Chorus", 99_000)
    practice.set_mute_ranges("drums", FrameRange(1000, 50_000))
    person.window.player.loop_between(1.0, 2.0)
    practice.keep_loop("Riff")
    person.window.player.timeline.show(1.0, 3.0)
    person.quit()
    again = open_window()
    again.waits_until(lambda: len(again.rows("Songs")) == 2)
    (stems,) = [found for found in again.window.songs() if found.song_file.kind is SongKind.STEMS]
    again.window.result_opener.result(stems, stems.results[0])
    again.waits_until(lambda: again.window.playback.settings.tempo == 0.7)
    again.waits_until(lambda: bool(again.window.practice.loops))
    assert again.window.playback.settings.semitones == 1.5
    assert again.window.practice.markers == [Marker("Chorus", 99_000)]
    assert again.window.practice.mute_ranges == {"drums": [FrameRange(1000, 50_000)]}
    assert again.window.practice.loops[0].name == "Riff"
    assert again.window.player.timeline.span == 3.0


def test_what_was_kept_at_another_sample_rate_lies_at_the_same_moments() -> None:
    assert span_of([44_100, 88_200], 480_000, 48_000 / 44_100) == FrameRange(48_000, 96_000)
    assert span_of([44_100, 88_200], 70_000, 1.0) == FrameRange(44_100, 70_000)
    assert span_of(["x", 5], 100) is None
    assert span_of([90, 10], 100) is None


def test_what_is_left_is_the_original_without_the_stems_that_are_on(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.sees(QPushButton, "Residual"))
    person.waits_until(lambda: person.find(QPushButton, "Residual").isEnabled())
    person.click("Mute Vocals")
    person.press(Qt.Key.Key_R)
    assert person.find(QPushButton, "Residual").isChecked()
    settings = person.window.playback.track_settings()
    assert settings[0].muted
    assert all(setting.polarity_inverted and not setting.muted for setting in settings[1:-1])
    assert not settings[-1].muted
    person.press(Qt.Key.Key_A)
    assert not person.find(QPushButton, "Residual").isChecked()
    assert [setting.muted for setting in person.window.playback.track_settings()] == [True] * (len(settings) - 1) + [
        False
    ]


def test_two_results_of_a_song_are_compared_lane_by_lane_at_the_same_moment(open_window: Open, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        for stem in STEMS:
            make_song(tmp_path / folder / f"{stem}.wav", 3.0)
    person = open_window(tmp_path / "one")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    stems = [StemFile(stem, tmp_path / "two" / f"{stem}.wav") for stem in (*STEMS, "vocals")[::-1][:3]]
    loaded_stems = person.window.playback.loaded_stems
    assert loaded_stems is not None
    person.window.result_opener.loaded_stems(
        replace(loaded_stems, comparisons=(ComparisonResult(verbatim("Other model"), tuple(stems)),))
    )
    person.waits_until(lambda: person.sees(QPushButton, "Compare") and person.window.playback.frames > 0)
    person.window.playback.seek(66_150)
    person.click("Solo Drums")
    person.click("Compare")
    playback = person.window.playback
    person.waits_until(lambda: playback.heard is MonitorSource.COMPARISON and playback.position == 66_150)
    assert person.find(QPushButton, "Compare").text() == "B: Other model"
    heard = playback.track_settings()
    assert all(setting.muted for setting in heard[:3])
    assert [setting.muted for setting in heard[3:]] == [stem.stem != "drums" for stem in stems]
    person.press(Qt.Key.Key_B)
    assert playback.heard is MonitorSource.MIX
    assert playback.track_settings()[1].soloed


def test_stems_that_vanished_are_said_in_the_player(open_window: Open, tmp_path: Path) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 0.5)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    for name in STEMS:
        (tmp_path / "stems" / f"{name}.wav").unlink()
    song = person.window._songs.songs()[0]
    person.window.result_opener.result(song, song.results[0])
    from stemdesk.gui.player.player_view import PlayerView

    person.waits_until(lambda: person.find(PlayerView, "Play view").is_empty())


def test_a_and_b_are_the_stems_and_the_original(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.sees(QPushButton, "Original"))
    person.waits_until(lambda: person.find(QPushButton, "Original").isEnabled())
    person.press(Qt.Key.Key_A)
    assert person.find(QPushButton, "Original").isChecked()
    assert not person.window.playback.is_heard(0)
    person.click("Original")
    assert person.window.playback.is_heard(0)


def test_what_was_set_on_a_song_comes_back_with_it(open_window: Open, tmp_path: Path) -> None:
    for name in STEMS:
        make_song(tmp_path / "stems" / f"{name}.wav", 3.0)
    person = open_window(tmp_path / "stems")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.click("Mute Vocals")
    person.click("Solo Bass")
    person.find(QSlider, "Volume Drums").setValue(-60)
    person.window.player.loop_between(0.5, 1.5)
    before = list(person.window.playback.tracks)
    assert before[0].muted
    person.quit()
    again = open_window()
    again.waits_until(lambda: len(again.rows("Songs")) == 2)
    song = again.window.result_opener
    (stems,) = [found for found in again.window.songs() if found.song_file.kind is SongKind.STEMS]
    song.result(stems, stems.results[0])
    again.waits_until(lambda: again.window.playback.tracks == before)
    assert again.find(QPushButton, "Mute Vocals").isChecked()
    assert again.find(QPushButton, "Solo Bass").isChecked()
    again.waits_until(lambda: again.window.playback.loop is not None)
    assert again.window.playback.loop
    assert again.window.playback.loop.start == 22_050


def test_without_a_sound_card_the_whole_reason_can_be_read(player: Person) -> None:
    player.window.resize(1100, 720)
    words = "No sound output was found. Plug one in, or choose another one in the settings."
    player.window.playback.output_missing.emit(verbatim(words))
    (line,) = [label for label in player.window.findChildren(QLabel) if label.text() == words]
    assert line.isVisible()
    shown = line.fontMetrics().boundingRect(line.rect(), Qt.TextFlag.TextWordWrap, words)
    assert line.rect().contains(shown)
