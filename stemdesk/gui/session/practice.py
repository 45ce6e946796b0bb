"""What somebody practises with: tempo, pitch, trainer, metronome, named loops, markers, bars that are played oneself.

State, beside `Playback`, which obeys it. Frames are the song's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from stemdesk.audio.dsp.metronome import BeatGrid
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO, SpeedTrainer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.gui.session.playback import Playback

#: The beats per minute that people count in; a tracker is often off by a factor of two.
_FACTORS: Final = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class NamedLoop:
    name: str
    span: FrameRange


@dataclass(frozen=True, slots=True)
class Marker:
    name: str
    frame: int


@dataclass(frozen=True, slots=True)
class BeatGridSettings:
    """How the beats that were found are counted: twice or half as many, on which beat a bar begins, how many it has."""

    factor: float = 1.0
    first: int = 0
    per_bar: int = 4


class Practice(QObject):
    """`changed` fires for everything here but tempo, pitch and trainer, which are the playback's playback settings."""

    changed = Signal()

    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self._playback = playback
        self.analysis: Analysis | None = None
        self.grid = BeatGridSettings()
        self.beats: BeatGrid | None = None
        self.metronome = False
        self.count_in = False
        self.loops: list[NamedLoop] = []
        self.markers: list[Marker] = []
        self.mute_ranges: dict[str, list[FrameRange]] = {}

    def forget(self) -> None:
        """Another result is on; metronome and count-in are habits and stay."""
        self.analysis, self.beats, self.grid = None, None, BeatGridSettings()
        self.loops, self.markers, self.mute_ranges = [], [], {}
        self._send()

    # --- tempo and pitch --------------------------------------------------------------------------------------------

    def set_tempo(self, tempo: float) -> None:
        tempo = min(MAX_TEMPO, max(MIN_TEMPO, round(tempo, 3)))
        self._playback.set_playback_settings(replace(self._playback.settings, tempo=tempo))

    def set_semitones(self, semitones: float) -> None:
        """Whole semitones and cents together."""
        semitones = min(MAX_SEMITONES, max(-MAX_SEMITONES, round(semitones, 2)))
        self._playback.set_playback_settings(replace(self._playback.settings, semitones=semitones))

    def set_trainer(self, trainer: SpeedTrainer | None) -> None:
        """While a loop is on, every turn is faster; with no loop yet, the whole song is one."""
        playback = self._playback
        if trainer is not None and playback.loop is None and playback.frames:
            playback.set_loop(FrameRange(0, playback.frames))
        playback.set_playback_settings(replace(playback.settings, trainer=trainer))

    # --- beats ------------------------------------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._count()

    def set_grid(self, grid: BeatGridSettings) -> None:
        if grid.factor in _FACTORS and 1 <= grid.per_bar <= 12:
            self.grid = grid
            self._count()

    def begin_bar_at(self, frame: int) -> None:
        """The beat nearest to a frame is the first of a bar."""
        if self.beats is not None and len(self.beats.frames):
            nearest = int(np.argmin(np.abs(self.beats.frames - frame)))
            self.set_grid(replace(self.grid, first=nearest % self.grid.per_bar))

    def _count(self) -> None:
        self.beats = None
        if self.analysis is not None and len(self.analysis.beats) > 1:
            frames = self.analysis.beats * (self._playback.rate / self.analysis.rate)
            if self.grid.factor == 2.0:
                frames = np.insert(frames, range(1, len(frames)), (frames[1:] + frames[:-1]) / 2)
            elif self.grid.factor == 0.5:
                frames = frames[::2]
            whole = np.round(frames).astype(np.int64)
            self.beats = BeatGrid(whole, self.grid.per_bar, self.grid.first % self.grid.per_bar)
        self._send()

    @property
    def bpm(self) -> float | None:
        """At the recording's own tempo."""
        bpm = None if self.analysis is None else self.analysis.bpm
        return None if bpm is None else bpm * self.grid.factor

    def bar_at(self, frame: int) -> tuple[int, int] | None:
        """Bar and beat, both from 1; None before the first beat and where no beats are known."""
        if self.beats is None:
            return None
        index = int(np.searchsorted(self.beats.frames, frame + 1)) - 1 - self.beats.first_bar
        if index < -self.beats.first_bar:
            return None
        return index // self.beats.per_bar + 1, index % self.beats.per_bar + 1

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

    def mark(self, name: str, frame: int) -> None:
        self.markers = sorted([*self.markers, Marker(name, frame)], key=lambda marker: marker.frame)
        self.changed.emit()

    def change_marker(self, marker: Marker, changed: Marker | None) -> None:
        """Renames or moves a marker; None takes it away."""
        kept = [other for other in self.markers if other != marker]
        self.markers = sorted([*kept, *([changed] if changed else [])], key=lambda found: found.frame)
        self.changed.emit()

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
        playback.count_in = self.grid.per_bar if self.count_in and self.beats is not None else 0
        playback.set_mute_ranges(self.mute_ranges)
        playback.set_playback_settings(
            replace(playback.settings, beats=self.beats if wanted else None, metronome=self.metronome)
        )
        self.changed.emit()
