"""What is written appears whole, and never in the place of the song it was made from, however that is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export.dawproject import write_dawproject
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.export.ni_stems import Part, write_stem_mp4
from stemdesk.audio.export.project import Project, ProjectTrack
from stemdesk.audio.export.reaper import write_reaper
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.core.errors import ErrorKind, StemDeskError
from tests.sounds import make_song, read

Make = Callable[[Path, list[Path]], object]


def song_files(stems: list[Path]) -> Project:
    return Project("Song", tuple(ProjectTrack(s.stem, s, "#112233", 0.5, 44_100, 2) for s in stems))


WRITERS: dict[str, Make] = {
    "mix": lambda target, stems: render(Mixdown(stems, [TrackSettings()] * 4), target, ENCODINGS["wav24"]),
    "reaper": lambda target, stems: write_reaper(song_files(stems), target),
    "dawproject": lambda target, stems: write_dawproject(song_files(stems), target, "1"),
    "stem file": lambda target, stems: write_stem_mp4([Part(s.stem, s, "#112233") for s in stems], target),
}


@pytest.fixture
def stems(tmp_path: Path) -> list[Path]:
    return [make_song(tmp_path / "stems" / f"{name}.wav", 0.5) for name in ("vocals", "drums", "bass", "other")]


def linked_folder(stem: Path) -> Path:
    link = stem.parent.with_name("linked")
    link.symlink_to(stem.parent, target_is_directory=True)
    return link / stem.name


def linked_file(stem: Path) -> Path:
    link = stem.parent.with_name("linked.wav")
    link.symlink_to(stem)
    return link


def hard_link(stem: Path) -> Path:
    link = stem.parent.with_name("the same.wav")
    os.link(stem, link)
    return link


def other_case(stem: Path) -> Path:
    """What a disk that does not tell large letters from small ones answers for another spelling of the name."""
    spelt = stem.with_name(stem.name.upper())
    if not spelt.exists():
        os.link(stem, spelt)
    return spelt


def roundabout(stem: Path) -> Path:
    return stem.parent / ".." / stem.parent.name / stem.name


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("named", [linked_folder, linked_file, hard_link, other_case, roundabout])
def test_what_is_made_from_stems_never_replaces_one_however_it_is_named(
    stems: list[Path], writer: str, named: Callable[[Path], Path]
) -> None:
    target = named(stems[1])
    before = stems[1].read_bytes()
    with pytest.raises(StemDeskError, match="own files") as caught:
        WRITERS[writer](target, stems)
    assert caught.value.kind is ErrorKind.DISK
    assert stems[1].read_bytes() == before
    assert not list(stems[1].parent.glob(".*"))


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_in_the_place_of_the_file_is_said_before_anything_is_made(
    stems: list[Path], tmp_path: Path, writer: str
) -> None:
    target = tmp_path / "mix.wav"
    target.mkdir()
    with pytest.raises(StemDeskError, match=r"mix\.wav.*no file"):
        WRITERS[writer](target, stems)
    assert not list(tmp_path.glob(".*"))


def test_a_name_as_long_as_the_disk_allows_is_written(stems: list[Path], tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".wav")
    WRITERS["mix"](target, stems)
    assert len(read(target)) == 22_050


def test_a_name_longer_than_the_disk_allows_is_said(stems: list[Path], tmp_path: Path) -> None:
    with pytest.raises(StemDeskError, match="too long"):
        WRITERS["mix"](tmp_path / ("x" * 252 + ".wav"), stems)
