"""The way through a song: from where, round which loop, how fast, how high. What comes out is what is heard.

Two clocks meet here. "Out" counts the frames that are heard; "song" counts those of the stems. A list of marks joins
them, each exact to a fraction of a frame, so playhead, loop and clicks stay true at any tempo.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from stemdesk.audio.clicks import Clicks
from stemdesk.audio.stretch import Stretcher

if TYPE_CHECKING:
    from stemdesk.audio.clicks import Beats
    from stemdesk.audio.lanes import LaneReader, Span
    from stemdesk.audio.mixer import Floats

SLOWEST: Final = 0.5
FASTEST: Final = 2.0
#: Semitones up and down.
FURTHEST: Final = 12.5


@dataclass(frozen=True, slots=True)
class Trainer:
    """The tempo grows by `step` with every turn of the loop, up to `top`."""

    step: float
    top: float


@dataclass(frozen=True, slots=True)
class Course:
    """`tempo` 1 and `semitones` 0 leave every sample as it is.

    `beats` are for clicks: those of a count-in, and with `metronome` all through the song.
    """

    loop: Span | None = None
    tempo: float = 1.0
    semitones: float = 0.0
    trainer: Trainer | None = None
    beats: Beats | None = None
    metronome: bool = True

    @property
    def is_plain(self) -> bool:
        return self.tempo == 1.0 and self.semitones == 0.0 and (self.trainer is None or self.loop is None)


@dataclass(frozen=True, slots=True)
class Mark:
    """From out frame `out` on, the song is heard from its frame `song` on, at `tempo`.

    `read` counts the frames read since the start, loops unrolled.
    """

    out: float
    song: float
    tempo: float
    read: float


class Journey:
    """Reads lanes in the order in which they are heard; one lane more than `reader` has is for the clicks.

    `count_in` is a number of beats that are clicked before the song begins. `end` is the out frame after the last.
    """

    def __init__(self, reader: LaneReader, start: int, course: Course, count_in: int = 0) -> None:
        self._reader = reader
        self._course = course
        self._loop = course.loop if course.loop is not None and start < course.loop.end else None
        self._count_in = count_in if course.beats is not None else 0
        period = course.beats.period / course.tempo if course.beats is not None else 0.0
        self._lead = round(self._count_in * period)
        self._clicks = Clicks(reader.rate)
        self.marks = [Mark(float(self._lead), float(start), course.tempo, 0.0)]
        self._out = 0
        self.end = self._find_end(start)
        self._pitch: float = 2.0 ** (course.semitones / 12.0)
        self._stretched = None if course.is_plain else _Stretched(self)
        reader.seek(max(0, start - self.preroll))
        self._before_song = max(0, self.preroll - start)

    @property
    def preroll(self) -> int:
        return 0 if self._stretched is None else self._stretched.preroll

    @property
    def lanes(self) -> int:
        return len(self._reader) + 1

    @property
    def is_over(self) -> bool:
        return self.end is not None and self._out >= self.end

    @property
    def pitch(self) -> float:
        """Frequency ratio."""
        return self._pitch

    @property
    def rate(self) -> int:
        return self._reader.rate

    @property
    def fastest(self) -> float:
        top = self._course.trainer.top if self._course.trainer is not None else 0.0
        return max(self._course.tempo, top)

    def _find_end(self, start: int) -> int | None:
        if self._loop is not None:
            return None
        return self._lead + max(0, round((self._reader.frames - start) / self._course.tempo))

    # --- the two clocks -----------------------------------------------------------------------------------------------

    def song_at(self, out: float) -> tuple[float, float]:
        """The song's frame that an out frame stands for, and the tempo there."""
        mark = self.mark_at(out)
        return mark.song + max(0.0, out - mark.out) * mark.tempo, mark.tempo

    def read_at(self, out: float) -> float:
        """The same in frames read since the start; `out` may lie before it."""
        mark = self.mark_at(out)
        return mark.read + (out - mark.out) * mark.tempo

    def mark_at(self, out: float) -> Mark:
        while self._loop is not None:
            last = self.marks[-1]
            length = self._loop.end - last.song
            turn = last.out + length / last.tempo
            if turn > out:
                break
            self.marks.append(Mark(turn, float(self._loop.start), self._next_tempo(last.tempo), last.read + length))
        return self.marks[max(0, bisect_right(self.marks, out, key=lambda mark: mark.out) - 1)]

    def _next_tempo(self, tempo: float) -> float:
        trainer = self._course.trainer
        return tempo if trainer is None else max(tempo, min(trainer.top, tempo + trainer.step))

    # --- sound --------------------------------------------------------------------------------------------------------

    def can_read(self, frames: int) -> bool:
        """Whether what is heard in the next `frames` is there: stems that are still being made end somewhere."""
        ready = self._reader.ready
        if ready is None:
            return True
        ahead = frames
        if self._stretched is not None:
            ahead = round(frames * self.fastest) + self._stretched.reach
        last = self._reader.frames if self._loop is None else self._loop.end
        return min(self._reader.at + ahead, last) <= ready

    def read_into(self, lanes: Floats) -> int:
        """Fills (lanes, frames, 2) with what is heard next; fewer frames only at the end. Raises StemDeskError."""
        frames: int = lanes.shape[1]
        if self.end is not None:
            frames = min(frames, self.end - self._out)
        silent = min(frames, max(0, self._lead - self._out))
        lanes[:-1, :silent] = 0.0
        if silent < frames:
            part = lanes[:-1, silent:frames]
            if self._stretched is None:
                self.read_song(part)
            else:
                self._stretched.read_into(part)
        lanes[-1] = 0.0
        if self._course.beats is not None:
            self._click(lanes[-1, :frames], self._course.beats)
        self._out += frames
        return frames

    def read_song(self, into: Floats) -> None:
        """The next frames of the song, round its loop, silence before its beginning and after its end."""
        done = min(into.shape[1], self._before_song)
        into[:, :done] = 0.0
        self._before_song -= done
        while done < into.shape[1]:
            left = into.shape[1] - done
            if self._loop is not None:
                left = min(left, self._loop.end - self._reader.at)
            self._reader.read_into(into[:, done : done + left])
            done += left
            if self._loop is not None and self._reader.at >= self._loop.end:
                self._reader.seek(self._loop.start)

    def _click(self, lane: Floats, beats: Beats) -> None:
        """Clicks for the block of the click lane that begins at out frame `_out`."""
        self._clicks.carry(lane)
        for beat in range(self._count_in):
            at = beat * self._lead / self._count_in - self._out
            if 0 <= at < len(lane):
                self._clicks.add(lane, at, beats.begins_bar(beats.first_bar + beat))
        last = self._out + len(lane)
        first = max(self._out, self._lead) if self._course.metronome else last
        while first < last:
            mark = self.mark_at(first)
            following = next((other.out for other in self.marks if other.out > mark.out), float(last))
            until = min(float(last), following)
            song = [mark.song + (out - mark.out) * mark.tempo for out in (first, until)]
            for index in range(*np.searchsorted(beats.frames, np.ceil(song)).tolist()):
                at = mark.out + (float(beats.frames[index]) - mark.song) / mark.tempo
                self._clicks.add(lane, at - self._out, beats.begins_bar(index))
            first = max(first + 1, int(np.ceil(until)))


