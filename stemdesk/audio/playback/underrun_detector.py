"""Whether the output ran dry between two calls of the audio callback.

PortAudio's own flag is not enough: PulseAudio's word may come too late for it, as it did once in four times of our tests.
What cannot be is that a block follows the one before it after a gap, and finds nothing on its way to the ear. Times are
PortAudio's, which a call's wait for Python's lock does not shift. (After a start, PulseAudio may hold back what it was given
for two seconds: a gap by the times, but the sound is there.)
"""

from __future__ import annotations

import math
from typing import Final

#: Blocks that are heard one after another are told to a fifth of a millisecond; more than this between them is a gap.
_GAP_SECONDS: Final = 0.02
#: What tells of one gap more than once does so within this time.
_SAME_GAP_SECONDS: Final = 0.5
#: Seconds until a block is heard, at the least: a hair below zero where the output has just run dry.
LEAST_DELAY: Final = -_GAP_SECONDS


class UnderrunDetector:
    """Of one output at `rate`."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._due = math.inf
        self._last = -math.inf

    def restart(self) -> None:
        """The output was stopped, and is about to be started: what comes next follows nothing."""
        self._due = math.inf

    def came(self, now: float, heard: float | None, frames: int, *, flag: bool) -> bool:
        """Whether the output ran dry before this block of so many frames, of which nobody has been told yet.

        `now` is when PortAudio asked for the block, `heard` when its first frame is heard (seconds), None where the system
        does not know; `flag` is PortAudio's own word.
        """
        ran_dry = flag
        if heard is None:
            self._due = math.inf
        else:
            seconds = frames / self._rate
            ran_dry |= heard - self._due > _GAP_SECONDS and heard - now < seconds
            self._due = heard + seconds
        if not ran_dry or now - self._last <= _SAME_GAP_SECONDS:
            return False
        self._last = now
        return True
