"""The deck: what is heard is the song, loops and seeks included, whatever the sizes of reads and writes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemdesk.audio.deck import Deck, Loop

FRAMES = 5000


class Counting:
    """A reader whose sample at frame n is n."""

    def __init__(self, frames: int = FRAMES) -> None:
        self.frames = frames
        self.at = 0

    def seek(self, frame: int) -> None:
        self.at = frame

    def read_into(self, lanes: np.ndarray) -> None:
        count = lanes.shape[1]
        lanes[:] = np.arange(self.at, self.at + count, dtype=np.float32)[None, :, None]
        self.at += count


def drain(deck: Deck, reader: Counting, loop: Loop | None, steps: list[tuple[int, int]]) -> list[float]:
    heard: list[float] = []
    for fill, take in steps:
        deck.fill(reader, min(fill, deck.room()), loop)  # type: ignore[arg-type]
        out = np.empty((2, take, 2), np.float32)
        before = deck.taken
        got = deck.take(out)
        for i in range(got):
            assert deck.song_frame(before + i) == out[0, i, 0]
        heard += out[1, :got, 1].tolist()
    return heard


steps = st.lists(st.tuples(st.integers(1, 700), st.integers(1, 600)), max_size=40)


@given(steps)
def test_without_a_loop_every_frame_comes_once_and_in_order(plan: list[tuple[int, int]]) -> None:
    heard = drain(Deck(2, 1000), Counting(), None, plan)
    assert heard == list(range(len(heard)))


@given(steps, st.integers(0, 800), st.integers(50, 900))
@settings(max_examples=60)
def test_a_loop_repeats_to_the_sample(plan: list[tuple[int, int]], start: int, length: int) -> None:
    loop = Loop(start, start + length)
    heard = drain(Deck(2, 1000), Counting(), loop, plan)
    expected = [n if n < loop.end else loop.start + (n - loop.start) % length for n in range(len(heard))]
    assert heard == expected


def test_the_end_is_known_and_nothing_comes_after_it() -> None:
    deck, reader = Deck(1, 400), Counting(300)
    deck.fill(reader, 400, None)  # type: ignore[arg-type]
    assert deck.end == 300
    out = np.ones((1, 400, 2), np.float32)
    assert deck.take(out) == 300
    assert not out[:, 300:].any()


@pytest.mark.parametrize("taken", [0, 120])
def test_taking_back_goes_on_from_the_right_place(taken: int) -> None:
    deck, reader = Deck(2, 1000), Counting()
    deck.fill(reader, 900, None)  # type: ignore[arg-type]
    deck.take(np.empty((2, taken, 2), np.float32))
    loop = Loop(100, 200 + taken)
    reader.seek(deck.take_back(50))
    heard = drain(deck, reader, loop, [(500, 300)])
    first = list(range(taken, loop.end))
    again = [loop.start + i % (loop.end - loop.start) for i in range(300 - len(first))]
    assert heard == first + again
