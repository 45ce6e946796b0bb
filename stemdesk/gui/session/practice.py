"""What somebody practises with: tempo, pitch, trainer, metronome, named loops, markers, bars that are played oneself.

State, beside `Playback`, which obeys it. Frames are the song's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from stemdesk.audio.dsp.beat_edits import BeatGridSettings, counted, tapped, with_moved
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback.messages import Transport
from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO, SpeedTrainer
from stemdesk.gui.session.arrangement import Arrangement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.gui.session.playback import Playback

#: The beats per minute that people count in; a tracker is often off by a factor of two.
_FACTORS: Final = (0.5, 1.0, 2.0)
_TRAINER_FROM: Final = 0.7
#: While it plays, "the marker before" is not the one that was passed just now.
_JUST_PASSED: Final = 0.5
#: Seconds without a tap after which the next one begins anew.
TAPS_END: Final = 2.5


@dataclass(frozen=True, slots=True)
class NamedLoop:
    name: str
    span: FrameRange


@dataclass(frozen=True, slots=True)
class Marker:
    name: str
    frame: int


class Practice(QObject):
    """`changed` fires for everything here but tempo, pitch and trainer, which are the playback's playback settings."""

    changed = Signal()

    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self._playback = playback
        self.analysis: Analysis | None = None
        self.grid = BeatGridSettings()
        self.beats: BeatGrid | None = None
        self._taps: list[int] = []
        self.metronome = False
        self.count_in = False
        self.loops: list[NamedLoop] = []
        self.markers: list[Marker] = []
        self.mute_ranges: dict[str, list[FrameRange]] = {}
        #: The loop that is on, or was last: it can be switched on again.
        self.last_loop: FrameRange | None = None
        #: Where the speed trainer begins; None until somebody has chosen it.
        self.trainer_from: float | None = None
        self.arrangement = Arrangement()
        self.arrangement.changed.connect(self.changed)
        playback.loop_changed.connect(self._loop_changed)

    def forget(self) -> None:
        """Another result is on; metronome and count-in are habits and stay."""
        self.analysis, self.beats, self.grid, self._taps = None, None, BeatGridSettings(), []
        self.loops, self.markers, self.mute_ranges = [], [], {}
        self.last_loop, self.trainer_from = None, None
        self.arrangement.forget()
        self._send()

    # --- the loop ---------------------------------------------------------------------------------------------------

    def _loop_changed(self) -> None:
        if self._playback.loop is not None:
            self.last_loop = self._playback.loop

    def toggle_loop(self) -> None:
        """The last loop again, or the whole song for a start."""
        playback = self._playback
        wanted = None if playback.loop is not None else self.last_loop or FrameRange(0, playback.frames)
        playback.set_loop(wanted)

    def remember_loop(self, loop: FrameRange | None) -> None:
        """A loop that is off; None forgets it, and switches it off."""
        if loop is None:
            self._playback.set_loop(None)
        self.last_loop = loop
        self.changed.emit()

    # --- tempo and pitch --------------------------------------------------------------------------------------------

    def set_tempo(self, tempo: float) -> None:
        tempo = min(MAX_TEMPO, max(MIN_TEMPO, round(tempo, 5)))
        self._playback.set_playback_settings(replace(self._playback.settings, tempo=tempo))

    def set_semitones(self, semitones: float) -> None:
        """Whole semitones and cents together."""
        semitones = min(MAX_SEMITONES, max(-MAX_SEMITONES, round(semitones, 2)))
        self._playback.set_playback_settings(replace(self._playback.settings, semitones=semitones))

    def set_bpm(self, bpm: float) -> None:
        """The tempo at which the song has so many beats per minute; its own, to the shown decimal, is its own tempo."""
        if self.bpm:
            self.set_tempo(1.0 if round(bpm, 1) == round(self.bpm, 1) else bpm / self.bpm)

    def set_trainer(self, trainer: SpeedTrainer | None) -> None:
        """While a loop is on, every turn is faster, from `trainer_from` on; with no loop yet, the last one or the whole
        song is one. Switched off, the song goes on as fast as it is."""
        playback, was = self._playback, self._playback.settings.trainer
        tempo = playback.settings.tempo
        if trainer is not None and was is None:
            if playback.loop is None and playback.frames:
                playback.set_loop(self.last_loop or FrameRange(0, playback.frames))
            tempo = self.trainer_start
        elif trainer is None and was is not None and playback.tempo_now > 0:
            tempo = round(playback.tempo_now, 3)
        playback.set_playback_settings(replace(playback.settings, tempo=tempo, trainer=trainer))

    @property
    def trainer_start(self) -> float:
        """Where the trainer begins, or has begun: a tempo that is slow already, else a usual one."""
        tempo = self._playback.settings.tempo
        if self._playback.settings.trainer is not None:
            return tempo
        return self.trainer_from or (tempo if tempo < 1.0 else _TRAINER_FROM)

    def set_trainer_from(self, tempo: float) -> None:
        self.trainer_from = min(MAX_TEMPO, max(MIN_TEMPO, tempo))
        if self._playback.settings.trainer is not None:
            self.set_tempo(self.trainer_from)
        self.changed.emit()

    # --- beats ------------------------------------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._count()
        self.arrangement.show_analysis(analysis)

    def set_grid(self, grid: BeatGridSettings) -> None:
        if grid.factor in _FACTORS and 0 <= grid.per_bar <= 12:
            self.grid = grid
            self._count()

    def begin_bar_at(self, frame: int) -> None:
        """The beat nearest to a frame is the first of a bar."""
        if self.beats is not None and len(self.beats.frames):
            nearest = int(np.argmin(np.abs(self.beats.frames - frame)))
            starts = self.beats.downbeats
            bar = max(0, int(np.searchsorted(starts, nearest + 1)) - 1)
            later = nearest - int(starts[bar]) if len(starts) else nearest
            self.set_grid(replace(self.grid, first=self.grid.first + later))

    def move_beat(self, at: int, to: int) -> None:
        """The beat at a frame goes elsewhere and takes its neighbours along."""
        before = self._counted(replace(self.grid, moved=()))
        if self.beats is not None and before is not None:
            changed = with_moved(self.grid, self.beats, before, at, to)
            if changed is not None:
                self.set_grid(changed)

    def tap(self) -> None:
        """On the beat, while it plays: four taps and more are the tempo, and where its beats lie."""
        playback = self._playback
        if playback.transport is not Transport.PLAYING:
            return
        at, rate = playback.position, playback.rate
        if not self._taps or not 0 < at - self._taps[-1] < TAPS_END * rate:
            self._taps = []
        self._taps.append(at)
        found = tapped(self._taps)
        if found is not None:
            self.set_grid(BeatGridSettings(per_bar=self.grid.per_bar, tapped=found))

    def forget_beats(self) -> None:
        """As they were found."""
        self.set_grid(BeatGridSettings())

    def _count(self) -> None:
        self.beats = self._counted(self.grid)
        self._send()

    def _counted(self, grid: BeatGridSettings) -> BeatGrid | None:
        analysis, playback = self.analysis, self._playback
        beats: NDArray[np.float64] = np.zeros(0)
        downbeats = beats
        if analysis is not None:
            scale = playback.rate / analysis.rate
            beats, downbeats = (np.asarray(each * scale, np.float64) for each in (analysis.beats, analysis.downbeats))
        return counted(beats, downbeats, grid, playback.frames)

    @property
    def bpm(self) -> float | None:
        """At the recording's own tempo."""
        if self.grid.tapped is not None:
            return 60.0 * self._playback.rate / self.grid.tapped[0] * self.grid.factor
        bpm = None if self.analysis is None else self.analysis.bpm
        return None if bpm is None else bpm * self.grid.factor

    def bar_at(self, frame: int) -> tuple[int, int] | None:
        """Bar and beat, both from 1; None before the first beat and where no beats are known. Beats before the first bar
        are those of a bar 0."""
        if self.beats is None:
            return None
        index = int(np.searchsorted(self.beats.frames, frame + 1)) - 1
        if index < 0:
            return None
        starts = self.beats.downbeats
        bar = int(np.searchsorted(starts, index + 1))
        if bar == 0:
            first = int(starts[0]) if len(starts) else 0
            return 0, (index - first) % self.beats.per_bar + 1
        return bar, index - int(starts[bar - 1]) + 1

    def frame_of_bar(self, bar: int, beat: int = 1) -> int | None:
        """None where there is no such bar, or no beats are known."""
        if self.beats is None:
            return None
        starts = self.beats.downbeats
        if not 1 <= bar <= len(starts):
            return None
        end = int(starts[bar]) if bar < len(starts) else len(self.beats.frames)
        index = int(starts[bar - 1]) + beat - 1
        return int(self.beats.frames[index]) if beat >= 1 and index < end else None

    def set_metronome(self, on: bool) -> None:
        self.metronome = on
        self._send()

    def set_count_in(self, on: bool) -> None:
        self.count_in = on
        self._send()

    # --- loops, markers, bars that one plays oneself ----------------------------------------------------------------

    def keep_loop(self, name: str) -> None:
        """Gives the loop that is on a name, and keeps it."""
        loop = self._playback.loop
        if loop is not None:
            kept = [other for other in self.loops if other.name != name]
            self.loops = sorted([*kept, NamedLoop(name, loop)], key=lambda found: found.span.start)
            self.changed.emit()

    def drop_loop(self, name: str) -> None:
        self.loops = [loop for loop in self.loops if loop.name != name]
        self.changed.emit()

    def mark(self, name: str, frame: int) -> Marker:
        marker = Marker(name, frame)
        self.markers = sorted([*self.markers, marker], key=lambda found: found.frame)
        self.changed.emit()
        return marker

    def change_marker(self, marker: Marker, changed: Marker | None) -> None:
        """Renames or moves a marker; None takes it away."""
        kept = [other for other in self.markers if other != marker]
        self.markers = sorted([*kept, *([changed] if changed else [])], key=lambda found: found.frame)
        self.changed.emit()

    def section_at(self, frame: int) -> FrameRange:
        """From the marker before a frame to the one after it; the song's ends count."""
        at = [0, *(marker.frame for marker in self.markers), self._playback.frames]
        return FrameRange(max(m for m in at if m <= max(0, frame)), min((m for m in at if m > frame), default=at[-1]))

    def go_to_marker(self, *, forward: bool) -> None:
        """The next marker or the one before; the song's ends count."""
        playback = self._playback
        at = [0, *(marker.frame for marker in self.markers), playback.frames]
        if forward:
            playback.seek(min((m for m in at if m > playback.position), default=playback.frames))
        else:
            moving = playback.transport is Transport.PLAYING
            until = playback.position - (round(_JUST_PASSED * playback.rate) if moving else 0)
            playback.seek(max((m for m in at if m < until), default=0))

    def set_mute_ranges(self, stem: str, span: FrameRange) -> None:
        """“I play these bars myself.” Ranges that touch become one."""
        spans = sorted([*self.mute_ranges.get(stem, []), span], key=lambda found: found.start)
        merged: list[FrameRange] = []
        for found in spans:
            if merged and found.start <= merged[-1].end:
                merged[-1] = FrameRange(merged[-1].start, max(merged[-1].end, found.end))
            else:
                merged.append(found)
        self.mute_ranges[stem] = merged
        self._send()

    def unsilence(self, stem: str, frame: int) -> None:
        """Takes the range around a frame away again."""
        self.mute_ranges[stem] = [span for span in self.mute_ranges.get(stem, []) if not span.start <= frame < span.end]
        self._send()

    def restore(
        self,
        loops: Sequence[NamedLoop],
        markers: Sequence[Marker],
        mute_ranges: Mapping[str, list[FrameRange]],
        grid: BeatGridSettings,
    ) -> None:
        self.loops, self.markers, self.mute_ranges = list(loops), list(markers), dict(mute_ranges)
        self.grid = grid
        self._count()

    def _send(self) -> None:
        playback = self._playback
        wanted = self.metronome or self.count_in
        playback.count_in = self.beats.per_bar if self.count_in and self.beats is not None else 0
        playback.set_mute_ranges(self.mute_ranges)
        playback.set_playback_settings(
            replace(playback.settings, beats=self.beats if wanted else None, metronome=self.metronome)
        )
        self.changed.emit()
