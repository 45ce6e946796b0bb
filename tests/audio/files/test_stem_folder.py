from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from stemdesk.audio.files.stem_folder import read_stem_folder, stem_in_name
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("vocals", "vocals"), ("Song (Vocals)", "vocals"), ("song_drums", "drums"), ("song - Bass", "bass"),
        ("01 Song [other]", "other"), ("song_no_vocals", "instrumental"), ("track (lead vocals)", "lead vocals"),
        ("Midnight Train", None), ("drums of war intro", None),
    ],
)  # fmt: skip
def test_stems_are_known_by_the_names_that_programs_give_them(name: str, stem: str | None) -> None:
    assert stem_in_name(name) == stem


def test_the_output_of_another_program_is_a_stem_folder(tmp_path: Path) -> None:
    for name in ("drums", "bass", "other", "vocals"):
        make_song(tmp_path / f"{name}.wav", 0.2)
    found = read_stem_folder(tmp_path)
    assert found is not None
    assert [stem.stem for stem in found.stems] == ["vocals", "drums", "bass", "other"]


def test_an_album_is_not(tmp_path: Path) -> None:
    for name in ("01 Bass", "02 The Drums", "03 Something"):
        make_song(tmp_path / f"{name}.wav", 0.2)
    assert read_stem_folder(tmp_path) is None


@pytest.mark.parametrize(
    ("stems", "mix"),
    [
        (("drums", "bass", "other", "vocals"), "my practice"), (("vocals", "no_vocals"), "mix"),
        (("Song (Vocals)", "Song (Instrumental)"), "Song (slow)"), (("Song (Vocals)", "Song (Instrumental)"), "Song"),
        (("song_vocals", "song_drums", "song_bass"), "song_80"), (("drums", "bass", "vocals"), "no drums"),
        (("Song - vocals", "Song - drums"), "Song - karaoke"), (("vocals", "drums"), "混音"),
    ],
)  # fmt: skip
def test_a_mix_written_beside_the_stems_leaves_them_a_stem_folder(
    tmp_path: Path, stems: tuple[str, ...], mix: str
) -> None:
    for name in (*stems, mix):
        make_song(tmp_path / f"{name}.wav", 0.2)
    found = read_stem_folder(tmp_path)
    assert found is not None
    assert {stem.path.stem for stem in found.stems} == set(stems)


@pytest.mark.parametrize(
    "titles",
    [
        ("Bass", "Drums", "Rain", "Snow"), ("Band - Bass", "Band - Drums", "Band - Rain"), ("01 Bass", "02 Drums", "03 Mix"),
        ("Vocals", "Rain"), ("Bass", "Rain", "Master of Rain"),
    ],
)  # fmt: skip
def test_an_album_with_titles_like_stems_is_none(tmp_path: Path, titles: tuple[str, ...]) -> None:
    for name in titles:
        make_song(tmp_path / f"{name}.wav", 0.2)
    assert read_stem_folder(tmp_path) is None


def test_a_card_cannot_point_outside_its_folder(tmp_path: Path) -> None:
    outside = make_song(tmp_path / "outside.wav", 0.2)
    folder = tmp_path / "stems"
    make_song(folder / "in.wav", 0.2)
    entries = [{"stem": "vocals", "file": "../outside.wav"}, {"stem": "bass", "file": str(outside)},
               {"stem": "drums", "file": "in.wav"}]  # fmt: skip
    (folder / "stemdesk.json").write_text(json.dumps({"stems": entries}))
    found = read_stem_folder(folder)
    assert found is not None
    assert [stem.path for stem in found.stems] == [folder / "in.wav"]


@pytest.mark.parametrize(
    "card", ["", "[]", "null", '{"stems": 3}', '{"stems": [1, {"file": 2}]}', "{", "[" * 100_000, '{"a":' * 100_000]
)
def test_a_broken_card_is_no_crash(tmp_path: Path, card: str) -> None:
    (tmp_path / "stemdesk.json").write_text(card)
    assert read_stem_folder(tmp_path) is None
