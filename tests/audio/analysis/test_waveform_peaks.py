from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.analysis.waveform_peaks import STEP, STRIDE, load_peaks
from tests.sounds import make_song, read

if TYPE_CHECKING:
    from pathlib import Path


def test_peaks_hold_how_far_every_stretch_reaches(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 1.7)
    peaks = load_peaks(path, tmp_path / "cache")
    assert peaks is not None
    data = np.abs(read(path))
    bottom, above = peaks.levels[:2]
    assert len(bottom) == -(-len(data) // STRIDE)
    for i in (0, 7, len(bottom) - 1):
        true = data[i * STRIDE : (i + 1) * STRIDE].max()
        assert true <= bottom[i] * peaks.loudest / 255 <= true + peaks.loudest / 255 + 1e-6
    assert above[1] == bottom[STEP : 2 * STEP].max()


def test_the_second_look_comes_from_the_cache_and_a_changed_file_does_not(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 1.0)
    first = load_peaks(path, tmp_path / "cache")
    (kept,) = (tmp_path / "cache" / "peaks").iterdir()
    written = kept.stat().st_mtime_ns
    assert first is not None
    again = load_peaks(path, tmp_path / "cache")
    assert again is not None
    assert np.array_equal(first.levels[0], again.levels[0])
    assert kept.stat().st_mtime_ns == written
    make_song(path, 2.0)
    longer = load_peaks(path, tmp_path / "cache")
    assert longer is not None
    assert len(longer.levels[0]) > len(first.levels[0])


def test_a_broken_cache_file_is_computed_anew(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 0.5)
    load_peaks(path, tmp_path / "cache")
    (kept,) = (tmp_path / "cache" / "peaks").iterdir()
    kept.write_bytes(b"broken")
    assert load_peaks(path, tmp_path / "cache") is not None


@pytest.mark.parametrize("count", [3, 37, 500, 4000])
def test_columns_never_lose_the_loudest_moment(tmp_path: Path, count: int) -> None:
    path = make_song(tmp_path / "x.wav", 3.0)
    peaks = load_peaks(path, tmp_path / "cache")
    assert peaks is not None
    reach = peaks.columns(count, 0.0, 3.0)
    assert len(reach) == count
    assert reach.max() == pytest.approx(peaks.loudest)


def test_columns_of_a_part_are_those_of_the_whole_and_nothing_is_drawn_beyond_the_end(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 3.0)
    peaks = load_peaks(path, tmp_path / "cache")
    assert peaks is not None
    seconds = 64 * STRIDE / 44_100
    whole = peaks.columns(64, 0.0, seconds)
    assert np.array_equal(peaks.columns(32, seconds / 2, seconds), whole[32:])
    beyond = peaks.columns(10, 2.5, 3.5)
    assert beyond[:5].any()
    assert not beyond[6:].any()
    assert not peaks.columns(10, 5.0, 6.0).any()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be")
    assert load_peaks(make_song(tmp_path / "x.wav", 0.5), blocked) is not None