class _Stretched:
    """What a journey reads at another tempo and pitch: stretched first, then resampled to the pitch."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._lead = journey.marks[0].out
        count = journey.lanes - 1
        self._stretcher = Stretcher(count, journey.rate, self._pull, journey.fastest / journey.pitch)
        self.preroll = self._stretcher.preroll
        #: Frames that may be read ahead of what is heard.
        self.reach = journey.rate // 2
        self._resampler = None
        if journey.pitch != 1.0:
            self._resampler = soxr.ResampleStream(journey.pitch, 1.0, 2 * count, dtype="float32")
        self._rest = np.zeros((count, 0, 2), np.float32)
        self._hops = 0
        self._is_primed = False

    def _pull(self, frames: int) -> Floats:
        block = np.zeros((self._journey.lanes - 1, frames, 2), np.float32)
        self._journey.read_song(block)
        return block

    def read_into(self, into: Floats) -> None:
        if not self._is_primed:
            self._stretcher.prime(self._journey.marks[0].tempo / self._journey.pitch)
            self._is_primed = True
        frames = into.shape[1]
        parts = [self._rest]
        have = self._rest.shape[1]
        while have < frames:
            parts.append(self._next())
            have += parts[-1].shape[1]
        together = np.concatenate(parts, axis=1)
        into[:] = together[:, :frames]
        self._rest = together[:, frames:]

    def _next(self) -> Floats:
        centre = (self._hops + 2) * self._stretcher.hop / self._journey.pitch
        block = self._stretcher.step(self._journey.read_at(self._lead + centre))
        self._hops += 1
        if self._resampler is None:
            return block
        flat = np.ascontiguousarray(block.transpose(1, 0, 2)).reshape(block.shape[1], -1)
        heard = self._resampler.resample_chunk(flat)
        return np.asarray(heard, np.float32).reshape(len(heard), block.shape[0], 2).transpose(1, 0, 2)
