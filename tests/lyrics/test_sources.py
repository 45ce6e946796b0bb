"""Where words are found, in which order, and where they are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mutagen import flac, id3, mp4

from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.tags import Tags, read_lyrics, write_tags
from stemdesk.audio.files.writer import create_audio
from stemdesk.core.errors import StemDeskError, UsageError
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.lyrics.keeping import asides, keep_lyrics
from stemdesk.lyrics.place import LyricsPlace, place_of
from stemdesk.lyrics.sources import all_lyrics, best_lyrics
from tests.sounds import make_song, music

LRC = "[00:01.00]from the lrc\n"
WORDS = Lyrics((LyricLine(1.0, "one"), LyricLine(None, ""), LyricLine(2.5, "two 二")), LyricsSource.USER)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    return make_song(folder / "Midnight Train.flac", seconds=1.0)


@pytest.fixture
def result(tmp_path: Path, song: Path) -> Path:
    """A result as it is delivered, its song two folders up."""
    folder = song.parent / "Stems" / "Midnight Train"
    folder.mkdir(parents=True)
    for stem in ("vocals", "other"):
        make_song(folder / f"Midnight Train ({stem}).wav", seconds=0.5)
    (folder / "Midnight Train (whisper).txt").write_text("[00:01.000 --> 00:02.000]  heard by a machine\n", "utf-8")
    card = {
        "stemdesk": 1, "source": song.name, "source_id": "",
        "stems": [{"stem": stem, "file": f"Midnight Train ({stem}).wav"} for stem in ("vocals", "other")],
        "documents": ["Midnight Train (whisper).txt"],
    }  # fmt: skip
    (folder / "stemdesk.json").write_text(json.dumps(card), "utf-8")
    return folder


def make_m4a(path: Path) -> Path:
    """FFmpeg's own, as libsndfile has none."""
    out = create_audio(path, ENCODINGS["m4a"], 44_100, 2)
    out.write(music(1.0))
    out.close()
    return path


def tag(song: Path, words: str = "from the tags") -> None:
    file = flac.FLAC(song)
    file["LYRICS"] = words
    file.save()


def texts(lyrics: Lyrics) -> list[str]:
    return [line.text for line in lyrics.lines]


def test_the_sources_come_in_their_order(song: Path, result: Path) -> None:
    place = place_of(result)
    assert place.song == song
    assert best_lyrics(place).source is LyricsSource.SERVICE
    tag(song)
    assert texts(best_lyrics(place)) == ["from the tags"]
    song.with_suffix(".txt").write_text("from the text\n", "utf-8")
    assert texts(best_lyrics(place)) == ["from the text"]
    song.with_suffix(".lrc").write_text(LRC, "utf-8")
    assert texts(best_lyrics(place)) == ["from the lrc"]
    assert place.kept is not None
    keep_lyrics(place.kept, WORDS)
    assert [found.lyrics.source.value for found in all_lyrics(place)] == ["user", "lrc", "txt", "tags", "service"]
    assert best_lyrics(place) == WORDS


def test_what_a_service_brought_has_its_times(result: Path) -> None:
    assert best_lyrics(place_of(result)).lines == (LyricLine(1.0, "heard by a machine"),)


def test_a_readme_or_another_songs_lyrics_beside_a_song_are_not_its_words(song: Path) -> None:
    for name in ("README.txt", "Another Song.lrc", "midnight train live.lrc"):
        (song.parent / name).write_text(LRC, "utf-8")
    assert best_lyrics(place_of(song)) == Lyrics()
    (song.parent / "midnight train.LRC").write_text(LRC, "utf-8")
    assert texts(best_lyrics(place_of(song))) == ["from the lrc"]


def test_a_file_that_is_no_text_or_far_too_long_is_not_read(song: Path) -> None:
    song.with_suffix(".txt").write_text("la\n" * 100_000, "utf-8")
    song.with_suffix(".lrc").mkdir()
    assert best_lyrics(place_of(song)) == Lyrics()


