"""Tracks of named regions are edited without ever getting a hole, and are read back as they were kept."""

from __future__ import annotations

import pytest

from stemdesk.core.music import regions
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.regions import Region, Track

TRACK = regions.from_chords([Chord(0, 2, "A:min", 0.9), Chord(2, 4, "F:maj", 0.4), Chord(4, 8, "C:maj")])


def spans(track: Track) -> list[tuple[float, float, str]]:
    return [(one.start, one.end, one.name) for one in track]


def test_a_moment_belongs_to_the_region_that_begins_there() -> None:
    assert [regions.index_at(TRACK, at) for at in (0.0, 1.99, 2.0, 7.9, 8.0, -1.0)] == [0, 0, 1, 2, None, None]


def test_a_boundary_moves_both_neighbours_and_stops_short_of_their_far_ends() -> None:
    assert spans(regions.moved(TRACK, 1, 2.5)) == [(0, 2.5, "A:min"), (2.5, 4, "F:maj"), (4, 8, "C:maj")]
    assert regions.moved(TRACK, 1, 99.0)[1].start == pytest.approx(4 - regions.SHORTEST)
    assert regions.moved(TRACK, 0, 1.0) == TRACK


def test_splitting_merging_and_deleting_leave_no_hole() -> None:
    split = regions.split(TRACK, 2, 6.0, "G:7")
    assert spans(split)[2:] == [(4, 6, "C:maj"), (6, 8, "G:7")]
    assert spans(regions.merged(split, 2))[2:] == [(4, 8, "C:maj")]
    assert spans(regions.deleted(TRACK, 1)) == [(0, 4, "A:min"), (4, 8, "C:maj")]
    assert spans(regions.deleted(TRACK, 0)) == [(0, 4, "F:maj"), (4, 8, "C:maj")]
    assert regions.split(TRACK, 0, 0.01) == TRACK
    assert regions.merged(TRACK, 2) == TRACK


def test_what_somebody_touched_is_his_own_and_certain() -> None:
    named = regions.renamed(TRACK, 1, "D:min")
    assert named[1] == Region(2, 4, "D:min", 1.0, is_own=True)
    assert not named[0].is_own
    assert [one.is_own for one in regions.moved(TRACK, 2, 5.0)] == [False, True, True]


def test_a_track_is_read_back_as_it_was_kept() -> None:
    track = regions.renamed(TRACK, 1, "D:min7")
    assert regions.from_json(regions.as_json(track)) == track


@pytest.mark.parametrize("broken", [
    None, "x", [], [[0, 1]], [[0, 1, "C:maj", 1, False], [2, 3, "C:maj", 1, False]], [[1, 1, "C:maj", 1, False]],
    [[0, "inf", "C:maj", 1, False]], [[3, 1, "C:maj", 1, True]],
])  # fmt: skip
def test_a_kept_track_that_makes_no_sense_is_none(broken: object) -> None:
    assert regions.from_json(broken) is None


def test_certainty_counts_by_time_and_leaves_silence_out() -> None:
    track = (Region(0, 9, "N", 0.0), Region(9, 10, "C:maj", 1.0), Region(10, 13, "F:maj", 0.2))
    assert regions.certainty_of(track, "N") == pytest.approx(0.4)
    assert regions.certainty_of((), "N") == 0.0
