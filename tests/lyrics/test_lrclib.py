"""LRCLIB, over a real server on loopback: what is sent, what is believed, and what happens when it does not behave."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk import __version__
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.music.lyrics import LyricsSource
from stemdesk.http.retry import RetryPolicy
from stemdesk.lyrics.lookup import Outcome, look_up
from stemdesk.lyrics.lrclib import LyricsQuery, folded, get_request, query_of, read_song, read_songs, same_artist
from tests.standins.http import Fault, Reply, as_json
from tests.standins.lrclib import Lrclib, track

QUERY = LyricsQuery("Midnight Train", "The Lanterns", "Stations", 6.2)
SOON = RetryPolicy(tries=2, first_wait=0.0, longest_wait=0.0)


@pytest.fixture
def lrclib(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lrclib]:
    with Lrclib() as server:
        monkeypatch.setenv("STEMDESK_LRCLIB_URL", server.address)
        yield server


def ask(query: LyricsQuery = QUERY) -> Outcome:
    return asyncio.run(look_up(query, SOON))


def answered(*tracks: Any) -> bytes:
    return json.dumps(list(tracks)).encode()


def test_only_names_and_length_leave_the_computer(lrclib: Lrclib) -> None:
    outcome = ask()
    assert outcome.sure is not None
    assert [line.start for line in outcome.sure.lyrics.lines] == [1.0, 3.5]
    assert outcome.sure.lyrics.source is LyricsSource.LRCLIB
    (seen,) = lrclib.seen
    assert (seen.method, seen.path) == ("GET", "/api/get")
    assert seen.query == {
        "track_name": "Midnight Train", "artist_name": "The Lanterns", "album_name": "Stations", "duration": "6",
    }  # fmt: skip
    assert seen.headers["user-agent"] == f"StemDesk/{__version__}"
    assert "cookie" not in seen.headers
    assert seen.body == b""


def test_without_an_exact_match_it_searches_and_takes_the_same_song_of_another_album(lrclib: Lrclib) -> None:
    lrclib.tracks = [
        track(1, artistName="Somebody Else"), track(2, albumName="Best Of", trackName="Midnight Train (Remastered 2011)"),
        track(3, duration=300.0),
    ]  # fmt: skip
    outcome = ask()
    assert [seen.path for seen in lrclib.seen] == ["/api/get", "/api/search"]
    assert outcome.sure is not None
    assert outcome.sure.id == 2
    assert [choice.id for choice in outcome.choices] == [2, 3, 1]


def test_another_artists_song_of_the_same_name_is_only_offered(lrclib: Lrclib) -> None:
    lrclib.tracks = [track(7, artistName="Somebody Else"), track(8, trackName="Midnight Train Home")]
    outcome = ask()
    assert outcome.sure is None
    assert [choice.id for choice in outcome.choices] == [7]


def test_a_longer_recording_is_only_offered(lrclib: Lrclib) -> None:
    lrclib.tracks = [track(9, duration=20.0)]
    assert ask().sure is None
    assert [choice.id for choice in ask().choices] == [9]


def test_a_song_that_nobody_knows_the_artist_of_is_only_offered(lrclib: Lrclib) -> None:
    outcome = ask(LyricsQuery("Midnight Train", "", "", 6.0))
    assert [seen.path for seen in lrclib.seen] == ["/api/search"]
    assert outcome.sure is None
    assert len(outcome.choices) == 1


def test_a_server_that_answers_with_another_song_is_not_believed(lrclib: Lrclib) -> None:
    lrclib.faults.append(Fault("/api/get", as_json(track(5, trackName="Something Else", artistName="X"))))
    lrclib.tracks = []
    assert ask() == Outcome()


def test_an_instrumental_is_said_to_be_one(lrclib: Lrclib) -> None:
    lrclib.tracks = [track(4, instrumental=True, plainLyrics=None, syncedLyrics=None)]
    outcome = ask()
    assert outcome.sure is not None
    assert outcome.sure.is_instrumental
    assert outcome.sure.lyrics.lines == ()


def test_nothing_is_found_where_there_is_nothing(lrclib: Lrclib) -> None:
    lrclib.tracks = []
    assert ask() == Outcome()


@pytest.mark.parametrize(
    ("status", "words"), [(429, "too many visitors"), (500, "error"), (503, "error"), (418, "error")]
)
def test_a_busy_or_broken_server_is_said_so(lrclib: Lrclib, status: int, words: str) -> None:
    lrclib.faults.append(Fault("/api/get", Reply(status, b"<html>"), times=2))
    with pytest.raises(StemDeskError, match=words) as caught:
        ask()
    assert caught.value.kind is ErrorKind.SERVER


def test_a_hiccup_is_asked_again(lrclib: Lrclib) -> None:
    lrclib.faults.append(Fault("/api/get", Reply(503, b"")))
    assert ask().sure is not None


def test_a_line_that_breaks_is_the_networks(lrclib: Lrclib) -> None:
    lrclib.faults.append(Fault("/api/get", None, times=2))
    with pytest.raises(StemDeskError) as caught:
        ask()
    assert caught.value.kind is ErrorKind.NETWORK


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[[[[", b'"text"', b"[" * 100_000, b"\xff\xfe"])
def test_an_answer_that_is_none_is_no_song(lrclib: Lrclib, body: bytes) -> None:
    lrclib.faults.append(Fault("/api/get", Reply(200, body)))
    lrclib.faults.append(Fault("/api/search", Reply(200, body)))
    assert ask() == Outcome()


def test_a_huge_answer_is_not_read_to_its_end(lrclib: Lrclib) -> None:
    lrclib.faults.append(Fault("/api/get", Reply(200, b"x" * (33 << 20))))
    with pytest.raises(StemDeskError) as caught:
        ask()
    assert caught.value.kind is ErrorKind.SERVER


def test_a_slow_server_can_be_left(lrclib: Lrclib) -> None:
    gate = threading.Event()
    lrclib.faults.append(Fault("/api/get", until=gate))

    async def leave() -> None:
        work = asyncio.create_task(look_up(QUERY, SOON))
        await asyncio.to_thread(lrclib.wait_until, lambda: bool(lrclib.seen))
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    try:
        asyncio.run(leave())
    finally:
        gate.set()


def test_another_address_has_to_be_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_LRCLIB_URL", "http://example.org/api")
    with pytest.raises(UsageError, match="STEMDESK_LRCLIB_URL"):
        ask()


def test_hostile_words_arrive_as_plain_text() -> None:
    words = "[00:01.00]<img src=x onerror=alert(1)>\x1b[2J\u202eevil\n" + "[00:02.00]x" * 3
    (found,) = read_songs(answered(track(1, syncedLyrics=words, artistName="a\x1b]0;b")), QUERY)
    assert all("\x1b" not in line.text and "\u202e" not in line.text for line in found.lyrics.lines)
    assert "\x1b" not in found.artist


def test_names_are_compared_as_people_do() -> None:
    assert folded("Déjà Vu! (Live) ") == folded("deja vu") == "deja vu"
    assert folded("Song — feat. Somebody") == "song"
    assert folded("Song - 2011 Remaster") == "song"
    assert folded("月亮代表我的心") == "月亮代表我的心"
    assert folded("(What's the Story)") != ""
    assert folded("ガラス") == folded("ｶﾞﾗｽ")
    assert same_artist("The Lanterns", "Lanterns feat. Anna")
    assert same_artist("Simon & Garfunkel", "Simon and Garfunkel")
    assert same_artist("Anna, The Lanterns", "the lanterns")
    assert not same_artist("The Lanterns", "Lantern")
    assert not same_artist("", "")


def test_what_is_asked_comes_from_tags_or_else_from_the_files_name() -> None:
    assert query_of("x.mp3", {"title": "T", "artist": "A", "album": "B"}, 61.0) == LyricsQuery("T", "A", "B", 61.0)
    assert query_of("03 - The Lanterns - Midnight Train.flac", {}, None) == LyricsQuery(
        "Midnight Train", "The Lanterns"
    )
    assert query_of("Midnight_Train.flac", {}, None) == LyricsQuery("Midnight Train")
    assert query_of("99 Luftballons.mp3", {"artist": "Nena"}, None).artist == "Nena"
    assert ("duration", "0") not in get_request(LyricsQuery("a", "b", "", 0.2)).query


_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(list(track())), _values))
def test_any_answer_is_a_song_or_none(changed: dict[str, Any]) -> None:
    body = json.dumps({**track(), **changed}).encode()
    found = read_song(body, QUERY)
    assert found is None or found.lyrics.lines or found.is_instrumental
    assert len(read_songs(b"[" + body + b"]", QUERY)) <= 1
