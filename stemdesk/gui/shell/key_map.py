"""Which key does what in the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from stemdesk.audio.dsp.mixer import LOUDEST_DB, SILENT_DB
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.widgets.shortcuts import Shortcut

if TYPE_CHECKING:
    from stemdesk.gui.player.player_view import PlayerView
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.undo_history import UndoHistory

_SEEK_SECONDS: Final = 5.0
_FINE_SECONDS: Final = 0.5
_TEMPO_STEP: Final = 0.05


class ShortcutTargets(Protocol):
    """What the keys act on: the window."""

    @property
    def playback(self) -> Playback: ...
    @property
    def practice(self) -> Practice: ...
    @property
    def player(self) -> PlayerView: ...
    @property
    def undo_history(self) -> UndoHistory: ...
    def split_now(self) -> None: ...
    def pick_songs(self) -> None: ...
    def export_mix(self) -> None: ...
    def show_settings(self) -> None: ...
    def show_keys(self) -> None: ...


def key_map(window: ShortcutTargets) -> list[Shortcut]:
    """The keys of the house, in the order of the page that F1 shows."""
    playback, view, practice = window.playback, window.player, window.practice

    def by(seconds: float) -> None:
        playback.seek_seconds(playback.seconds + seconds)

    def mute() -> None:
        track = view.selected_track
        if 0 <= track < len(playback.tracks):
            playback.mute(track, not playback.tracks[track].muted)

    def solo() -> None:
        track = view.selected_track
        if 0 <= track < len(playback.tracks):
            playback.solo(track, not playback.tracks[track].soloed)

    def only(track: int) -> None:
        view.select_track(track)
        if track < len(playback.tracks):
            playback.solo(track, not playback.tracks[track].soloed, only=True)

    table = [
        Shortcut("Space", playback.toggle, tr("Play or pause")),
        Shortcut("Home", lambda: playback.seek(0), tr("Go to start, go to end"), "Home  End"),
        Shortcut("End", lambda: playback.seek(playback.frames)),
        Shortcut("Left", lambda: by(-_SEEK_SECONDS), tr("Skip back or forward 5 s, with Shift 0.5 s"), "←  →"),
        Shortcut("Right", lambda: by(_SEEK_SECONDS)),
        Shortcut("Shift+Left", lambda: by(-_FINE_SECONDS)),
        Shortcut("Shift+Right", lambda: by(_FINE_SECONDS)),
        Shortcut("L", view.toggle_loop, tr("Loop on or off")),
        Shortcut("[", lambda: view.move_loop_end(start=True), tr("Loop start or end at the playhead"), "[  ]"),
        Shortcut("]", lambda: view.move_loop_end(start=False)),
        Shortcut("M", mute, tr("Mute or solo the selected track"), "M  S"),
        Shortcut("S", solo),
        *_track_keys(playback, view),
        Shortcut("+", lambda: practice.set_tempo(playback.settings.tempo + _TEMPO_STEP), tr("Tempo up and down"), "+  −"),
        Shortcut("=", lambda: practice.set_tempo(playback.settings.tempo + _TEMPO_STEP)),
        Shortcut("-", lambda: practice.set_tempo(playback.settings.tempo - _TEMPO_STEP)),
        Shortcut("Ctrl+Up", lambda: practice.set_semitones(playback.settings.semitones + 1),
            tr("Pitch up and down by a semitone"), "Ctrl+↑  Ctrl+↓"),
        Shortcut("Ctrl+Down", lambda: practice.set_semitones(playback.settings.semitones - 1)),
        Shortcut("A", lambda: playback.flip(MonitorSource.ORIGINAL), tr("Original instead of the stems")),
        Shortcut("R", lambda: playback.flip(MonitorSource.RESIDUAL), tr("Residual: the original minus the stems")),
        Shortcut("B", view.press_rival, tr("The same stems from another result")),
        Shortcut("C", lambda: practice.set_metronome(not practice.metronome), tr("Metronome")),
        Shortcut("P", view.toggle_practice, tr("Practice panel")),
        Shortcut("Ctrl+J", view.type_position, tr("Type a time or a bar to go to")),
        Shortcut("N", view.mark_here, tr("Add a marker at the playhead")),
        Shortcut("Ctrl+Left", lambda: practice.go_to_marker(forward=False), tr("Previous or next marker"), "Ctrl+←  Ctrl+→"),
        Shortcut("Ctrl+Right", lambda: practice.go_to_marker(forward=True)),
        Shortcut("F2", words=tr("Rename the selected marker")),
        Shortcut("Delete", words=tr("Delete the selected marker, or mute the selected range")),
        Shortcut("Esc", words=tr("Clear the selection")),
        Shortcut("Shift+L", view.keep_loop, tr("Save the loop under a name")),
        Shortcut("Ctrl+=", lambda: view.zoom(2.0), tr("Zoom in, out, and back to the whole song"), "Ctrl+  +  −  0"),
        Shortcut("Ctrl++", lambda: view.zoom(2.0)),
        Shortcut("Ctrl+-", lambda: view.zoom(0.5)),
        Shortcut("Ctrl+0", lambda: view.zoom(0.0)),
        Shortcut("F", view.follow, tr("Follow the playhead")),
    ]  # fmt: skip
    for number in range(1, 10):
        first = number == 1
        words = tr("Select a track; with Alt, solo it") if first else ""
        table.append(Shortcut(str(number), partial(view.select_track, number - 1), words, "1 – 9"))
        table.append(Shortcut(f"Alt+{number}", partial(only, number - 1)))
    return [
        *table,
        Shortcut("Ctrl+Z", window.undo_history.undo, tr("Undo, redo"), "Ctrl+Z  Ctrl+Shift+Z"),
        Shortcut("Ctrl+Shift+Z", window.undo_history.redo),
        Shortcut("Ctrl+Y", window.undo_history.redo),
        Shortcut("Ctrl+Return", window.split_now, tr("Split the selected songs")),
        Shortcut("Ctrl+O", window.pick_songs, tr("Add songs")),
        Shortcut("Ctrl+E", window.export_mix, tr("Export the mix as heard")),
        Shortcut("Ctrl+,", window.show_settings, tr("Settings")),
        Shortcut("F1", window.show_keys, tr("Keyboard shortcuts")),
    ]


def _track_keys(playback: Playback, view: PlayerView) -> list[Shortcut]:
    """Levels and pans go by the keys that Audacity has for them."""

    def louder(decibels: float) -> None:
        track = view.selected_track
        if 0 <= track < len(playback.tracks):
            gain_db = max(SILENT_DB, playback.tracks[track].gain_db) + decibels
            playback.set_gain(track, min(LOUDEST_DB, max(SILENT_DB, round(gain_db, 1))))

    def aside(share: float) -> None:
        track = view.selected_track
        if 0 <= track < len(playback.tracks):
            playback.set_pan(track, min(1.0, max(-1.0, round(playback.tracks[track].pan + share, 2))))

    return [
        Shortcut("Alt+Shift+Up", lambda: louder(1.0), tr("Level of the selected track, by 1 dB"), "Alt+Shift+↑  ↓"),
        Shortcut("Alt+Shift+Down", lambda: louder(-1.0)),
        Shortcut("Alt+Shift+PgUp", lambda: louder(0.1), tr("Level of the selected track, by 0.1 dB"),
            "Alt+Shift+PgUp  PgDn"),
        Shortcut("Alt+Shift+PgDown", lambda: louder(-0.1)),
        Shortcut("Alt+Shift+Left", lambda: aside(-0.1), tr("Pan of the selected track"), "Alt+Shift+←  →"),
        Shortcut("Alt+Shift+Right", lambda: aside(0.1)),
        Shortcut("Alt+Up", lambda: view.move_track(-1), tr("Move the selected track up or down"), "Alt+↑  Alt+↓"),
        Shortcut("Alt+Down", lambda: view.move_track(1)),
    ]  # fmt: skip
