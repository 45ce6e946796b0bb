"""Which key does what in the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from stemdesk.gui.i18n import tr
from stemdesk.gui.keys import Key
from stemdesk.gui.loaded_stems import Heard

if TYPE_CHECKING:
    from stemdesk.gui.window import MainWindow

_SEEK_SECONDS: Final = 5.0
_FINE_SECONDS: Final = 0.5
_TEMPO_STEP: Final = 0.05


def key_table(window: MainWindow) -> list[Key]:
    """The keys of the house, in the order of the page that F1 shows."""
    playback, view, practice = window.playback, window.player, window.practice

    def by(seconds: float) -> None:
        playback.seek_seconds(playback.seconds + seconds)

    def mute() -> None:
        lane = view.selected_lane
        if 0 <= lane < len(playback.lanes):
            playback.mute(lane, not playback.lanes[lane].muted)

    def solo() -> None:
        lane = view.selected_lane
        if 0 <= lane < len(playback.lanes):
            playback.solo(lane, not playback.lanes[lane].soloed)

    def only(lane: int) -> None:
        view.select_lane(lane)
        if lane < len(playback.lanes):
            playback.solo(lane, not playback.lanes[lane].soloed, only=True)

    table = [
        Key("Space", playback.toggle, tr("Play or pause")),
        Key("Home", lambda: playback.seek(0), tr("To the start, to the end"), "Home  End"),
        Key("End", lambda: playback.seek(playback.frames)),
        Key("Left", lambda: by(-_SEEK_SECONDS), tr("Back and forward by 5 s, with Shift by half a second"), "←  →"),
        Key("Right", lambda: by(_SEEK_SECONDS)),
        Key("Shift+Left", lambda: by(-_FINE_SECONDS)),
        Key("Shift+Right", lambda: by(_FINE_SECONDS)),
        Key("L", view.toggle_loop, tr("Loop on or off")),
        Key("[", lambda: view.move_loop_end(start=True), tr("Loop start or end at the playhead"), "[  ]"),
        Key("]", lambda: view.move_loop_end(start=False)),
        Key("M", mute, tr("Mute or solo the chosen lane"), "M  S"),
        Key("S", solo),
        Key("+", lambda: practice.set_tempo(playback.course.tempo + _TEMPO_STEP), tr("Tempo up and down"), "+  −"),
        Key("=", lambda: practice.set_tempo(playback.course.tempo + _TEMPO_STEP)),
        Key("-", lambda: practice.set_tempo(playback.course.tempo - _TEMPO_STEP)),
        Key("Ctrl+Up", lambda: practice.set_semitones(playback.course.semitones + 1),
            tr("Pitch up and down by a semitone"), "Ctrl+↑  Ctrl+↓"),
        Key("Ctrl+Down", lambda: practice.set_semitones(playback.course.semitones - 1)),
        Key("A", lambda: playback.flip(Heard.ORIGINAL), tr("The original instead of the stems")),
        Key("R", lambda: playback.flip(Heard.REST), tr("What is left of the original without the stems")),
        Key("B", view.press_rival, tr("The same stems from another result")),
        Key("C", lambda: practice.set_metronome(not practice.metronome), tr("Metronome")),
        Key("P", view.toggle_practice, tr("Practice panel")),
        Key("N", view.mark_here, tr("Set a marker at the playhead")),
        Key("Shift+L", view.keep_loop, tr("Keep the loop under a name")),
        Key("Ctrl+=", lambda: view.zoom(2.0), tr("Zoom in, out, and back to the whole song"), "Ctrl+  +  −  0"),
        Key("Ctrl++", lambda: view.zoom(2.0)),
        Key("Ctrl+-", lambda: view.zoom(0.5)),
        Key("Ctrl+0", lambda: view.zoom(0.0)),
        Key("F", view.follow, tr("Follow the playhead")),
    ]  # fmt: skip
    for number in range(1, 10):
        first = number == 1
        words = tr("Choose a lane; with Alt, hear it alone") if first else ""
        table.append(Key(str(number), partial(view.select_lane, number - 1), words, "1 – 9"))
        table.append(Key(f"Alt+{number}", partial(only, number - 1)))
    return [
        *table,
        Key("Ctrl+Return", window.split_now, tr("Split the chosen songs")),
        Key("Ctrl+O", window.pick_songs, tr("Add songs")),
        Key("Ctrl+E", window.export_mix, tr("Export what you hear")),
        Key("Ctrl+,", window.show_settings, tr("Settings")),
        Key("F1", window.show_keys, tr("This page")),
    ]
