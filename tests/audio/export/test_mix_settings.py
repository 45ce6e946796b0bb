"""What was set on stems is read back, whatever became of it meanwhile."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export.mix_settings import mix_settings, tracks_of
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.files.tags import initial_key
from stemdesk.core.stems import StemFile

STEMS = [StemFile(name, Path(f"{name}.wav")) for name in ("vocals", "drums")]
settings_of_a_track = st.builds(
    TrackSettings, st.floats(-120, 24, allow_nan=False), st.floats(-1, 1, allow_nan=False), st.booleans(), st.booleans()
)


@given(st.lists(settings_of_a_track, min_size=2, max_size=2))
def test_what_was_set_comes_back(tracks: list[TrackSettings]) -> None:
    assert tracks_of(STEMS, mix_settings(STEMS, tracks, FrameRange(1, 2))) == tracks


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.floats() | st.text(), st.lists, max_leaves=5)))
def test_whatever_stands_there_a_mix_comes_out(kept: dict[str, object]) -> None:
    for track in tracks_of(STEMS, {"lanes": {"vocals": kept, **kept}}):
        assert -120 <= track.gain_db <= 24
        assert -1 <= track.pan <= 1


def test_a_key_is_spelled_as_players_of_other_programs_read_it() -> None:
    assert [initial_key(key) for key in ("F♯ minor", "B♭ major", "C major")] == ["F#m", "Bb", "C"]
