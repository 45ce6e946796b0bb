"""A ring buffer: decoded sound of all tracks waiting to be heard, and the map from what is heard back to the song.

One thread writes (the player thread), one reads (the audio callback). They share two counters that only ever grow; each is
changed by one side, so neither waits for the other. "Ring frame" n is the play stream's out frame n and lies at n modulo
the capacity, for all tracks alike: the tracks cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.playback.play_stream import PlayStream, TimeMapPoint

#: Frames. Ten stretched stems on a slow computer take half as long to decode as to play: what is ready must not wait for
#: what is not.
_PIECE: Final = 4096


class TrackRingBuffer:
    """`end` is the ring frame after the song's last one, once that is known."""

    def __init__(self, tracks: int, capacity: int) -> None:
        self._ring = np.zeros((tracks, capacity, 2), np.float32)
        self.capacity = capacity
        self.written = 0
        self.taken = 0
        self.end: int | None = None
        self._journey: PlayStream | None = None
        self._marks: tuple[TimeMapPoint, ...] = ()

    # --- the player thread's side ---------------------------------------------------------------------------------------

    def restart(self, journey: PlayStream) -> None:
        """Empties the ring buffer, to be filled along another way. Only while no callback reads it."""
        self.written = self.taken = 0
        self.end = None
        self._journey = journey
        self._marks = tuple(journey.time_map)

    def room(self) -> int:
        return self.capacity - (self.written - self.taken)

    def fill(self, frames: int) -> int:
        """Decodes up to `frames` more frames into the ring, each piece to be heard at once; says how many.

        None come where the song is still being made and has not got that far.
        """
        journey = self._journey
        done = 0
        while journey is not None and done < frames and self.end is None:
            at = self.written % self.capacity
            part = min(_PIECE, frames - done, self.capacity - at, self.room())
            if part <= 0 or not journey.can_read(part):
                break
            came = journey.read_into(self._ring[:, at : at + part])
            journey.time_map_point(self.written + came)
            self._marks = tuple(journey.time_map[-64:])
            self.written += came
            done += came
            if journey.is_over:
                self.end = self.written
        return done

    def can_fill(self) -> bool:
        """Whether the next piece has been made."""
        return self._journey is not None and self._journey.can_read(_PIECE)

    # --- the callback's side -------------------------------------------------------------------------------------

    def take(self, into: Floats) -> int:
        """Copies the next frames to `into` (tracks, frames, 2), silence after what there is; says how many were there."""
        wanted = into.shape[1]
        frames: int = min(wanted, self.written - self.taken)
        at = self.taken % self.capacity
        first = min(frames, self.capacity - at)
        into[:, :first] = self._ring[:, at : at + first]
        into[:, first:frames] = self._ring[:, : frames - first]
        into[:, frames:] = 0.0
        self.taken += frames
        return frames

    def skip(self, frames: int) -> None:
        """Leaves out the next frames."""
        self.taken += min(max(0, frames), self.written - self.taken)

    # --- anybody's ---------------------------------------------------------------------------------------------

    def to_song_frame(self, ring_frame: float) -> tuple[float, float]:
        """Which frame of the song a ring frame holds, and at what tempo it is heard there."""
        time_map = self._marks
        if not time_map:
            return 0.0, 1.0
        mark = time_map[max(0, bisect_right(time_map, ring_frame, key=lambda mark: mark.out) - 1)]
        return mark.song + max(0.0, ring_frame - mark.out) * mark.tempo, mark.tempo
