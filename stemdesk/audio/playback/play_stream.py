"""The way through a song: from where, round which loop, how fast, how high. What comes out is what is heard.

Two clocks meet here. "Out" counts the frames that are heard; "song" counts those of the stems. A list of marks joins
them, each exact to a fraction of a frame, so playhead, loop and clicks stay true at any tempo.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.metronome import Metronome
from stemdesk.audio.dsp.time_stretch import Stretcher
from stemdesk.core.later import later

if TYPE_CHECKING:
    import soxr

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.audio.files.multitrack_reader import FrameRange, MultitrackReader
else:
    soxr = later("soxr")

MIN_TEMPO: Final = 0.5
MAX_TEMPO: Final = 2.0
#: Frames that a stretched stream may read ahead at least: the stretcher's preroll and window.
_REACH: Final = 16_384
#: Semitones up and down.
MAX_SEMITONES: Final = 12.5


@dataclass(frozen=True, slots=True)
class SpeedTrainer:
    """The tempo grows by `step` with every turn of the loop, up to `top`."""

    step: float
    top: float


@dataclass(frozen=True, slots=True)
class PlaybackSettings:
    """`tempo` 1 and `semitones` 0 leave every sample as it is.

    `beats` are for clicks: those of a count-in, and with `metronome` all through the song.
    """

    loop: FrameRange | None = None
    tempo: float = 1.0
    semitones: float = 0.0
    trainer: SpeedTrainer | None = None
    beats: BeatGrid | None = None
    metronome: bool = True

    @property
    def is_plain(self) -> bool:
        return self.tempo == 1.0 and self.semitones == 0.0 and (self.trainer is None or self.loop is None)


@dataclass(frozen=True, slots=True)
class TimeMapPoint:
    """From out frame `out` on, the song is heard from its frame `song` on, at `tempo`.

    `read` counts the frames read since the start, loops unrolled.
    """

    out: float
    song: float
    tempo: float
    read: float


class PlayStream:
    """Reads tracks in the order in which they are heard; one track more than `reader` has is for the clicks.

    With `count_in`, as many beats are clicked before the song begins as the bar has in which it does. `end` is the out frame
    after the last.
    """

    def __init__(self, reader: MultitrackReader, start: int, settings: PlaybackSettings, count_in: int = 0) -> None:
        self._reader = reader
        self._settings = settings
        self._loop = settings.loop if settings.loop is not None and start < settings.loop.end else None
        self._count_in = settings.beats.beats_at(start) if count_in and settings.beats is not None else 0
        period = settings.beats.period_at(start) / settings.tempo if settings.beats is not None else 0.0
        self._lead = round(self._count_in * period)
        self._clicks = Metronome(reader.rate)
        self.time_map = [TimeMapPoint(float(self._lead), float(start), settings.tempo, 0.0)]
        self._out = 0
        self.end = self._find_end(start)
        self._pitch: float = 2.0 ** (settings.semitones / 12.0)
        self._stretched = None if settings.is_plain else _Stretched(self)
        reader.seek(max(0, start - self.preroll))
        self._before_song = max(0, self.preroll - start)

    @property
    def preroll(self) -> int:
        return 0 if self._stretched is None else self._stretched.preroll

    @property
    def tracks(self) -> int:
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
        top = self._settings.trainer.top if self._settings.trainer is not None else 0.0
        return max(self._settings.tempo, top)

    def _find_end(self, start: int) -> int | None:
        if self._loop is not None:
            return None
        return self._lead + max(0, round((self._reader.frames - start) / self._settings.tempo))

    # --- the two clocks -----------------------------------------------------------------------------------------------

    def to_song_frame(self, out: float) -> tuple[float, float]:
        """The song's frame that an out frame stands for, and the tempo there."""
        mark = self.time_map_point(out)
        return mark.song + max(0.0, out - mark.out) * mark.tempo, mark.tempo

    def read_at(self, out: float) -> float:
        """The same in frames read since the start; `out` may lie before it."""
        mark = self.time_map_point(out)
        return mark.read + (out - mark.out) * mark.tempo

    def time_map_point(self, out: float) -> TimeMapPoint:
        """The last point of the time map at or before an out frame.

        Passes of the loop are added to `time_map` as far as they are asked for, so `TrackRingBuffer.fill` asks ahead.
        """
        while self._loop is not None:
            last = self.time_map[-1]
            length = self._loop.end - last.song
            switch = last.out + length / last.tempo
            if switch > out:
                break
            self.time_map.append(
                TimeMapPoint(switch, float(self._loop.start), self._next_tempo(last.tempo), last.read + length)
            )
        return self.time_map[max(0, bisect_right(self.time_map, out, key=lambda mark: mark.out) - 1)]

    def _next_tempo(self, tempo: float) -> float:
        trainer = self._settings.trainer
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

    def read_into(self, tracks: Floats) -> int:
        """Fills (tracks, frames, 2) with what is heard next; fewer frames only at the end. Raises StemDeskError."""
        frames: int = tracks.shape[1]
        if self.end is not None:
            frames = min(frames, self.end - self._out)
        silent = min(frames, max(0, self._lead - self._out))
        tracks[:-1, :silent] = 0.0
        if silent < frames:
            part = tracks[:-1, silent:frames]
            if self._stretched is None:
                self.read_song(part)
            else:
                self._stretched.read_into(part)
        tracks[-1] = 0.0
        if self._settings.beats is not None:
            self._click(tracks[-1, :frames], self._settings.beats)
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

    def _click(self, track: Floats, beats: BeatGrid) -> None:
        """Clicks for the block of the click track that begins at out frame `_out`."""
        self._clicks.carry(track)
        for beat in range(self._count_in):
            at = beat * self._lead / self._count_in - self._out
            if 0 <= at < len(track):
                self._clicks.add(track, at, beat == 0)
        last = self._out + len(track)
        first = max(self._out, self._lead) if self._settings.metronome else last
        while first < last:
            mark = self.time_map_point(first)
            following = next((other.out for other in self.time_map if other.out > mark.out), float(last))
            until = min(float(last), following)
            song = [mark.song + (out - mark.out) * mark.tempo for out in (first, until)]
            for index in range(*np.searchsorted(beats.frames, np.ceil(song)).tolist()):
                at = mark.out + (float(beats.frames[index]) - mark.song) / mark.tempo
                self._clicks.add(track, at - self._out, beats.begins_bar(index))
            first = max(first + 1, int(np.ceil(until)))


class _Stretched:
    """What a play stream reads at another tempo and pitch: stretched first, then resampled to the pitch."""

    def __init__(self, journey: PlayStream) -> None:
        self._journey = journey
        self._lead = journey.time_map[0].out
        count = journey.tracks - 1
        self._stretcher = Stretcher(count, journey.rate, self._pull, journey.fastest / journey.pitch)
        self.preroll = self._stretcher.preroll
        #: Frames that may be read ahead of what is heard.
        self.reach = max(journey.rate // 2, _REACH)
        self._resampler = None
        if journey.pitch != 1.0:
            self._resampler = soxr.ResampleStream(journey.pitch, 1.0, 2 * count, dtype="float32")
        self._rest = np.zeros((count, 0, 2), np.float32)
        self._hops = 0
        self._is_primed = False

    def _pull(self, frames: int) -> Floats:
        block = np.zeros((self._journey.tracks - 1, frames, 2), np.float32)
        self._journey.read_song(block)
        return block

    def read_into(self, into: Floats) -> None:
        if not self._is_primed:
            self._stretcher.prime(self._journey.time_map[0].tempo / self._journey.pitch)
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
