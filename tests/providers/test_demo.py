"""The demo song: what is shipped is what the script composes."""

import numpy as np

from stemdesk.audio.files.reader import open_audio
from tests.demo import SHIPPED, demo_song, demo_stems
from tests.sounds import sdr


def test_the_shipped_song_is_the_composed_one() -> None:
    shipped = open_audio(SHIPPED)
    heard = shipped.read(10_000_000)
    song = demo_song()
    assert (shipped.rate, shipped.channels, len(heard)) == (44_100, 2, len(song))
    assert sdr(song, heard) > 8


def test_it_is_small_about_half_a_minute_and_not_clipped() -> None:
    assert SHIPPED.stat().st_size < 1_000_000
    song = demo_song()
    assert 25 < len(song) / 44_100 < 35
    assert np.max(np.abs(song)) < 0.9


def test_its_stems_add_up_to_it() -> None:
    assert np.max(np.abs(sum(demo_stems().values()) - demo_song())) < 1e-6
