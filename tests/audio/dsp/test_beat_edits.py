"""What somebody makes of the beats that were found."""

from __future__ import annotations

import numpy as np

from stemdesk.audio.dsp.beat_edits import BeatGridSettings, counted, tapped, with_moved
from stemdesk.audio.dsp.metronome import BeatGrid

BEATS = np.linspace(50.0, 3950.0, 40)
ALL = 4050


def grid(settings: BeatGridSettings, *bars: int) -> BeatGrid:
    made = counted(BEATS, np.array([BEATS[bar] for bar in bars]), settings, ALL)
    assert made is not None
    return made


def test_bars_are_as_long_as_they_were_found_also_where_the_metre_changes() -> None:
    found = grid(BeatGridSettings(), 2, 6, 10, 13, 16, 20)
    assert found.downbeats.tolist() == [2, 6, 10, 13, 16, 20]
    assert [found.beats_at(int(BEATS[beat])) for beat in (2, 9, 12, 17)] == [4, 4, 3, 4]
    assert found.begins_bar(13)
    assert not found.begins_bar(14)


def test_beats_per_bar_that_are_set_count_from_the_first_bar_that_was_found() -> None:
    assert grid(BeatGridSettings(per_bar=3), 2, 6, 10).downbeats[:3].tolist() == [2, 5, 8]
    assert grid(BeatGridSettings(per_bar=3, first=-1), 2, 6, 10).downbeats[:3].tolist() == [1, 4, 7]


def test_double_time_and_half_time_keep_the_bars_where_they_are() -> None:
    for factor in (0.5, 2.0):
        assert grid(BeatGridSettings(factor=factor), 2, 6, 10).bar_frames.tolist() == [250, 650, 1050]


def test_a_moved_beat_takes_its_neighbours_along_and_leaves_those_far_away() -> None:
    before = grid(BeatGridSettings(), 0, 4)
    settings = with_moved(BeatGridSettings(), before, before, 2050, 2090)
    assert settings is not None
    moved = grid(settings, 0, 4).frames - before.frames
    assert moved[20] == 40
    assert moved[19] == moved[21] == 35
    assert moved[12] == moved[28] == 0


def test_between_two_moved_beats_all_go_along_in_proportion() -> None:
    moved = grid(BeatGridSettings(moved=((1050, 1050), (1450, 1490))), 0, 4).frames - BEATS
    assert moved[10:15].tolist() == [0, 10, 20, 30, 40]


def test_a_beat_is_never_moved_past_its_neighbours() -> None:
    before = grid(BeatGridSettings(), 0, 4)
    settings = with_moved(BeatGridSettings(), before, before, 2050, 9000)
    assert settings is not None
    assert np.all(np.diff(grid(settings, 0, 4).frames) >= 0)
    assert settings.moved == ((2050, 2149),)


def test_taps_are_a_steady_grid_over_the_whole_song() -> None:
    assert tapped([1000, 1500, 2000]) is None
    found = tapped([1003, 1498, 2001, 2502, 2997])
    assert found is not None
    steady = counted(np.zeros(0), np.zeros(0), BeatGridSettings(tapped=found), 10_000)
    assert steady is not None
    assert np.allclose(np.diff(steady.frames), 500, atol=2)
    assert abs(int(steady.bar_frames[0]) % 2000 - 1000) < 10
