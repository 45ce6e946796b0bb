"""MIDI files: what is written can be read, by others too; what others send is read with care."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.midi_reader import NoMidi, parse_midi, read_midi
from stemdesk.audio.transcription.tempo_map import RESOLUTION, Clock, TempoMap, tempo_map_of
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.music.notes import Note

#: A tick of the slowest tempo that is drawn here, and half as much again.
NEAR = 0.003


@st.composite
def parts(draw: st.DrawFn) -> tuple[Note, ...]:
    """Of each pitch, one note after the other."""
    notes = []
    for pitch in draw(st.sets(st.integers(0, 127), max_size=4)):
        at = 0.0
        for _ in range(draw(st.integers(0, 5))):
            start = at + draw(st.floats(0.02, 3.0))
            at = start + draw(st.floats(0.02, 3.0))
            notes.append(Note(start, at, pitch, draw(st.integers(1, 127))))
    return tuple(sorted(notes, key=lambda note: (note.start, note.pitch)))


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
TRACKS = st.lists(st.builds(MidiTrack, NAMES, parts(), st.integers(0, 127), st.booleans()), max_size=4)
BEATS = st.lists(st.floats(0.28, 1.4), max_size=30).map(lambda steps: [sum(steps[: n + 1]) for n in range(len(steps))])


@given(TRACKS, BEATS, st.lists(st.tuples(st.floats(0, 60), NAMES), max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(
    tracks: list[MidiTrack], beats: list[float], markers: list[tuple[float, str]]
) -> None:
    written = MidiSong(tuple(tracks), tempo_map_of(beats), tuple(sorted(markers)), name="A song")
    read = parse_midi(midi_bytes(written))
    assert read.name == "A song" or not tracks
    assert read.tempo_map.tempos == written.tempo_map.tempos
    assert read.tempo_map.signatures == written.tempo_map.signatures
    full = [track for track in tracks if track.notes]
    assert [(track.name, track.is_drums) for track in read.tracks] == [(track.name, track.is_drums) for track in full]
    for mine, other in zip(full, read.tracks, strict=True):
        assert mine.is_drums or mine.program == other.program
        pairs = zip(
            sorted(mine.notes, key=lambda note: (note.pitch, note.start)),
            sorted(other.notes, key=lambda note: (note.pitch, note.start)),
            strict=True,
        )
        for note, found in pairs:
            assert (note.pitch, note.velocity) == (found.pitch, found.velocity)
            assert note.start == pytest.approx(found.start, abs=NEAR)
            assert note.end == pytest.approx(found.end, abs=NEAR)
    assert sorted(name for _, name in read.markers) == sorted(name for _, name in markers)
    for (moment, _), (found_at, _) in zip(sorted(markers), sorted(read.markers), strict=True):
        assert moment == pytest.approx(found_at, abs=NEAR)


@given(BEATS)
@settings(max_examples=60, deadline=None)
def test_beats_lie_on_quarter_notes_whatever_the_tempo_does(beats: list[float]) -> None:
    clock = Clock(tempo_map_of(beats))
    if len(beats) >= 2:
        first = clock.tick(beats[0])
        for number, beat in enumerate(beats):
            assert clock.time(first + number * RESOLUTION) == pytest.approx(beat, abs=0.005)


def test_a_steady_song_has_one_tempo_and_bars_where_its_bars_are() -> None:
    beats = [0.25 + 0.5 * n for n in range(32)]
    made = tempo_map_of(beats, beats[1::3])
    assert made.tempos == ((0, 500_000),)
    bars = {tick: (upper, lower) for tick, upper, lower in made.signatures}
    assert bars == {0: (12, 32), RESOLUTION * 3 // 2: (3, 4)}
    assert Clock(made).time(RESOLUTION * 3 // 2) == pytest.approx(beats[1])


def test_bars_of_another_length_are_bars_of_another_length() -> None:
    beats = [0.5 * n for n in range(12)]
    made = tempo_map_of(beats, [beats[0], beats[4], beats[8], beats[11]])
    assert made.signatures == ((0, 4, 4), (8 * RESOLUTION, 3, 4))


def test_a_key_that_is_down_goes_up_before_it_goes_down_again() -> None:
    notes = (Note(0.0, 2.0, 60, 90), Note(1.0, 3.0, 60, 80))
    (track,) = parse_midi(midi_bytes(MidiSong((MidiTrack("x", notes),)))).tracks
    assert [(round(note.start, 2), round(note.end, 2)) for note in track.notes] == [(0.0, 1.0), (1.0, 3.0)]


def test_drums_are_on_the_tenth_channel_and_others_never() -> None:
    tracks = tuple(MidiTrack(f"{n}", (Note(0, 1, 40),), is_drums=n == 3) for n in range(20))
    data = midi_bytes(MidiSong(tracks))
    read = parse_midi(data).tracks
    assert [track.is_drums for track in read] == [n == 3 for n in range(20)]


def test_an_old_file_of_one_track_and_many_channels_is_a_part_for_each() -> None:
    body = bytes.fromhex("00ff0302 4869 00c035 00903c64 00992464 60803c00 00992400 00ff2f00".replace(" ", ""))
    data = b"MThd" + (6).to_bytes(4, "big") + bytes.fromhex("0000 0001 0060") + b"MTrk" + len(body).to_bytes(4, "big")
    song = parse_midi(data + body)
    assert [(track.name, track.program, track.is_drums) for track in song.tracks] == [
        ("Hi", 53, False),
        ("Hi", 0, True),
    ]
    assert song.tracks[0].notes == (Note(0.0, 0.5, 60, 100),)


def test_running_status_and_a_division_of_film_frames_are_understood() -> None:
    body = bytes.fromhex("00903c64 283c00 00ff2f00".replace(" ", ""))
    data = b"MThd" + (6).to_bytes(4, "big") + bytes.fromhex("0000 0001 e728") + b"MTrk" + len(body).to_bytes(4, "big")
    (track,) = parse_midi(data + body).tracks
    assert track.notes == (Note(0.0, pytest.approx(0.04), 60, 100),)  # type: ignore[arg-type]


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_damage_is_one_error_and_never_another(rubbish: bytes, place: int, byte: int) -> None:
    whole = midi_bytes(MidiSong((MidiTrack("piano", (Note(0, 1, 60), Note(1, 2, 62))),), markers=((0.5, "A"),)))
    damaged = bytearray(whole)
    damaged[place % len(whole)] = byte
    for data in (rubbish, b"MThd" + rubbish, bytes(damaged), whole[: place % len(whole)]):
        try:
            song = parse_midi(data)
        except NoMidi:
            continue
        assert all(note.end >= note.start for track in song.tracks for note in track.notes)


def test_a_file_of_millions_of_notes_or_that_lasts_a_year_is_refused() -> None:
    head = b"MThd" + (6).to_bytes(4, "big") + bytes.fromhex("0000 0001 0060")
    for body in (b"\0\x90" + b"\x3c\x64\0" * 300_000, b"\xff\xff\xff\x7f\x90\x3c\x64" * 40 + b"\0\x80\x3c\0"):
        with pytest.raises(NoMidi):
            parse_midi(head + b"MTrk" + len(body).to_bytes(4, "big") + body)


def test_a_file_that_is_no_midi_says_so_by_name(tmp_path: Path) -> None:
    (tmp_path / "song.mid").write_bytes(b"RIFF of something else")
    with pytest.raises(StemDeskError) as refused:
        read_midi(tmp_path / "song.mid")
    assert refused.value.kind is ErrorKind.DECODE
    assert "song.mid" in str(refused.value)


def test_words_of_others_cannot_steer_a_terminal() -> None:
    song = parse_midi(midi_bytes(MidiSong((MidiTrack("a\x1b[2Jb", (Note(0, 1, 60),)),), TempoMap())))
    assert "\x1b" not in song.tracks[0].name


def test_bars_go_on_after_beats_that_somebody_took_out() -> None:
    """Ten seconds of a free passage without beats, once the end of the tempo map."""
    before, after = [n * 0.5 for n in range(9)], [14.0 + n * 0.6 for n in range(9)]
    clock = Clock(tempo_map_of([*before, *after]))
    ticks = [clock.tick(beat) for beat in after]
    assert [tick % RESOLUTION for tick in ticks] == [0] * 9
    assert {late - early for early, late in itertools.pairwise(ticks)} == {RESOLUTION}


def test_a_file_in_film_frames_with_drop_frames_lasts_as_long_as_the_film() -> None:
    events = b"\x00\x90\x3c\x40" + b"\x93\x44\x80\x3c\x40" + b"\x00\xff\x2f\x00"  # 2500 ticks
    track = b"MTrk" + len(events).to_bytes(4, "big") + events
    song = parse_midi(b"MThd\x00\x00\x00\x06\x00\x00\x00\x01" + bytes([256 - 29, 100]) + track)
    assert song.tracks[0].notes[0].end == pytest.approx(2500 / 100 / 30 * 1.001)


def test_a_key_that_nobody_lifts_does_not_sound_for_months() -> None:
    events = b"\x00\x90\x3c\x40" + b"\xff\xff\xff\x7f\xff\x2f\x00"
    track = b"MTrk" + len(events).to_bytes(4, "big") + events
    song = parse_midi(b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x01" + track)
    assert song.tracks[0].notes[0].end <= 24 * 3600
