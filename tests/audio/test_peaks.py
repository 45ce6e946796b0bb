from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stemdesk.audio.peaks import STRIDE, peaks_of
from tests.sounds import make_song, read

if TYPE_CHECKING:
    from pathlib import Path


def test_peaks_hold_the_extremes_of_every_stretch(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 1.7)
    peaks = peaks_of(path, tmp_path / "cache")
    assert peaks is not None
    data = read(path)
    assert len(peaks.high) == -(-len(data) // STRIDE)
    for i in (0, 7, len(peaks.high) - 1):
        part = data[i * STRIDE : (i + 1) * STRIDE]
        assert peaks.high[i] == part.max()
        assert peaks.low[i] == part.min()


def test_the_second_look_comes_from_the_cache_and_a_changed_file_does_not(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 1.0)
    first = peaks_of(path, tmp_path / "cache")
    (kept,) = (tmp_path / "cache" / "peaks").iterdir()
    written = kept.stat().st_mtime_ns
    assert first is not None
    again = peaks_of(path, tmp_path / "cache")
    assert again is not None
    assert np.array_equal(first.high, again.high)
    assert kept.stat().st_mtime_ns == written
    make_song(path, 2.0)
    longer = peaks_of(path, tmp_path / "cache")
    assert longer is not None
    assert len(longer.high) > len(first.high)


def test_a_broken_cache_file_is_computed_anew(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 0.5)
    peaks_of(path, tmp_path / "cache")
    (kept,) = (tmp_path / "cache" / "peaks").iterdir()
    kept.write_bytes(b"broken")
    assert peaks_of(path, tmp_path / "cache") is not None


def test_columns_never_lose_the_loudest_moment(tmp_path: Path) -> None:
    path = make_song(tmp_path / "x.wav", 3.0)
    peaks = peaks_of(path, tmp_path / "cache")
    assert peaks is not None
    low, high = peaks.columns(37, 0.0, 3.0)
    assert len(low) == len(high) == 37
    assert high.max() == peaks.high.max()
    assert low.min() == peaks.low.min()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be")
    assert peaks_of(make_song(tmp_path / "x.wav", 0.5), blocked) is not None
