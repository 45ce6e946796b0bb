"""A song on a page: nothing is lost, nothing comes twice, and others can read it."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.music.chart import Chart, ChartSong, chart
from stemdesk.core.music.chart_text import as_chordpro, as_text
from stemdesk.core.music.chords import Chord, readable
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.core.music.sections import Section

WORDS = Lyrics(
    (LyricLine(8.0, "Here I am"), LyricLine(12.0, "and {this} is [mine]"), LyricLine(16.0, "")), LyricsSource.LRC
)
SONG = ChartSong(
    "A {song}", 24.0, tuple(Chord(2.0 * n, 2.0 * n + 2, name) for n, name in enumerate(["A:min", "F:maj", "C:maj"] * 4)),
    "Somebody", tuple(n / 2 for n in range(48)), tuple(2.0 * n for n in range(12)),
    (Section(0, 8, "Intro"), Section(8, 16, "Verse 1"), Section(16, 24, "Outro")), WORDS, "A minor", 120.0,
)  # fmt: skip


def chords_of(page: Chart) -> list[str]:
    """In the order in which they are read; one that goes on counts once."""
    names: list[str] = []
    for part in page.parts:
        for line in part.lines:
            names += [step for bar in line.bars for step in bar.steps if step]
            names += [name for _, name in line.over]
    return [name for name, _ in groupby(names)]


def test_parts_have_bars_where_nobody_sings_and_chords_over_words_where_somebody_does() -> None:
    page = chart(SONG)
    assert [part.name for part in page.parts] == ["Intro", "Verse 1", "Outro"]
    assert [bar.steps[0] for bar in page.parts[0].lines[0].bars] == ["Am", "F", "C", "Am"]
    assert [line.words for line in page.parts[1].lines] == ["Here I am", "and {this} is [mine]"]
    assert page.parts[1].lines[0].over == ((0, "F"), (5, "C"))
    assert (page.key, page.beats, page.bpm) == ("A minor", 4, 120.0)


def test_a_capo_and_another_pitch_show_what_is_gripped() -> None:
    page = chart(ChartSong("", 4.0, (Chord(0, 4, "A:min"),), key="A minor", capo=2, transposition=-3))
    assert (page.key, chords_of(page)) == ("E minor", ["Em"])


def test_chordpro_keeps_its_signs_to_itself() -> None:
    lines = as_chordpro(chart(SONG)).splitlines()
    assert lines[:5] == ["{title: A (song)}", "{artist: Somebody}", "{key: Am}", "{tempo: 120}", "{time: 4/4}"]
    assert "| Am . . . | F . . . | C . . . | Am . . . |" in lines
    assert '{start_of_verse: label="Verse 1"}' in lines
    assert "[F]Here [C]I am" in [line.replace("I [C]am", "[C]I am") for line in lines]
    assert any("(mine)" in line and "{" not in line for line in lines)


def test_plain_text_puts_chords_over_their_letters_also_where_letters_are_wide() -> None:
    words = Lyrics((LyricLine(0.0, "夜 空"),), LyricsSource.LRC)
    page = chart(ChartSong("", 4.0, (Chord(0, 2, "C:maj"), Chord(2, 4, "G:maj")), lyrics=words))
    assert as_text(page).splitlines()[-2:] == ["C  G", "夜 空"]


def test_words_without_times_come_last() -> None:
    words = Lyrics((LyricLine(None, "one"), LyricLine(None, "two")), LyricsSource.TEXT)
    page = chart(ChartSong("", 4.0, (Chord(0, 4, "C:maj"),), lyrics=words))
    assert [[line.words for line in part.lines] for part in page.parts] == [[""], ["one", "two"]]


def test_a_song_of_which_nothing_is_known_is_an_empty_page() -> None:
    page = chart(ChartSong("Title", 0.0, ()))
    assert page.parts == ()
    assert as_text(page) == "Title\n"
    assert as_chordpro(page) == "{title: Title}\n"


times = st.lists(st.integers(1, 400), max_size=12, unique=True).map(lambda found: [each / 8 for each in sorted(found)])


@given(times, times, times, times, st.booleans())
def test_every_chord_is_on_the_page_once_and_in_order(
    changes: list[float], downbeats: list[float], parts: list[float], lines: list[float], beaten: bool
) -> None:
    seconds = 52.0
    edges = [0.0, *changes, seconds]
    names = [("A:min", "F:maj", "C:maj", "G:7")[n % 4] for n in range(len(edges) - 1)]
    found = tuple(Chord(edges[n], edges[n + 1], name) for n, name in enumerate(names))
    starts = [0.0, *parts, seconds]
    sections = tuple(Section(starts[n], starts[n + 1], f"{n}") for n in range(len(starts) - 1)) if parts else ()
    words = Lyrics(tuple(LyricLine(at, "some words" if n % 3 else "") for n, at in enumerate(lines)), LyricsSource.LRC)
    beats = tuple(n / 8 for n in range(int(seconds * 8))) if beaten else ()
    page = chart(ChartSong("", seconds, found, "", beats, tuple(downbeats), sections, words))
    assert chords_of(page) == [readable(name) for name in names]
    sung = [line.words for part in page.parts for line in part.lines if line.words]
    assert sung == [line.text for line in words.lines if line.text]
    assert as_text(page).count("some words") == len(sung)
    assert as_chordpro(page)
