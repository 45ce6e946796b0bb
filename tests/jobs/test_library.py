from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from stemdesk.audio.files.stem_folder import path_id, write_manifest
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Results
from stemdesk.core.song_files import SongKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.jobs.library import Added, Library
from stemdesk.jobs.store import Store
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    store = Store(tmp_path / "db")
    yield Library(store)
    store.close()


def add(library: Library, *paths: Path) -> Added:
    return asyncio.run(library.add(paths))


def test_a_folder_brings_its_songs_from_below_too(library: Library, tmp_path: Path) -> None:
    for name in ("b.wav", "A.flac", "deeper/c.wav", ".hidden/d.wav"):
        make_song(tmp_path / "album" / name, 0.1)
    (tmp_path / "album" / "cover.jpg").write_bytes(b"x")
    added = add(library, tmp_path / "album")
    assert len(added.song_ids) == 3
    assert not added.refused
    assert {song.song_file.title for song in asyncio.run(library.songs())} == {"A.flac", "b.wav", "c.wav"}


def test_bad_files_are_refused_one_by_one_and_the_others_are_taken(library: Library, tmp_path: Path) -> None:
    good = make_song(tmp_path / "good.wav", 0.1)
    text = tmp_path / "text.mp3"
    text.write_text("hello")
    added = add(library, text, good, tmp_path / "gone.wav")
    assert len(added.song_ids) == 1
    assert [refused.error.kind for refused in added.refused] == [ErrorKind.DECODE, ErrorKind.DISK]


def test_an_empty_folder_says_that_there_are_no_songs(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (refused,) = add(library, tmp_path / "empty").refused
    assert "no songs in the folder" in str(refused.error.message)


def test_a_stem_folder_opens_as_what_it_is(library: Library, tmp_path: Path) -> None:
    for name in ("vocals", "drums", "bass"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.2)
    added = add(library, tmp_path / "stems")
    assert added.opened == (tmp_path / "stems",)
    (song,) = asyncio.run(library.songs())
    assert song.song_file.kind is SongKind.STEMS
    assert [stem.stem for stem in song.results[0].results.stems] == ["vocals", "drums", "bass"]


def test_the_same_song_dropped_twice_is_one_song(library: Library, tmp_path: Path) -> None:
    song = make_song(tmp_path / "a.wav", 0.1)
    assert add(library, song, song).song_ids == add(library, song).song_ids
    assert len(asyncio.run(library.songs())) == 1


@pytest.mark.skipif(os.name == "nt", reason="links of files need rights on Windows")
def test_a_link_that_goes_in_circles_does_not(library: Library, tmp_path: Path) -> None:
    make_song(tmp_path / "album" / "a.wav", 0.1)
    (tmp_path / "album" / "again").symlink_to(tmp_path / "album")
    assert len(add(library, tmp_path / "album").song_ids) == 1


def test_removing_a_song_leaves_its_file(library: Library, tmp_path: Path) -> None:
    song = make_song(tmp_path / "a.wav", 0.1)
    (song_id,) = add(library, song).song_ids
    asyncio.run(library.remove([song_id]))
    assert asyncio.run(library.songs()) == []
    assert song.exists()


def split(library: Library, song: Path, folder: Path) -> int:
    """As if a job had made stems of a song; the answer is the song's id."""
    (song_id,) = add(library, song).song_ids
    stems = tuple(StemFile(name, make_song(folder / f"{name}.wav", 0.1)) for name in ("vocals", "drums"))
    names = [{"stem": stem.stem, "file": stem.path.name} for stem in stems]
    write_manifest(folder, {"source": song.name, "source_id": path_id(str(song)), "stems": names})
    library._store.add_result(song_id, text("M"), Results(folder, stems))
    return song_id


def test_the_same_file_added_again_finds_its_results(library: Library, tmp_path: Path) -> None:
    song = make_song(tmp_path / "a.wav", 0.1)
    song_id = split(library, song, tmp_path / "stems")
    add(library, make_song(tmp_path / "b.wav", 0.1))
    asyncio.run(library.remove([song_id]))
    assert [found.title for found in asyncio.run(library.songs())] == ["b.wav"]
    assert add(library, song).song_ids == (song_id,)
    first, _ = asyncio.run(library.songs())
    assert [result.results.folder for result in first.results] == [tmp_path / "stems"]


def test_the_stems_of_a_removed_song_dropped_again_find_their_song(library: Library, tmp_path: Path) -> None:
    song = make_song(tmp_path / "a.wav", 0.1)
    song_id = split(library, song, tmp_path / "stems")
    asyncio.run(library.remove([song_id]))
    assert add(library, tmp_path / "stems").song_ids == (song_id,)
    (found,) = asyncio.run(library.songs())
    assert found.song_file.path == song
    assert [result.results.folder for result in found.results] == [tmp_path / "stems"]


def test_a_removed_result_comes_back_by_undo_and_by_its_folder(library: Library, tmp_path: Path) -> None:
    split(library, make_song(tmp_path / "a.wav", 0.1), tmp_path / "stems")
    (song,) = asyncio.run(library.songs())
    (result,) = song.results
    asyncio.run(library.name_result(result.id, "Take 1"))
    asyncio.run(library.remove([], [result.id]))
    assert asyncio.run(library.songs())[0].results == ()
    asyncio.run(library.restore([], [result.id]))
    assert [str(found.title) for found in asyncio.run(library.songs())[0].results] == ["Take 1"]
    asyncio.run(library.remove([], [result.id]))
    add(library, tmp_path / "stems")
    assert [found.id for found in asyncio.run(library.songs())[0].results] == [result.id]


@pytest.mark.parametrize(
    "card", ["[" * 200_000, '{"stems":' * 200_000, '{"stems": [{"file": "a\\u0000b"}], "source": "\\ud800"}']
)
def test_a_nonsense_card_in_one_folder_does_not_end_a_whole_drop(library: Library, tmp_path: Path, card: str) -> None:
    for name in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.2)
    (tmp_path / "stems" / "stemdesk.json").write_text(card)
    good = make_song(tmp_path / "good.wav", 0.1)
    added = add(library, tmp_path / "stems", good)
    assert len(added.song_ids) == 2
    assert added.opened == (tmp_path / "stems",)


def test_a_card_with_names_in_no_encoding_is_read_all_the_same(library: Library, tmp_path: Path) -> None:
    make_song(tmp_path / "stems" / "a.wav", 0.2)
    (tmp_path / "stems" / "stemdesk.json").write_text(
        '{"stems": [{"file": "a.wav", "stem": "\\ud800"}], "source": "/\\ud800.wav", "model_name": "\\ud800 {0.x} {song}"}'
    )
    added = add(library, tmp_path / "stems")
    (song,) = asyncio.run(library.songs())
    assert added.song_ids == (song.id,)
    assert str(song.results[0].label)
    assert song.results[0].results.stems[0].path == tmp_path / "stems" / "a.wav"
