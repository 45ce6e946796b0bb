"""The voice of the player: what runs inside the audio callback, and nothing else.

No allocation of size, no lock, no log, no I/O: it copies from a ring buffer, mixes, ramps. Orders reach it as single
attributes that other threads replace (`switch`, `matrix`, `sounding`), each whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.limiter import LOOKAHEAD_FRAMES, Limiter
from stemdesk.audio.dsp.mixer import RAMP_SECONDS, Mixer, measure
from stemdesk.audio.playback.level_meters import LevelMeters

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.playback.ring_buffer import TrackRingBuffer

LARGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class PlayheadStamp:
    """At `moment` (`time.perf_counter`), ring frame `ring` of `ring buffer` reaches the ear."""

    moment: float
    buffer: TrackRingBuffer
    ring: int


@dataclass(frozen=True, slots=True)
class BufferSwitch:
    """To go over to `buffer`: at once, or when ring frame `join` of the buffer that plays now is reached."""

    buffer: TrackRingBuffer
    join: int | None = None


class AudioCallback:
    """`sounding` False fades out and then holds its place. `is_silent` tells when that has happened."""

    def __init__(self, tracks: int, rate: int, buffer: TrackRingBuffer, matrix: Floats) -> None:
        self.switch = BufferSwitch(buffer)
        self.matrix = matrix
        self.sounding = False
        self.is_silent = True
        self.has_ended = False
        self.underruns = 0
        #: Those of them that PortAudio told of while there was something to hear: the callback itself came too late.
        self.late = 0
        self.calls = 0
        #: Frames of silence still to be given before any sound: some sound servers swallow a stream's first moments.
        self.lead_in = 0
        self.heard = PlayheadStamp(0.0, buffer, 0)
        self.meters = LevelMeters(tracks)
        self.rate = rate
        self._playing = buffer
        self._leaving: TrackRingBuffer | None = None
        self._mixer = Mixer(tracks, rate, LARGEST, metered=True)
        self._mixer.set_gains(matrix)
        self._leaving_mixer = Mixer(tracks, rate, LARGEST)
        self._limiter = Limiter(rate, LARGEST)
        self._tracks = np.zeros((tracks, LARGEST, 2), np.float32)
        self._old = np.zeros((LARGEST, 2), np.float32)
        self._fade = Fade(rate)
        self._leaving_fade = Fade(rate)

    @property
    def buffer(self) -> TrackRingBuffer:
        """The newest ring buffer, whether the callback plays it already or not."""
        return self.switch.buffer

    @property
    def playing(self) -> TrackRingBuffer:
        """The ring buffer that the callback takes from."""
        return self._playing

    def holds(self, buffer: TrackRingBuffer) -> bool:
        """Whether the callback may still read from a ring buffer."""
        return buffer is self.switch.buffer or buffer is self._playing or buffer is self._leaving

    def change_at_once(self) -> None:
        """Takes the newest ring buffer without a fade; only while no stream runs."""
        self._playing = self.switch.buffer
        self._leaving = None
        self.has_ended = False
        self.heard = PlayheadStamp(0.0, self._playing, self._playing.taken)

    def process(self, out: Floats, moment: float, underrun: bool) -> None:
        """The callback: fills `out` (frames, 2)."""
        self.calls += 1
        if underrun:
            self.underruns += 1
            self.late += not self.is_silent
        for start in range(0, len(out), LARGEST):
            self._process(out[start : start + LARGEST], moment + (start + LOOKAHEAD_FRAMES) / self.rate)

    def _process(self, out: Floats, moment: float) -> None:
        switch = self.switch
        if switch.buffer is not self._playing and self._leaving is None and self._is_time(switch):
            self._begin_change(switch)
        levels = self.meters.next()
        if self.lead_in > 0:
            self.lead_in -= len(out)
            out[:] = 0.0
            levels[:] = 0.0
        elif self.sounding or self._fade.level > 0.0:
            self.is_silent = False
            self._take(out, moment, levels)
            self._fade.apply(out, 1.0 if self.sounding else 0.0)
        else:
            out[:] = 0.0
            levels[:] = 0.0
            self.heard = PlayheadStamp(moment, self._playing, self._playing.taken)
            self.is_silent = self._leaving is None
        if self._leaving is not None:
            self._add_what_leaves(out, self._leaving)
        self._limiter.apply(out)
        measure(out, self._old[: len(out)], levels[-1])
        self.meters.wrote(moment)

    def _take(self, out: Floats, moment: float, levels: Floats) -> None:
        buffer = self._playing
        self.heard = PlayheadStamp(moment, buffer, buffer.taken)
        tracks = self._tracks[:, : len(out)]
        if buffer.take(tracks) < len(out):
            if buffer.end is not None and buffer.taken >= buffer.end:
                self.has_ended = True
            else:
                self.underruns += 1
        self._mixer.mix(tracks, self.matrix, out, levels)

    def _is_time(self, switch: BufferSwitch) -> bool:
        return switch.join is None or self._playing.taken >= switch.join or not self.sounding or self.has_ended

    def _begin_change(self, switch: BufferSwitch) -> None:
        """What is heard now leaves in a fade while the new ring buffer comes in."""
        offset_frames = 0 if switch.join is None else self._playing.taken - switch.join
        if offset_frames > 0:
            _, old = self._playing.to_song_frame(self._playing.taken)
            _, new = switch.buffer.to_song_frame(offset_frames)
            switch.buffer.skip(round(offset_frames * old / new) if new > 0 else 0)
        if self._fade.level > 0.0:
            self._leaving = self._playing
            self._leaving_mixer.follow(self._mixer)
            self._leaving_fade.level = self._fade.level
        self._playing = switch.buffer
        self._fade.level = 0.0
        self.has_ended = False

    def _add_what_leaves(self, out: Floats, buffer: TrackRingBuffer) -> None:
        tracks, old = self._tracks[:, : len(out)], self._old[: len(out)]
        buffer.take(tracks)
        self._leaving_mixer.mix(tracks, self.matrix, old)
        self._leaving_fade.apply(old, 0.0)
        out += old
        if self._leaving_fade.level <= 0.0:
            self._leaving = None


class Fade:
    """A level that walks to where it should be in `RAMP_SECONDS`, over as many blocks as that takes."""

    def __init__(self, rate: int) -> None:
        ramp = max(1, round(RAMP_SECONDS * rate))
        self._steps = np.arange(1, LARGEST + 1, dtype=np.float32)[:, None] / ramp
        self._curve = np.zeros((LARGEST, 1), np.float32)
        self.level = 0.0

    def apply(self, sound: Floats, target: float) -> None:
        """Scales `sound` (frames, 2) in place on the way to `target` (0 or 1)."""
        if self.level == target:
            if target == 0.0:
                sound[:] = 0.0
            return
        curve, steps = self._curve[: len(sound)], self._steps[: len(sound)]
        if target > self.level:
            np.add(steps, self.level, out=curve)
        else:
            np.subtract(self.level, steps, out=curve)
        np.clip(curve, 0.0, 1.0, out=curve)
        sound *= curve
        self.level = float(curve[-1, 0])
