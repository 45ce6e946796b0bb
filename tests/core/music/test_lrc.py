"""LRC as it is found in the wild, and as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.music.encodings import decoded
from stemdesk.core.music.lrc import MOST_LINES, parse_lrc, parse_text, write_lrc
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.core.music.transcripts import parse_transcript

JAPANESE = "春の小川は　さらさら行くよ\n岸のすみれや　れんげの花に\nすがたやさしく　色うつくしく\n"
CHINESE = "[00:01.00]月亮代表我的心\n[00:05.50]你问我爱你有多深，我爱你有几分\n[00:09.00]我的情也真\n"
FRENCH = "À la claire fontaine, m’en allant promener\nJ'ai trouvé l'eau si belle que je m'y suis baignée\n"


def pairs(words: str) -> list[tuple[float | None, str]]:
    return [(line.start, line.text) for line in parse_lrc(words).lines]


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [
        ("[00:12.34]", 12.34), ("[01:02.3]", 62.3), ("[01:02.345]", 62.345), ("[1:02]", 62.0), ("[00:12:50]", 12.5),
        ("[ 00:12.34 ]", 12.34), ("[100:00.00]", 6000.0),
    ],
)  # fmt: skip
def test_stamps_are_read_however_they_are_written(stamp: str, seconds: float) -> None:
    assert pairs(f"{stamp}la la") == [(seconds, "la la")]


def test_several_stamps_before_a_line_repeat_it_and_times_out_of_order_are_sorted() -> None:
    words = "[00:30.00][00:10.00]hold me\n[00:20.00]rain\n"
    assert pairs(words) == [(10.0, "hold me"), (20.0, "rain"), (30.0, "hold me")]


def test_an_offset_with_a_plus_lets_the_words_come_sooner() -> None:
    assert pairs("[offset:+500]\n[00:10.00]a") == [(9.5, "a")]
    assert pairs("[00:10.00]a\n[offset:-500]") == [(10.5, "a")]
    assert pairs("[offset:9000]\n[00:01.00]a") == [(0.0, "a")]
    assert pairs("[offset:1e999]\n[00:01.00]a") == [(1.0, "a")]


def test_stamps_of_single_words_are_taken_out_and_a_line_with_only_these_begins_with_the_first() -> None:
    assert pairs("[00:01.00]<00:01.00>one <00:01.50>two") == [(1.0, "one two")]
    assert pairs("<00:03.00>one <00:03.50>two") == [(3.0, "one two")]


def test_an_empty_line_with_a_stamp_is_a_gap() -> None:
    assert pairs("[00:01.00]one\n[00:04.00]\n[00:09.00]two") == [(1.0, "one"), (4.0, ""), (9.0, "two")]


def test_damaged_lines_stay_readable_and_nothing_is_lost() -> None:
    words = "[00:01.00]one\n[00:xx.00]two\n[99999:00]three\n[Chorus: all]\n[ti:A song]\n[00:05.00]four"
    assert pairs(words) == [
        (1.0, "one"), (None, "[00:xx.00]two"), (None, "[99999:00]three"), (None, "[Chorus: all]"), (5.0, "four"),
    ]  # fmt: skip
    assert parse_lrc(words).tags == {"ti": "A song"}


def test_plain_text_keeps_its_stanzas() -> None:
    assert [line.text for line in parse_text("\n\none\ntwo\n\n\n\nthree\n\n")] == ["one", "two", "", "three"]


def test_a_huge_file_is_bounded() -> None:
    assert len(parse_lrc("[00:01.00]" * 400_000 + "x").lines) <= MOST_LINES
    assert len(parse_lrc("a\n" * 900_000).lines) <= MOST_LINES
    assert len(parse_lrc("x" * 3_000_000).lines[0].text) <= 1000


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (JAPANESE, "utf-8-sig"), (JAPANESE, "utf-16"), (JAPANESE, "shift_jis"), (JAPANESE, "utf-8"),
        (CHINESE, "gb18030"), (CHINESE, "utf-16-le"), (CHINESE, "utf-8"), (FRENCH, "cp1252"), (FRENCH, "utf-16-be"),
        (FRENCH, "utf-8"), ("Über sieben Brücken mußt du gehn\n", "latin-1"), ("[00:01.00]plain\n", "ascii"),
        ("甜蜜蜜 你笑得甜蜜蜜\n好像花儿开在春风里\n", "gb18030"), ("さくら さくら\n", "shift_jis"),
        ("上を向いて歩こう\n", "shift_jis"),
    ],
)  # fmt: skip
def test_files_of_old_programs_are_read_in_their_own_encoding(words: str, encoding: str) -> None:
    assert decoded(words.encode(encoding)) == words


@given(st.binary(max_size=400))
def test_any_bytes_are_some_words(data: bytes) -> None:
    for line in parse_lrc(decoded(data)).lines:
        assert "\n" not in line.text
        assert "\x1b" not in line.text
        assert line.start is None or line.start >= 0


@given(st.text(max_size=400))
def test_times_are_in_order_whatever_was_written(words: str) -> None:
    starts = [line.start for line in parse_lrc(words).lines if line.start is not None]
    assert starts == sorted(starts)


_words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30).filter(
    lambda words: words[0] not in "[<" and "<" not in words
)
_lines = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 600_000)), _words), max_size=20)


@given(_lines)
def test_what_is_written_is_read_again(lines: list[tuple[int | None, str]]) -> None:
    times = sorted(time for time, _ in lines if time is not None)
    made = []
    for time, words in lines:
        made.append(LyricLine(None if time is None else times.pop(0) / 100, words))
    lyrics = Lyrics(tuple(made), LyricsSource.USER)
    found = parse_lrc(write_lrc(lyrics, {"ti": "A ] song"}))
    assert found.lines == lyrics.lines
    assert found.source is LyricsSource.USER


def test_a_file_of_somebody_else_is_not_ours() -> None:
    assert parse_lrc("[re:Some Editor]\n[source:user]\n[00:01.00]a").source is None
    assert parse_lrc("[re:StemDesk]\n[source:lrclib]\n[00:01.00]a").source is LyricsSource.LRCLIB


SRT = "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>hello</i> you\r\nthere\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\nbye\r\n"
VTT = "WEBVTT\n\nNOTE me\n\n00:01.500 --> 00:03.000 align:start\nhello you there\n\n00:04.000 --> 00:05.000\nbye\n"
WHISPER = '{"text":" hello bye","segments":[{"start":1.5,"end":3,"text":" hello you there"},{"start":4,"text":"bye"}]}'
CHUNKS = '{"chunks":[{"timestamp":[1.5,3.0],"text":" hello you there"},{"timestamp":[4,null],"text":" bye"}]}'
NEMO = '{"timestamp":{"word":[],"segment":[{"start":1.5,"end":3,"segment":"hello you there"},{"start":4,"segment":"bye"}]}}'
PRINTED = "[00:01.500 --> 00:03.000]  hello you there\n[00:04.000 --> 00:05.000]  bye\n"


@pytest.mark.parametrize(
    ("suffix", "words"),
    [(".srt", SRT), (".vtt", VTT), (".json", WHISPER), (".json", CHUNKS), (".json", NEMO), (".txt", PRINTED)],
)
def test_what_speech_models_write_has_its_times(suffix: str, words: str) -> None:
    found = parse_transcript(suffix, words)
    assert [(line.start, line.text) for line in found] == [(1.5, "hello you there"), (4.0, "bye")]


def test_single_words_of_a_speech_model_become_lines() -> None:
    times = [0.5 * n for n in range(6)] + [10 + 0.5 * n for n in range(6)]
    words = '{"words":[' + ",".join(f'{{"word":"w{n}","start":{time}}}' for n, time in enumerate(times)) + "]}"
    found = parse_transcript(".json", words)
    assert [(line.start, line.text) for line in found] == [(0.0, "w0 w1 w2 w3 w4 w5"), (10.0, "w6 w7 w8 w9 w10 w11")]


def test_json_that_is_no_transcript_has_no_lines() -> None:
    for words in ('{"bpm": 120, "key": "A minor"}', "[1, 2, 3]", "{", "[" * 10_000, '{"segments": {"a": 1}}', "null"):
        assert parse_transcript(".json", words) == ()


@given(st.text(max_size=300), st.sampled_from([".srt", ".vtt", ".json", ".txt", ".lrc"]))
def test_any_document_is_some_lines(words: str, suffix: str) -> None:
    for line in parse_transcript(suffix, words):
        assert line.start is None or line.start >= 0


def test_a_short_french_text_that_ends_in_an_accent_keeps_its_last_letter() -> None:
    assert decoded("Un café".encode("cp1252")) == "Un café"
    assert decoded("Où est le café".encode()[:-1]) == "Où est le caf"  # UTF-8 that was cut


def test_a_piece_without_a_time_does_not_jump_to_the_beginning_of_the_song() -> None:
    words = '{"segments": [{"start": 5, "text": "one"}, {"text": "two"}, {"start": 9, "text": "three"}]}'
    assert [line.text for line in parse_transcript(".json", words)] == ["one", "two", "three"]