def test_the_users_words_are_found_from_the_song_and_after_its_folder_was_renamed(song: Path, result: Path) -> None:
    kept = place_of(result).kept
    assert kept is not None
    keep_lyrics(kept, WORDS)
    moved = result.rename(result.with_name("Renamed"))
    assert best_lyrics(place_of(moved)) == WORDS
    assert best_lyrics(LyricsPlace(song, other_stems=(moved,))) == WORDS
    assert best_lyrics(place_of(moved / "Midnight Train (vocals).wav")) == WORDS


def test_somebody_elses_file_is_left_alone_unless_it_is_to_be_replaced(song: Path) -> None:
    kept = song.with_suffix(".lrc")
    kept.write_text(LRC, "utf-8")
    assert keep_lyrics(kept, WORDS).name == "Midnight Train (StemDesk).lrc"
    assert kept.read_text("utf-8") == LRC
    assert best_lyrics(place_of(song)) == WORDS
    assert keep_lyrics(kept, WORDS, replace=True) == kept
    assert keep_lyrics(kept, WORDS) == kept
    assert best_lyrics(place_of(song)) == WORDS
    assert [path.name for path in song.parent.iterdir() if "(StemDesk)" in path.name] == []
    assert (
        kept.read_bytes()
        .decode("utf-8")
        .startswith("[re:StemDesk]\n[source:user]\n[00:01.00]one\n\n[00:02.50]two 二\n")
    )
    assert [path.name for path in song.parent.iterdir() if path.suffix not in (".flac", ".lrc")] == []


def test_words_are_kept_even_where_every_name_is_somebody_elses_but_one(song: Path) -> None:
    kept = song.with_suffix(".lrc")
    for file in (kept, *asides(kept)[:-1]):
        file.write_text(LRC, "utf-8")
    assert keep_lyrics(kept, WORDS) == asides(kept)[-1]
    assert best_lyrics(place_of(song)) == WORDS
    asides(kept)[-1].write_text(LRC, "utf-8")
    with pytest.raises(StemDeskError, match="Midnight Train"):
        keep_lyrics(kept, WORDS)


def test_words_that_the_user_deleted_stay_deleted(song: Path, result: Path) -> None:
    tag(song)
    kept = place_of(result).kept
    assert kept is not None
    keep_lyrics(kept, Lyrics((), LyricsSource.USER))
    assert best_lyrics(place_of(result)) == Lyrics((), LyricsSource.USER)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder of stems"):
        place_of(tmp_path)


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".ogg", ".m4a", ".wav"])
def test_words_written_into_a_file_are_read_from_it(tmp_path: Path, suffix: str) -> None:
    song = (make_m4a if suffix == ".m4a" else make_song)(tmp_path / f"song{suffix}")
    write_tags(song, Tags({"title": "x"}).with_lyrics(WORDS))
    found = read_lyrics(song)
    assert [line.text for line in found if line.text] == ["one", "two 二"]
    starts = [line.start for line in found if line.text]
    assert starts == ([None, None] if suffix == ".m4a" else [1.0, 2.5])


def test_words_of_other_programs_tags(tmp_path: Path) -> None:
    song = make_song(tmp_path / "song.mp3", seconds=1.0)
    tags = id3.ID3()
    tags.add(id3.USLT(encoding=1, lang="eng", desc="", text="plain\r\nwords"))
    tags.save(song)
    assert [line.text for line in read_lyrics(song)] == ["plain", "words"]
    pieces = [("Hel", 1000), ("lo", 1200), ("\nnext ", 2000), ("line", 2300)]
    tags.add(id3.SYLT(encoding=3, lang="eng", format=2, type=1, desc="", text=pieces))
    tags.save(song)
    assert read_lyrics(song) == (LyricLine(1.0, "Hello"), LyricLine(2.0, "next line"))
    film = make_m4a(tmp_path / "song.m4a")
    atoms = mp4.MP4(film)
    atoms["\xa9lyr"] = ["[00:02.00]inside\r[00:04.00]MP4"]
    atoms.save()
    assert read_lyrics(film) == (LyricLine(2.0, "inside"), LyricLine(4.0, "MP4"))


def test_damaged_tags_are_no_words(tmp_path: Path) -> None:
    song = tmp_path / "song.mp3"
    song.write_bytes(b"ID3\x04\x00\x00\x00\x00\x7f\x7fUSLT\xff\xff\xff\xff" + bytes(200))
    assert read_lyrics(song) == ()
