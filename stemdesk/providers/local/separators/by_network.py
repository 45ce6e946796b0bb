"""Splits a stream into vocals and everything else with the trained network, whatever its rate and its channels are.

The network hears a stereo sum at 44.1 kHz. What it says is applied where the song lives: to every channel, at the song's own
rate, with each moment and frequency taken from between the network's. What lies above the network's range follows the
highest of it; channels beyond the front pair follow the side that they stand on. Everything else is the song less the
vocals, so the two add up to it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from stemdesk.inference.spleeter import BINS
from stemdesk.providers.local.separators import vocals_share
from stemdesk.providers.local.separators.downmix import sides
from stemdesk.providers.local.separators.separation import Backing, split_stream
from stemdesk.providers.local.separators.spectra import Stft
from stemdesk.providers.local.separators.vocals_share import HOP, RATE, VocalsShare
from stemdesk.workers.ahead import side_by_side
from stemdesk.workers.free_memory import free_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.providers.local.separators.vocals_share import Run

    Read = Callable[[int], Floats]

_BLOCK: Final = 1 << 16
#: So many blocks are heard by the network while the stems of earlier ones are put together, where memory is not short.
_AHEAD: Final = 8
#: Frames of the spectrum that are worked on at once.
_AT_ONCE: Final = 256
#: Strokes and held notes are told apart in less time than repetition, and in less memory: in this much, but in no more than
#: so many samples (of all channels), as long as that is enough for a held note.
_BACKING_SECONDS: Final = 10.0
#: The first block, with its overlap, is told apart in the network's first piece: it is heard soon.
_FIRST_SECONDS: Final = 3.0
_BACKING_SAMPLES: Final = 1_000_000
_LEAST_SECONDS: Final = 1.0
#: Bins of the network whose mean stands for what lies above them.
_TOP: Final = BINS // 4
#: Samples a second (of all channels) from which on pieces are short. 7.1 at 192 kHz then takes 620 MB in all, its band 810,
#: where stereo at 44.1 kHz takes 540 and 660.
MANY_SAMPLES: Final = 500_000
#: Free bytes from which on pieces are long: twice what they take.
_ROOMY: Final = 700 << 20
#: Exponent on the vocals' share: above one it leaves more behind, below it takes more along.
STRICTNESS: Final = {"backing": 0.6, "balanced": 1.0, "vocals": 2.0}


def split_pair(
    read: Read,
    rate: int,
    channels: int,
    run: Run,
    prefer: str = "balanced",
    *,
    sparing: bool = False,
    gain: float = 1.0,
) -> Iterator[Floats]:
    """Yields (2, frames, channels), vocals and instrumental, from front to back, as many frames as `read` gives.

    `sparing`: of memory, however much there seems to be. What comes out is the same. `gain`: how much louder the network
    hears the song.
    """
    song = _Song(rate, channels, STRICTNESS[prefer])
    sparing = sparing or rate * channels >= MANY_SAMPLES or _is_short_of_memory()
    share = VocalsShare(run, vocals_share.SHORT if sparing else vocals_share.LONG, gain)
    with side_by_side(_heard(read, rate, channels, share), 0 if sparing else _AHEAD) as heard:
        for block, rows in heard:
            yield from song.add(block, rows)
    yield from song.end()


def _heard(read: Read, rate: int, channels: int, share: VocalsShare) -> Iterator[tuple[Floats, Floats]]:
    """Blocks of the song, and what the network has said meanwhile; empty blocks at the end."""
    down = sides(channels).down
    resample = None if rate == RATE else soxr.ResampleStream(rate, RATE, 2, dtype="float32")

    def at_the_networks_rate(block: Floats, *, last: bool) -> Floats:
        front = np.asarray(block @ down, np.float32)
        return front if resample is None else np.asarray(resample.resample_chunk(front, last=last), np.float32)

    while len(block := read(_BLOCK)):
        block = np.nan_to_num(block, posinf=0.0, neginf=0.0)
        yield block, share.add(at_the_networks_rate(block, last=False))
    nothing: Floats = np.zeros((0, channels), np.float32)
    yield nothing, share.add(at_the_networks_rate(nothing, last=True))
    for rows in share.end():
        yield nothing, rows


def split_band(
    read: Read,
    rate: int,
    channels: int,
    run: Run,
    prefer: str = "balanced",
    *,
    sparing: bool = False,
    gain: float = 1.0,
) -> Iterator[Floats]:
    """Yields (4, frames, channels): vocals by the network, drums, bass and other by signal processing on what is left."""
    pairs = split_pair(read, rate, channels, run, prefer, sparing=sparing, gain=gain)
    vocals: deque[Floats] = deque()
    left: Floats = np.zeros((0, channels), np.float32)

    def read_rest(frames: int) -> Floats:
        nonlocal left
        while not len(left):
            pair = next(pairs, None)
            if pair is None:
                return left
            vocals.append(pair[0])
            left = pair[1]
        block, left = left[:frames], left[frames:]
        return block

    sung: Floats = np.zeros((0, channels), np.float32)
    seconds = max(_LEAST_SECONDS, min(_BACKING_SECONDS, _BACKING_SAMPLES / (rate * channels)))
    split = split_stream(
        read_rest, rate, channels, Backing(), block_seconds=seconds, first_seconds=min(seconds, _FIRST_SECONDS)
    )
    for stems in split:
        frames = stems.shape[1]
        have = [sung]
        while sum(map(len, have)) < frames:
            have.append(vocals.popleft())
        together = np.concatenate(have)
        sung = together[frames:]
        yield np.concatenate([together[None, :frames], stems])


class _Song:
    def __init__(self, rate: int, channels: int, strictness: float) -> None:
        self._strictness = np.float32(strictness)
        self._stft = Stft(rate)
        self._sides = sides(channels)
        before = self._stft.size - self._stft.hop
        #: From the first sample of the next frame on; the song begins after `before` samples of nothing.
        self._sound: Floats = np.zeros((before, channels), np.float32)
        #: What comes after it, until the network has said something.
        self._waiting: list[Floats] = []
        self._tail: Floats = np.zeros((before, channels), np.float32)
        self._rows: Floats = np.zeros((0, 2, BINS), np.float32)
        self._first_row = 0
        self._next = 0
        self._came = 0
        self._told = 0
        self._skip = before
        #: Frames of the network in one of ours, and the bins of ours in bins of the network.
        self._ratio = self._stft.hop / rate * RATE / HOP
        self._places = np.arange(self._stft.size // 2 + 1) * (rate / self._stft.size) / (RATE / (4 * HOP))

    def add(self, block: Floats, rows: Floats) -> Iterator[Floats]:
        """Yields what a block completes, with the rows that the network has made of it and of what came before."""
        self._came += len(block)
        self._waiting.append(block)
        if not len(rows):
            return
        self._gather()
        self._rows = np.concatenate([self._rows, rows])
        # the place of our frame j among the network's frames is 1 + (j - 1) * ratio
        known = int((self._first_row + len(self._rows) - 2) / self._ratio) + 1
        whole = self._next + (len(self._sound) - self._stft.size) // self._stft.hop + 1
        yield from self._frames(min(known, whole))

    def end(self) -> Iterator[Floats]:
        self._gather()
        frames = -(-(self._came + self._stft.size) // self._stft.hop)
        missing = (frames - self._next) * self._stft.hop + self._stft.size - len(self._sound)
        self._waiting.append(np.zeros((max(0, missing), self._sound.shape[1]), np.float32))
        self._gather()
        for stems in self._frames(frames):
            left = self._came - (self._told - stems.shape[1])
            if left > 0:
                yield stems[:, :left]

    def _gather(self) -> None:
        self._sound = np.concatenate([self._sound, *self._waiting])
        self._waiting.clear()

    def _frames(self, end: int) -> Iterator[Floats]:
        while self._next < end:
            count = min(_AT_ONCE, end - self._next)
            stems = self._some(count)
            self._next += count
            row = int(1 + (self._next - 1) * self._ratio)
            drop = max(0, min(row - self._first_row, len(self._rows) - 1))
            self._rows = self._rows[drop:]
            self._first_row += drop
            self._told += stems.shape[1]
            if stems.shape[1]:
                yield stems

    def _some(self, count: int) -> Floats:
        """The stems of what `count` more frames complete."""
        stft = self._stft
        shares = self._shares(count)
        done = count * stft.hop
        stems = np.empty((2, done, self._sound.shape[1]), np.float32)
        vocals, rest = stems
        for channel, place in enumerate(self._sides.up):
            spectrum = stft.frames(np.ascontiguousarray(self._sound[:, channel]), count)
            spectrum *= _weighed(shares, place)
            wave = stft.add_up(spectrum)
            wave[: len(self._tail)] += self._tail[:, channel]
            vocals[:, channel] = wave[:done]
            self._tail[:, channel] = wave[done:]
        song, self._sound = self._sound[:done], self._sound[done:]
        skip = min(self._skip, done)
        self._skip -= skip
        np.subtract(song, vocals, out=rest)
        return stems[:, skip:]

    def _shares(self, count: int) -> tuple[Floats, Floats]:
        """Of the next frames and of every bin of ours, for the left and the right."""
        place = 1 + (np.arange(self._next, self._next + count) - 1) * self._ratio - self._first_row
        rows = _between(self._rows, np.clip(place, 0, len(self._rows) - 1))
        if self._strictness != 1:
            rows = rows**self._strictness
        above = rows[:, :, -_TOP:].mean(axis=2, keepdims=True)
        known = self._places[self._places <= BINS - 1]
        inside = _between(rows.transpose(2, 0, 1), known).transpose(1, 2, 0)
        outside = np.broadcast_to(above, (count, 2, len(self._places) - len(known)))
        both = np.concatenate([inside, outside], axis=2)
        return both[:, 0], both[:, 1]


def _is_short_of_memory() -> bool:
    free = free_bytes()
    return free is not None and free < _ROOMY


def _weighed(shares: tuple[Floats, Floats], place: Floats) -> Floats:
    """What is told about left and right, for a channel that stands between them, or on one side."""
    left, right = place
    if not left or not right:
        return shares[0] if left else shares[1]
    return np.asarray(shares[0] * left + shares[1] * right, np.float32)


def _between(values: Floats, places: NDArray[np.float64]) -> Floats:
    """Along the first axis, at places between the whole numbers; not to be written into."""
    below = places.astype(int)
    share = (places - below).astype(np.float32)
    if not np.any(share):
        is_stretch = np.array_equal(below, np.arange(below[0], below[0] + len(below)))
        return values[below[0] : below[0] + len(below)] if is_stretch else values[below]
    share = share.reshape(-1, *[1] * (values.ndim - 1))
    above = values[np.minimum(below + 1, len(values) - 1)]
    return np.asarray(values[below] * (1 - share) + above * share, np.float32)
