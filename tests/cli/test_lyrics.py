"""`stemdesk lyrics`, in this process: what is printed, and that nobody is asked unless that was wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemdesk import cli, interrupts
from stemdesk.audio.files.stem_folder import path_id
from stemdesk.audio.files.tags import Tags, write_tags
from tests.sounds import make_song
from tests.standins.lrclib import Lrclib


@pytest.fixture(autouse=True)
def lrclib(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lrclib]:
    monkeypatch.setattr(interrupts, "take_over", lambda: None)
    with Lrclib() as server:
        monkeypatch.setenv("STEMDESK_LRCLIB_URL", server.address)
        yield server


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.main(["lyrics", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_keeps_to_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    song = make_song(tmp_path / "song.wav", seconds=1.0)
    (tmp_path / "song.lrc").write_bytes("[00:02.50]二\n[00:01.00]one\n[00:04.00]\n".encode("gb18030"))
    code, out, _ = run(capsys, song, "--json")
    assert code == 0
    assert json.loads(out) == {
        "source": "lrc", "file": str(tmp_path / "song.lrc"),
        "lines": [{"start": 1.0, "text": "one"}, {"start": 2.5, "text": "二"}, {"start": 4.0, "text": ""}],
    }  # fmt: skip


def test_words_without_times_have_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    song = make_song(tmp_path / "song.wav", seconds=1.0)
    (tmp_path / "song.txt").write_text("one\ntwo\n", "utf-8")
    assert json.loads(run(capsys, song, "--json")[1]) == {
        "source": "txt", "file": str(tmp_path / "song.txt"),
        "lines": [{"start": None, "text": "one"}, {"start": None, "text": "two"}],
    }  # fmt: skip
    assert run(capsys, song)[1] == "one\ntwo\n"


def test_a_song_without_words_is_no_failure_and_nobody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lrclib: Lrclib
) -> None:
    song = make_song(tmp_path / "song.wav", seconds=1.0)
    code, out, err = run(capsys, song, "--json")
    assert (code, json.loads(out), err) == (0, {"source": "none", "file": None, "lines": []}, "")
    assert run(capsys, song)[0] == 0
    assert lrclib.seen == []


def test_online_asks_with_the_songs_names(tmp_path: Path, capsys: pytest.CaptureFixture[str], lrclib: Lrclib) -> None:
    song = make_song(tmp_path / "song.flac", seconds=6.0)
    write_tags(song, Tags({"title": "Midnight Train", "artist": "The Lanterns"}))
    code, out, _ = run(capsys, song, "--json", "--online")
    assert code == 0
    assert json.loads(out)["source"] == "lrclib"
    assert [line["start"] for line in json.loads(out)["lines"]] == [1.0, 3.5]
    assert set(lrclib.seen[0].query) == {"track_name", "artist_name", "duration"}


def test_the_words_of_a_folder_of_stems_are_its_songs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The song lies elsewhere; the card does not say where, the library does."""
    song = make_song(tmp_path / "music" / "song.flac", seconds=1.0)
    song.with_suffix(".lrc").write_text("[00:01.00]one\n", "utf-8")
    folder = tmp_path / "out" / "deep" / "song"
    stems = [
        {"stem": stem, "file": make_song(folder / f"{stem}.wav", seconds=0.5).name} for stem in ("vocals", "other")
    ]
    card = {"stemdesk": 1, "source": song.name, "source_id": path_id(str(song)), "stems": stems, "documents": []}
    (folder / "stemdesk.json").write_text(json.dumps(card), "utf-8")
    assert json.loads(run(capsys, folder, "--json")[1])["source"] == "none"
    from stemdesk.app import build

    context = build()
    context.thread.call(context.library.add([song])).result()
    context.close()
    assert json.loads(run(capsys, folder, "--json")[1]) == {
        "source": "lrc", "file": str(song.with_suffix(".lrc")), "lines": [{"start": 1.0, "text": "one"}],
    }  # fmt: skip


def test_the_words_that_are_kept_beside_a_songs_newest_stems_are_the_songs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from stemdesk.app import build
    from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
    from stemdesk.lyrics.keeping import keep_lyrics
    from stemdesk.lyrics.place import place_of

    song = make_song(tmp_path / "music" / "song.flac", seconds=1.0)
    assert json.loads(run(capsys, song, "--json")[1])["source"] == "none"
    context = build()
    context.thread.call(context.library.add([song])).result()
    for number in (1, 2):
        folder = tmp_path / "out" / f"song {number}"
        stems = [{"stem": stem, "file": make_song(folder / f"{stem}.wav", 0.5).name} for stem in ("vocals", "other")]
        card = {"stemdesk": 1, "source": song.name, "source_id": path_id(str(song)), "stems": stems, "documents": []}
        (folder / "stemdesk.json").write_text(json.dumps(card), "utf-8")
        context.thread.call(context.library.add([folder])).result()
        kept = place_of(folder).kept
        assert kept is not None
        keep_lyrics(kept, Lyrics((LyricLine(1.0, f"words {number}"),), LyricsSource.USER))
    context.close()
    assert json.loads(run(capsys, song, "--json")[1]) == {
        "source": "user", "file": str(kept), "lines": [{"start": 1.0, "text": "words 2"}],
    }  # fmt: skip
    _, out, err = run(capsys, song)
    assert out == "   0:01  words 2\n"
    assert str(kept) in err


def test_what_is_not_there_or_no_song_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, tmp_path / "nowhere.wav", "--json")
    assert code == 1
    assert "nowhere.wav" in out + err
    assert run(capsys, tmp_path)[0] == 2
