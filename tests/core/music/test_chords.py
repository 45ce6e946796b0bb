"""Names of chords: read, written, spelled, moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.music import chords
from stemdesk.core.music.chords import (
    Chord,
    ChordName,
    for_capo,
    from_written,
    joined,
    parsed,
    readable,
    simplified,
    transposed,
    transposed_key,
)

names = st.builds(
    ChordName, st.integers(0, 11), st.sampled_from(sorted(chords._WRITTEN)), st.integers(0, 11)
).map(str)  # fmt: skip
keys = st.sampled_from(["C major", "F major", "G♭ major", "F♯ major", "A minor", "E♭ minor", "D♯ minor", "B major"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [("A:min7", "Am7"), ("C:maj/3", "C/E"), ("F#:hdim7", "F♯m7♭5"), ("N", "N.C."), ("X", "N.C."), ("C", "C"),
     ("G:sus4(b7)", "G7sus4"), ("D:maj/3", "D/F♯"), ("Eb:maj/3", "E♭/G"), ("A:maj(9)/3", "Aadd9/C♯"), ("C:5", "C5"),
     ("Bb:maj7", "B♭maj7"), ("E:min/b7", "Em/D")],
)  # fmt: skip
def test_people_read_what_they_know(name: str, shown: str) -> None:
    assert readable(name) == shown


@pytest.mark.parametrize(
    ("name", "key", "shown"),
    [("A#:maj", "F major", "B♭"), ("Bb:maj", "B major", "A♯"), ("G#:min", "E major", "G♯m"), ("Ab:min", "G♭ major", "A♭m"),
     ("C#:maj", "A♭ major", "D♭"), ("E:7/3", "A minor", "E7/G♯"), ("B:maj", "G♭ major", "C♭"), ("Ab:dim", "A minor", "G♯dim")],
)  # fmt: skip
def test_a_chord_is_spelled_as_its_key_is(name: str, key: str, shown: str) -> None:
    assert readable(name, key) == shown


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Am7", "A:min7"), ("c/e", "C:maj/3"), ("ebmaj7", "Eb:maj7"), ("Bb", "Bb:maj"), ("F#m7b5", "F#:hdim7"), ("N.C.", "N"),
     ("bb", "Bb:maj"), ("b", "B:maj"), ("D/F#", "D:maj/3"), ("C6/9/E", "C:maj6(9)/3"), ("E-7", "E:min7"), ("CM7", "C:maj7"),
     ("f♯°7", "F#:dim7"), ("A:min7/b3", "A:min7/b3"), (" G 7 sus4 ", "G:sus4(b7)"), ("H", None), ("Cfoo", None), ("", None),
     ("C/", None), ("/E", None), ("C/X", None), ("C:foo", None)],
)  # fmt: skip
def test_what_a_musician_types_is_understood(typed: str, name: str | None) -> None:
    assert from_written(typed) == name


@given(names, st.none() | keys)
def test_what_is_shown_can_be_typed_again(name: str, key: str | None) -> None:
    assert from_written(readable(name, key)) == name


@given(names, st.integers(-24, 24), st.integers(-24, 24))
def test_moving_twice_is_moving_once(name: str, one: int, other: int) -> None:
    assert transposed(transposed(name, one), other) == transposed(name, one + other)


@given(names, st.integers(0, 11))
def test_a_capo_is_taken_back_by_its_fret(name: str, capo: int) -> None:
    assert transposed(for_capo(name, capo), capo) == name
    assert for_capo("A:min", 2) == "G:min"


@given(names)
def test_a_simple_chord_is_a_triad_on_the_same_root(name: str) -> None:
    whole, simple = parsed(name), parsed(simplified(name))
    assert whole is not None
    assert simple is not None
    assert simple.root == simple.bass == whole.root
    assert simple.kind in {"maj", "min", "dim", "aug", "sus2", "sus4", "5", "1"}
    assert simplified(simplified(name)) == simplified(name)


@given(st.text(max_size=12))
def test_nonsense_is_no_chord_and_no_crash(words: str) -> None:
    found = from_written(words)
    assert found is None or found == "N" or parsed(found) is not None
    assert readable(words)
    assert transposed(words, 3) is not None


def test_neighbours_of_one_name_are_one_chord() -> None:
    both = joined((Chord(0, 1, "C:maj", 1.0), Chord(1, 4, "C:maj", 0.6), Chord(4, 5, "N", 0.0)))
    assert [(each.start, each.end, each.name) for each in both] == [(0, 4, "C:maj"), (4, 5, "N")]
    assert both[0].certainty == pytest.approx(0.7)


def test_a_key_moves_and_is_spelled_as_usual() -> None:
    assert [transposed_key("C major", step) for step in range(1, 12)] == [
        "D♭ major", "D major", "E♭ major", "E major", "F major", "F♯ major", "G major", "A♭ major", "A major", "B♭ major",
        "B major",
    ]  # fmt: skip
    assert transposed_key("B minor", -3) == "G♯ minor"
    assert transposed_key("", 3) == ""
