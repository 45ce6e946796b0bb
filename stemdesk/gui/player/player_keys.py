"""The keys of the player, and where they stand in the menus."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from stemdesk.audio.dsp.mixer import LOUDEST_DB, SILENT_DB
from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.widgets.shortcuts import Menu, Shortcut, in_menu

if TYPE_CHECKING:
    from stemdesk.gui.player.player_view import PlayerView
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_SEEK_SECONDS: Final = 5.0
_FINE_SECONDS: Final = 0.5
_TEMPO_STEP: Final = 0.05
#: What is heard or seen wherever one is; all else of the player is for when it is in sight.
_ANYWHERE: Final = frozenset({"Home", "End", "Left", "Right", "Shift+Left", "Shift+Right", "Shift+W"})


def player_keys(playback: Playback, practice: Practice, view: PlayerView) -> list[Shortcut]:
    """In the order of the page that F1 shows."""

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
        Shortcut("Home", lambda: playback.seek(0), tr("Go to start, go to end"), "Home  End", label=tr("Go to start")),
        Shortcut("End", lambda: playback.seek(playback.frames), label=tr("Go to end")),
        Shortcut("Left", lambda: by(-_SEEK_SECONDS), tr("Skip back or forward 5 s, with Shift 0.5 s"), "←  →",
            label=tr("Skip back 5 s"), repeats=True),
        Shortcut("Right", lambda: by(_SEEK_SECONDS), label=tr("Skip forward 5 s"), repeats=True),
        Shortcut("Shift+Left", lambda: by(-_FINE_SECONDS), repeats=True),
        Shortcut("Shift+Right", lambda: by(_FINE_SECONDS), repeats=True),
        Shortcut("L", view.toggle_loop, tr("Loop on or off"), label=tr("Loop"), is_first=True,
            is_on=lambda: playback.loop is not None),
        Shortcut("[", lambda: view.move_loop_end(start=True), tr("Loop start or end at the playhead"), "[  ]",
            label=tr("Loop start at the playhead")),
        Shortcut("]", lambda: view.move_loop_end(start=False), label=tr("Loop end at the playhead")),
        Shortcut("M", mute, tr("Mute or solo the selected track"), "M  S", label=tr("Mute the selected track"),
            is_first=True),
        Shortcut("S", solo, label=tr("Solo the selected track")),
        *_track_keys(playback, view),
        Shortcut("+", lambda: practice.set_tempo(playback.settings.tempo + _TEMPO_STEP), tr("Tempo up and down"), "+  −",
            label=tr("Tempo up"), is_first=True, repeats=True),
        Shortcut("=", lambda: practice.set_tempo(playback.settings.tempo + _TEMPO_STEP), repeats=True),
        Shortcut("-", lambda: practice.set_tempo(playback.settings.tempo - _TEMPO_STEP), label=tr("Tempo down"),
            repeats=True),
        Shortcut("Ctrl+Up", lambda: practice.set_semitones(playback.settings.semitones + 1),
            tr("Pitch up and down by a semitone"), "Ctrl+↑  Ctrl+↓", label=tr("Pitch up by a semitone"), repeats=True),
        Shortcut("Ctrl+Down", lambda: practice.set_semitones(playback.settings.semitones - 1),
            label=tr("Pitch down by a semitone"), repeats=True),
        Shortcut("A", lambda: playback.flip(MonitorSource.ORIGINAL), tr("Original instead of the stems"), is_first=True,
            is_on=lambda: playback.heard is MonitorSource.ORIGINAL, can=lambda: playback.has_original),
        Shortcut("R", lambda: playback.flip(MonitorSource.RESIDUAL), tr("Residual: the original minus the stems"),
            is_on=lambda: playback.heard is MonitorSource.RESIDUAL, can=lambda: playback.has_original),
        Shortcut("B", view.press_rival, tr("The same stems from another result")),
        Shortcut("C", lambda: practice.set_metronome(not practice.metronome), tr("Metronome"), is_first=True,
            is_on=lambda: practice.metronome),
        Shortcut("T", practice.tap, tr("Tap the tempo while it plays")),
        Shortcut("P", view.toggle_practice, tr("Practice panel"), menu=Menu.VIEW, is_first=True),
        Shortcut("W", view.lyrics.toggle.toggle, tr("Lyrics"), menu=Menu.VIEW, is_on=view.lyrics.toggle.isChecked),
        Shortcut("Shift+W", view.lyrics.full_screen, tr("Karaoke on the full screen"), menu=Menu.VIEW,
            can=lambda: bool(playback.frames)),
        Shortcut("Ctrl+J", view.type_position, tr("Type a time or a bar to go to"), is_first=True),
        Shortcut("N", view.mark_here, tr("Add a marker at the playhead")),
        Shortcut("Ctrl+Left", lambda: practice.go_to_marker(forward=False), tr("Previous or next marker"), "Ctrl+←  Ctrl+→",
            label=tr("Previous marker")),
        Shortcut("Ctrl+Right", lambda: practice.go_to_marker(forward=True), label=tr("Next marker")),
        Shortcut(",", lambda: view.arrangement.go_to_part(forward=False), tr("Previous or next part of the song"),
            ",  .", label=tr("Previous part")),
        Shortcut(".", lambda: view.arrangement.go_to_part(forward=True), label=tr("Next part")),
        Shortcut("Ctrl+L", view.arrangement.loop_part, tr("Loop the part at the playhead"),
            can=lambda: bool(practice.arrangement.sections)),
        Shortcut("K", view.arrangement.toggle_large, tr("Large chords"), menu=Menu.VIEW,
            can=lambda: practice.arrangement.has_chords),
        Shortcut("F2", words=tr("Rename the selected marker")),
        Shortcut("Delete", words=tr("Delete the selected marker, or mute the selected range")),
        Shortcut("Esc", words=tr("Clear the selection")),
        Shortcut("Shift+L", view.keep_loop, tr("Save the loop under a name")),
        Shortcut("Ctrl+=", lambda: view.zoom(2.0), tr("Zoom in, out, and back to the whole song"), "Ctrl+  +  −  0",
            label=tr("Zoom in"), menu=Menu.VIEW, repeats=True),
        Shortcut("Ctrl++", lambda: view.zoom(2.0), repeats=True),
        Shortcut("Ctrl+-", lambda: view.zoom(0.5), label=tr("Zoom out"), menu=Menu.VIEW, repeats=True),
        Shortcut("Ctrl+0", lambda: view.zoom(0.0), label=tr("Whole song"), menu=Menu.VIEW),
        Shortcut("F", view.follow, tr("Follow the playhead"), menu=Menu.VIEW),
        Shortcut("Shift+N", partial(toggle_notes, playback), tr("Show the notes of all tracks"), menu=Menu.VIEW,
            is_on=lambda: bool(playback.looks.notes), can=lambda: bool(playback.frames)),
    ]  # fmt: skip
    for number in range(1, 10):
        first = number == 1
        words = tr("Select a track; with Alt, solo it") if first else ""
        table.append(Shortcut(str(number), partial(view.select_track, number - 1), words, "1 – 9", label=lambda: ""))
        table.append(Shortcut(f"Alt+{number}", partial(only, number - 1)))
    table = [key if key.keys in _ANYWHERE else replace(key, is_in_sight=view.isVisible) for key in table]
    return in_menu(Menu.PLAYBACK, table)


def toggle_notes(playback: Playback) -> None:
    """Of all tracks that have any; if some are shown, none are shown then."""
    loaded = playback.loaded_stems
    if loaded is not None and loaded.partial is None:
        stems = [stem.stem for stem in loaded.stems if playing_of(stem.stem) is not Playing.NOTHING]
        playback.looks.show_notes(playback.looks.notes or stems, on=not playback.looks.notes)


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
        Shortcut("Alt+Shift+Up", lambda: louder(1.0), tr("Level of the selected track, by 1 dB"), "Alt+Shift+↑  ↓",
            label=tr("Louder by 1 dB"), repeats=True),
        Shortcut("Alt+Shift+Down", lambda: louder(-1.0), label=tr("Softer by 1 dB"), repeats=True),
        Shortcut("Alt+Shift+PgUp", lambda: louder(0.1), tr("Level of the selected track, by 0.1 dB"),
            "Alt+Shift+PgUp  PgDn", label=tr("Louder by 0.1 dB"), repeats=True),
        Shortcut("Alt+Shift+PgDown", lambda: louder(-0.1), label=tr("Softer by 0.1 dB"), repeats=True),
        Shortcut("Alt+Shift+Left", lambda: aside(-0.1), tr("Pan of the selected track"), "Alt+Shift+←  →",
            label=tr("Pan to the left"), repeats=True),
        Shortcut("Alt+Shift+Right", lambda: aside(0.1), label=tr("Pan to the right"), repeats=True),
        Shortcut("Alt+Up", lambda: view.move_track(-1), tr("Move the selected track up or down"), "Alt+↑  Alt+↓",
            label=tr("Move the track up")),
        Shortcut("Alt+Down", lambda: view.move_track(1), label=tr("Move the track down")),
    ]  # fmt: skip
