import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.names import TRACK_BYTES, clean, song_name, stem_file

RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9", "conin$"}


@given(st.text(max_size=400))
def test_any_name_becomes_one_component_that_every_system_takes(name: str) -> None:
    result = clean(name)
    assert result
    assert len(result.encode()) <= TRACK_BYTES + 1
    assert not set(result) & set('<>:"/\\|?*\x00\n\r\t')
    assert result[-1] not in " ."
    assert result[0] != "."
    assert result.lower().split(".")[0] not in RESERVED
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in result)


@given(st.text(max_size=100))
def test_cleaning_twice_changes_nothing_more(name: str) -> None:
    assert clean(clean(name)) == clean(name)


def test_names_of_every_script_stay_readable() -> None:
    assert clean("七里香") == "七里香"
    assert clean("Für Élise") == "Für Élise"
    assert clean("夜に駆ける (cover)") == "夜に駆ける (cover)"


def test_a_hostile_name_cannot_climb_out() -> None:
    assert "/" not in clean("../../etc/passwd")
    assert clean("..") == "untitled"
    assert clean("CON.txt") == "_CON.txt"


def test_a_very_long_japanese_name_leaves_room_for_its_stem() -> None:
    file = stem_file("あ" * 200, "instrumental", ".flac")
    assert len(file.encode()) <= 255
    assert file.endswith(" (instrumental).flac")


def test_a_track_is_called_like_its_file_without_the_ending() -> None:
    assert song_name("Midnight Train.flac") == "Midnight Train"
    assert song_name("Op. 27 No. 2 in C sharp minor") == "Op. 27 No. 2 in C sharp minor"
    assert song_name(".mp3") == "mp3"
