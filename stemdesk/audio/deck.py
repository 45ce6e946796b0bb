"""A deck: decoded sound of all lanes waiting to be heard, and the map from what is heard back to the song.

One thread writes (the feeder), one reads (the audio callback). They share two counters that only ever grow; each is
changed by one side, so neither waits for the other. "Ring frame" n is the journey's out frame n and lies at n modulo
the capacity, for all lanes alike: the lanes cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.journey import Journey, Mark
    from stemdesk.audio.mixer import Floats

#: Frames. Ten stretched stems on a slow computer take half as long to decode as to play: what is ready must not wait for
#: what is not.
_PIECE: Final = 4096


class Deck:
    """`end` is the ring frame after the song's last one, once that is known."""

    def __init__(self, lanes: int, capacity: int) -> None:
        self._ring = np.zeros((lanes, capacity, 2), np.float32)
        self.capacity = capacity
        self.written = 0
        self.taken = 0
        self.end: int | None = None
        self._journey: Journey | None = None
        self._marks: tuple[Mark, ...] = ()

    # --- the feeder's side ---------------------------------------------------------------------------------------

    def restart(self, journey: Journey) -> None:
        """Empties the deck, to be filled along another way. Only while no callback reads it."""
        self.written = self.taken = 0
        self.end = None
        self._journey = journey
        self._marks = tuple(journey.marks)

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
            journey.mark_at(self.written + came)
            self._marks = tuple(journey.marks[-64:])
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

    def skip(self, frames: int) -> None:
        """Leaves out the next frames."""
        self.taken += min(max(0, frames), self.written - self.taken)

    # --- anybody's ---------------------------------------------------------------------------------------------

    def song_at(self, ring_frame: float) -> tuple[float, float]:
        """Which frame of the song a ring frame holds, and at what tempo it is heard there."""
        marks = self._marks
        if not marks:
            return 0.0, 1.0
        mark = marks[max(0, bisect_right(marks, ring_frame, key=lambda mark: mark.out) - 1)]
        return mark.song + max(0.0, ring_frame - mark.out) * mark.tempo, mark.tempo
