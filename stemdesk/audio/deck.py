"""A deck: decoded sound of all lanes waiting to be heard, and the map from what is heard back to the song.

One thread writes (the feeder), one reads (the audio callback). They share two counters that only ever grow; each is
changed by one side, so neither waits for the other. "Ring frame" n lies at n modulo the capacity, for all lanes alike:
the lanes cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.lanes import LaneReader
    from stemdesk.audio.mixer import Floats


@dataclass(frozen=True, slots=True)
class Segment:
    """From ring frame `ring` on, the sound is the song's from frame `song` on."""

    ring: int
    song: int


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop region in frames: `end` itself is not played."""

    start: int
    end: int


class Deck:
    """`end` is the ring frame after the song's last one, once that is known."""

    def __init__(self, lanes: int, capacity: int) -> None:
        self._ring = np.zeros((lanes, capacity, 2), np.float32)
        self.capacity = capacity
        self.written = 0
        self.taken = 0
        self.end: int | None = None
        self._segments: tuple[Segment, ...] = (Segment(0, 0),)

    # --- the feeder's side ---------------------------------------------------------------------------------------

    def restart(self, song_frame: int) -> None:
        """Empties the deck, to be filled from `song_frame`. Only while no callback reads it."""
        self.written = self.taken = 0
        self.end = None
        self._segments = (Segment(0, song_frame),)

    def room(self) -> int:
        return self.capacity - (self.written - self.taken)

    def fill(self, reader: LaneReader, frames: int, loop: Loop | None) -> int:
        """Decodes up to `frames` more frames into the ring, jumping at the loop's end; says how many."""
        done = 0
        while done < frames and self.end is None:
            ring_at = self.written % self.capacity
            part = min(frames - done, self.capacity - ring_at, self.room())
            if loop is not None and reader.at < loop.end:
                part = min(part, loop.end - reader.at)
            else:
                part = min(part, reader.frames - reader.at)
            if part > 0:
                reader.read_into(self._ring[:, ring_at : ring_at + part])
                self.written += part
                done += part
            if loop is not None and reader.at == loop.end:
                reader.seek(loop.start)
                self._continue_at(loop.start)
            elif reader.at >= reader.frames:
                self.end = self.written
            elif part <= 0:
                break
        return done

    def take_back(self, keep: int) -> int:
        """Forgets what was decoded more than `keep` frames ahead; the answer is the song's frame to go on from."""
        back = min(self.written, self.taken + keep)
        song = self.song_frame(back)
        self._segments = tuple(s for s in self._segments if s.ring < back) or (Segment(back, song),)
        self.end = None
        self.written = back
        return song

    def _continue_at(self, song_frame: int) -> None:
        heard = max((i for i, s in enumerate(self._segments) if s.ring <= self.taken - self.capacity), default=0)
        self._segments = (*self._segments[heard:], Segment(self.written, song_frame))

    # --- the callback's side -------------------------------------------------------------------------------------

    def take(self, into: Floats) -> int:
        """Copies the next frames to `into` (lanes, frames, 2), silence after what there is; says how many were there."""
        wanted = into.shape[1]
        frames: int = min(wanted, self.written - self.taken)
        at = self.taken % self.capacity
        first = min(frames, self.capacity - at)
        into[:, :first] = self._ring[:, at : at + first]
        into[:, first:frames] = self._ring[:, : frames - first]
        into[:, frames:] = 0.0
        self.taken += frames
        return frames

    # --- anybody's ---------------------------------------------------------------------------------------------

    def song_frame(self, ring_frame: int) -> int:
        """Which frame of the song a ring frame holds."""
        segments = self._segments
        for segment in reversed(segments):
            if segment.ring <= ring_frame:
                return segment.song + ring_frame - segment.ring
        return segments[0].song
