"""Phrases of a voice, and the lines that begin with them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.audio.analysis.phrases import Phrase, phrases_in, proposed_starts, sung_phrases
from stemdesk.core.music.lyrics import LyricLine
from tests.sounds import write

RATE = 22_050
#: Start and end of what is sung, with a breath and a consonant inside.
SUNG = [(1.0, 3.0), (3.6, 5.5), (9.0, 11.4), (12.0, 13.0)]


@pytest.fixture
def vocals(tmp_path: Path) -> Path:
    t = np.arange(round(15 * RATE)) / RATE
    voice = 0.0008 * np.random.default_rng(1).standard_normal(len(t))
    for start, end in SUNG:
        on = (t >= start) & (t < end)
        voice[on] += 0.3 * np.sin(2 * np.pi * (220 + 20 * np.sin(5 * t[on])) * t[on])
    voice[(t > 2.0) & (t < 2.12)] *= 0.001
    path = tmp_path / "vocals.wav"
    write(path, np.stack([voice, voice], axis=1).astype(np.float32), RATE)
    return path


def test_phrases_begin_where_somebody_sings(vocals: Path) -> None:
    found = sung_phrases(vocals)
    assert len(found) == len(SUNG)
    for phrase, (start, end) in zip(found, SUNG, strict=True):
        assert abs(phrase.start - start) <= 0.05
        assert abs(phrase.end - end) <= 0.05


def test_lines_begin_with_the_phrases_that_they_are_as_long_as(vocals: Path) -> None:
    words = ["I walked the line where", "counting all the lights", "", "hold me, the morning is far", "away now"]
    made = proposed_starts([LyricLine(None, text) for text in words], sung_phrases(vocals))
    assert [line.text for line in made] == words
    assert made[2].start is None
    starts = [line.start for line in made if line.start is not None]
    assert np.allclose(starts, [start for start, _ in SUNG], atol=0.05)


def test_more_lines_than_phrases_share_them() -> None:
    made = proposed_starts([LyricLine(None, "la la la la") for _ in range(4)], [Phrase(10.0, 18.0)])
    assert [line.start for line in made] == [10.0, 12.0, 14.0, 16.0]


def test_an_extra_sound_between_the_phrases_takes_no_line() -> None:
    phrases = [Phrase(1, 4), Phrase(6, 6.3), Phrase(8, 11), Phrase(14, 17)]
    made = proposed_starts([LyricLine(None, "as long as the others")] * 3, phrases)
    assert [line.start for line in made] == [1.0, 8.0, 14.0]


def test_silence_and_hiss_are_not_sung() -> None:
    assert phrases_in(np.zeros(500), 0.02) == []
    assert phrases_in(np.full(500, 1e-4), 0.02) == []
    assert phrases_in(np.zeros(0), 0.02) == []
    assert proposed_starts([LyricLine(None, "a")], []) == [LyricLine(None, "a")]


@given(
    st.lists(st.text("ab ", max_size=12), max_size=12),
    st.lists(st.tuples(st.floats(0, 3), st.floats(0.2, 4)), max_size=12),
)
def test_proposals_are_in_order_and_change_no_word(texts: list[str], spans: list[tuple[float, float]]) -> None:
    phrases, at = [], 0.0
    for rest, length in spans:
        phrases.append(Phrase(at + rest + 0.3, at + rest + 0.3 + length))
        at = phrases[-1].end
    made = proposed_starts([LyricLine(None, text) for text in texts], phrases)
    assert [line.text for line in made] == texts
    starts = [line.start for line in made if line.start is not None]
    assert starts == sorted(starts)
    assert all(start <= at for start in starts)
