"""Splits a stream by HT-Demucs, whatever its rate and its channels are; the stems add up to the song.

The network hears a stereo sum at 44.1 kHz in pieces that overlap by a quarter and are faded into each other. Of mono and
stereo its stems are taken as they come. What is then missing to the song (a little everywhere, all that lies above the
network's range, and of surround sound everything, as it is only heard folded down) is shared out among the stems by what
each has of that moment and frequency, on the side where the channel stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import soxr

from stemdesk.inference.demucs import PIECE, RATE
from stemdesk.providers.local.separators.downmix import sides
from stemdesk.providers.local.separators.spectra import Stft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stemdesk.audio.dsp.buffers import Floats

    Read = Callable[[int], Floats]

OVERLAP: Final = PIECE // 4
STRIDE: Final = PIECE - OVERLAP
_BLOCK: Final = 1 << 16
#: Samples of all stems and channels that are worked on at once.
_AT_ONCE: Final = 4_000_000
#: Samples a second (of all channels) from which on nothing is waited for that need not be: 7.1 at 192 kHz.
_MANY_SAMPLES: Final = 500_000
#: Hz. What the network has to say reaches as far, with what resampling takes away at the top; what lies above follows the
#: octave below.
_TOP: Final = 20_000.0
_LEAST: Final = np.float32(1e-10)


class Separator(Protocol):
    """`stems` in order; `turn`: how many pieces it likes at once."""

    @property
    def stems(self) -> tuple[str, ...]: ...

    @property
    def turn(self) -> int: ...

    def split(self, pieces: Sequence[Floats]) -> Floats:
        """(2, PIECE) each to (pieces, stems, 2, PIECE)."""


def split_waves(read: Read, rate: int, channels: int, separator: Separator, stems: Sequence[str]) -> Iterator[Floats]:
    """Yields (stems, frames, channels) in the order of `stems`, from front to back, as many frames as `read` gives."""
    song = _Song(rate, channels, separator, [separator.stems.index(stem) for stem in stems])
    while len(block := read(_BLOCK)):
        yield from song.add(np.nan_to_num(block, posinf=0.0, neginf=0.0))
    yield from song.end()


class Pieces:
    """Fed with stereo at 44.1 kHz, (frames, 2); answers with (frames, 2 × stems), left and right of each, in order and none
    twice. `turn`: pieces that are waited for, but for the first."""

    def __init__(self, separator: Separator, order: Sequence[int], turn: int) -> None:
        self._separator = separator
        self._order = list(order)
        self._most = turn
        self._turn = 1
        self._sound: Floats = np.zeros((0, 2), np.float32)
        self._tail: Floats | None = None
        self._fade = np.linspace(0, 1, OVERLAP, dtype=np.float32)[:, None]

    def add(self, sound: Floats) -> Iterator[Floats]:
        self._sound = np.concatenate([self._sound, sound])
        while len(self._sound) >= PIECE + (self._turn - 1) * STRIDE:
            yield self._next(self._turn)
            self._turn = self._most

    def end(self) -> Iterator[Floats]:
        """What is left, once everything was added."""
        while (left := len(self._sound)) > (0 if self._tail is None else OVERLAP):
            count = min(self._turn, 1 + max(0, -(-(left - PIECE) // STRIDE)))
            told = self._next(count)
            yield told[:left]
            self._turn = self._most
        if self._tail is not None:
            yield self._tail[: len(self._sound)]

    def _next(self, count: int) -> Floats:
        missing = PIECE + (count - 1) * STRIDE - len(self._sound)
        sound = self._sound if missing <= 0 else np.pad(self._sound, ((0, missing), (0, 0)))
        pieces = [sound[STRIDE * number :][:PIECE] for number in range(count)]
        told = []
        for stems in self._split(pieces):
            if self._tail is not None:
                stems[:OVERLAP] = self._tail * (1 - self._fade) + stems[:OVERLAP] * self._fade
            told.append(stems[:STRIDE])
            self._tail = stems[STRIDE:].copy()
        self._sound = self._sound[count * STRIDE :]
        return np.concatenate(told)

    def _split(self, pieces: Sequence[Floats]) -> list[Floats]:
        """Where there is nothing to hear nobody is asked: nothing comes out."""
        heard = [number for number, piece in enumerate(pieces) if piece.any()]
        made = [np.zeros((PIECE, 2 * len(self._order)), np.float32) for _ in pieces]
        if heard:
            found = self._separator.split([np.ascontiguousarray(pieces[number].T) for number in heard])
            for number, stems in zip(heard, found[:, self._order], strict=True):
                made[number] = np.ascontiguousarray(stems.reshape(-1, PIECE).T)
        return made


class _Song:
    def __init__(self, rate: int, channels: int, separator: Separator, order: Sequence[int]) -> None:
        self._stems = len(order)
        self._channels = channels
        self._sides = sides(channels)
        self._pieces = Pieces(separator, order, separator.turn if rate * channels < _MANY_SAMPLES else 1)
        same = rate == RATE
        self._down = None if same else soxr.ResampleStream(rate, RATE, 2, dtype="float32")
        self._up = None if same else soxr.ResampleStream(RATE, rate, 2 * self._stems, dtype="float32")
        self._stft = stft = Stft(rate)
        self._known = int(np.searchsorted(stft.frequencies, _TOP))
        self._count = max(4, min(256, _AT_ONCE // (self._stems * max(2, channels) * stft.hop)))
        #: From the first sample of the next frame on; the song begins after so much of nothing.
        self._skip = before = stft.size - stft.hop
        self._sound: Floats = np.zeros((before, channels), np.float32)
        self._heard: Floats = np.zeros((before, 2 * self._stems), np.float32)
        self._tail: Floats = np.zeros((self._stems - 1, before, channels), np.float32)
        self._came = 0
        self._told = 0
        self._heard_in_all = 0

    def add(self, block: Floats) -> Iterator[Floats]:
        self._came += len(block)
        self._sound = np.concatenate([self._sound, block])
        for stems in self._pieces.add(self._at_the_networks_rate(block, last=False)):
            self._hear(stems, last=False)
            yield from self._frames()

    def end(self) -> Iterator[Floats]:
        nothing: Floats = np.zeros((0, self._channels), np.float32)
        if self._down is not None:
            for stems in self._pieces.add(self._at_the_networks_rate(nothing, last=True)):
                self._hear(stems, last=False)
                yield from self._frames()
        for stems in self._pieces.end():
            self._hear(stems, last=False)
            yield from self._frames()
        self._hear(np.zeros((0, 2 * self._stems), np.float32), last=True)
        silence = self._stft.size * 2
        self._heard = np.pad(self._heard, ((0, self._came - self._heard_in_all + silence), (0, 0)))
        self._sound = np.pad(self._sound, ((0, silence), (0, 0)))
        yield from self._frames()

    def _at_the_networks_rate(self, block: Floats, *, last: bool) -> Floats:
        front = np.asarray(block @ self._sides.down, np.float32)
        return front if self._down is None else np.asarray(self._down.resample_chunk(front, last=last))

    def _hear(self, stems: Floats, *, last: bool) -> None:
        if self._up is not None:
            stems = np.asarray(self._up.resample_chunk(np.ascontiguousarray(stems), last=last))
        stems = stems[: self._came - self._heard_in_all]
        self._heard_in_all += len(stems)
        self._heard = np.concatenate([self._heard, stems])

    def _frames(self) -> Iterator[Floats]:
        """As many as both the song and what was heard of it have."""
        stft = self._stft
        while (whole := (min(len(self._heard), len(self._sound)) - stft.size) // stft.hop + 1) > 0:
            told = self._some(min(whole, self._count))
            told = told[:, : self._came - self._told]
            self._told += told.shape[1]
            if told.shape[1]:
                yield told

    def _some(self, count: int) -> Floats:
        """The stems of what `count` more frames complete."""
        stft = self._stft
        done, size = count * stft.hop, (count - 1) * stft.hop + stft.size
        shares = self._shares(self._heard[:size], count)
        made = np.empty((self._stems, done, self._channels), np.float32)
        for channel in range(self._channels):
            direct = self._direct(channel, size)
            left = stft.frames(np.ascontiguousarray(self._sound[:size, channel] - direct.sum(axis=0)), count)
            place = self._sides.up[channel]
            for stem in range(self._stems - 1):
                wave = stft.add_up(left * (shares[stem, 0] * place[0] + shares[stem, 1] * place[1]))
                wave[: self._tail.shape[1]] += self._tail[stem, :, channel]
                made[stem, :, channel] = direct[stem, :done] + wave[:done]
                self._tail[stem, :, channel] = wave[done:]
        made[-1] = self._sound[:done] - made[:-1].sum(axis=0)
        self._sound, self._heard = self._sound[done:], self._heard[done:]
        skip = min(self._skip, done)
        self._skip -= skip
        return made[:, skip:]

    def _direct(self, channel: int, size: int) -> Floats:
        """(stems, size): what the network itself gives to a channel."""
        heard = self._heard[:size].T.reshape(self._stems, 2, size)
        if self._channels > 2:
            return np.zeros((self._stems, size), np.float32)
        return np.asarray(heard[:, channel] if self._channels == 2 else heard.mean(axis=1), np.float32)

    def _shares(self, heard: Floats, count: int) -> Floats:
        """(stems, sides, frames, bins); what nobody has anything of is the last stem's."""
        power = np.stack([np.abs(self._stft.frames(np.ascontiguousarray(wave), count)) ** 2 for wave in heard.T])
        power = power.reshape(self._stems, 2, *power.shape[1:])
        if self._known < power.shape[-1]:
            power[..., self._known :] = power[..., self._known // 2 : self._known].mean(axis=-1, keepdims=True)
        power[-1] += _LEAST
        return np.asarray(power / power.sum(axis=0), np.float32)
