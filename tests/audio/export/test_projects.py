"""Project files and stem files for other programs, read back as those programs would."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pytest
import soundfile

from stemdesk.audio.export.dawproject import write_dawproject
from stemdesk.audio.export.ni_stems import Part, write_stem_mp4
from stemdesk.audio.export.project import Project, ProjectTrack, Region
from stemdesk.audio.export.reaper import write_reaper
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.tags import Tags, read_tags, write_tags
from stemdesk.core.errors import StemDeskError
from tests.sounds import make_song, music, read, sdr, write

NAMES = ("Vocals", 'Drums "live"', "Bass", "Été – 夏")
COLORS = ("#E69F00", "#56B4E9", "#1FB58F", "#9AA3B2")


@pytest.fixture
def session(tmp_path: Path) -> Project:
    tracks = []
    for number, name in enumerate(NAMES):
        path = tmp_path / "stems" / f"stem {number} (夏).flac"
        path.parent.mkdir(exist_ok=True)
        write(path, 0.3 * music(2.0, seed=number), 44_100)
        tracks.append(
            ProjectTrack(name, path, COLORS[number], 2.0, 44_100, 2, -6.0 * number, 0.5, muted=number == 1,
                         soloed=number == 2)
        )  # fmt: skip
    return Project("Song", tuple(tracks), 104.5, 4, (("Verse", 0.25),), (Region("Solo", 0.5, 1.5),))


def test_a_reaper_project_names_colours_and_places_every_stem(session: Project, tmp_path: Path) -> None:
    write_reaper(session, tmp_path / "stems" / "Song.rpp")
    lines = [line.strip() for line in (tmp_path / "stems" / "Song.rpp").read_text("utf-8").splitlines()]
    assert lines[0].startswith("<REAPER_PROJECT")
    assert "TEMPO 104.500000 4 4" in lines
    assert [line for line in lines if line.startswith("NAME")][::2] == [
        'NAME "Vocals"', "NAME 'Drums \"live\"'", 'NAME "Bass"', 'NAME "Été – 夏"',
    ]  # fmt: skip
    assert 'FILE "stem 0 (夏).flac"' in lines
    assert lines.count("<SOURCE FLAC") == 4
    assert lines.count("POSITION 0") == 4
    assert [line for line in lines if line.startswith("MUTESOLO")] == [
        "MUTESOLO 0 0 0", "MUTESOLO 1 0 0", "MUTESOLO 0 1 0", "MUTESOLO 0 0 0",
    ]  # fmt: skip
    assert f"PEAKCOL {0x1000000 | 0x00 << 16 | 0x9F << 8 | 0xE6}" in lines
    assert "VOLPAN 0.501187234 0.500000 -1 -1 1" in lines
    assert sum(line.startswith("MARKER") for line in lines) == 3
    opened = sum(line.startswith("<") for line in lines)
    assert opened == lines.count(">")


def test_a_reaper_project_repeats_the_loop_and_plays_at_the_tempo_and_pitch_that_are_set(
    session: Project, tmp_path: Path
) -> None:
    set_ = replace(session, loop=Region("Loop", 0.4, 1.2), tempo=0.8, semitones=-2.0)
    write_reaper(set_, tmp_path / "Song.rpp")
    lines = [line.strip() for line in (tmp_path / "Song.rpp").read_text("utf-8").splitlines()]
    assert "TEMPO 83.600000 4 4" in lines
    assert "LOOP 1" in lines
    assert "SELECTION 0.500000000 1.500000000" in lines
    assert 'MARKER 3 0.500000000 "Loop" 1' in lines
    assert 'MARKER 1 0.312500000 "Verse" 0' in lines
    assert lines.count("LENGTH 2.500000000") == 4
    assert lines.count("PLAYRATE 0.800000000 1 -2.000000 -1 0 0.0025") == 4


def test_a_loop_that_has_a_name_is_one_region_not_two(session: Project, tmp_path: Path) -> None:
    write_reaper(replace(session, loop=Region("Loop", 0.5, 1.5)), tmp_path / "Song.rpp")
    lines = [line.strip() for line in (tmp_path / "Song.rpp").read_text("utf-8").splitlines()]
    assert sum(line.startswith("MARKER") for line in lines) == 3


def test_a_dawproject_marks_where_the_loop_begins_and_ends(session: Project, tmp_path: Path) -> None:
    write_dawproject(replace(session, loop=Region("Loop", 0.4, 1.2)), tmp_path / "Song.dawproject", "1.0")
    with zipfile.ZipFile(tmp_path / "Song.dawproject") as archive:
        project = ElementTree.fromstring(archive.read("project.xml"))
    marked = [(marker.attrib["name"], float(marker.attrib["time"])) for marker in project.iter("Marker")]
    assert ("Loop", 0.4) in marked
    assert ("Loop ]", 1.2) in marked


def test_a_dawproject_carries_the_stems_and_refers_only_to_what_it_defines(session: Project, tmp_path: Path) -> None:
    write_dawproject(session, tmp_path / "Song.dawproject", "1.0")
    with zipfile.ZipFile(tmp_path / "Song.dawproject") as archive:
        project = ElementTree.fromstring(archive.read("project.xml"))
        title = ElementTree.fromstring(archive.read("metadata.xml")).findtext("Title")
        files = [node.attrib["path"] for node in project.iter("File")]
        inside = [archive.read(file) for file in files]
    assert title == "Song"
    assert inside == [track.path.read_bytes() for track in session.tracks]
    assert project.attrib["version"] == "1.0"
    identities = [node.attrib["id"] for node in project.iter() if "id" in node.attrib]
    assert len(identities) == len(set(identities))
    for reference in ("track", "destination"):
        assert {node.attrib[reference] for node in project.iter() if reference in node.attrib} <= set(identities)
    tracks = project.findall("Structure/Track")
    assert [track.attrib["name"] for track in tracks] == [*NAMES, "Master"]
    assert [track.attrib.get("color") for track in tracks[:4]] == list(COLORS)
    volumes = [float(node.attrib["value"]) for node in project.findall("Structure/Track/Channel/Volume")]
    assert volumes[1] == pytest.approx(0.501, abs=0.001)
    assert all(clip.attrib["time"] == "0.0" for clip in project.iter("Clip"))
    assert [marker.attrib["name"] for marker in project.iter("Marker")] == ["Verse", "Solo"]
    assert not list(tmp_path.glob(".*.part"))


def test_a_stem_file_has_the_mix_first_the_four_stems_after_it_and_their_names(
    session: Project, tmp_path: Path
) -> None:
    parts = [Part(track.name, track.path, track.color) for track in session.tracks]
    target = tmp_path / "Song.stem.mp4"
    write_stem_mp4(parts, target, tag=lambda path: write_tags(path, Tags({"title": "Song"})))
    with av.open(str(target)) as file:
        assert len(file.streams.audio) == 5
        heard = [
            np.concatenate([frame.to_ndarray().T for frame in _frames(target, index)])[:88_200] for index in range(5)
        ]
    stems = [read(track.path) for track in session.tracks]
    for true, came in zip([np.sum(stems, axis=0), *stems], heard, strict=True):
        assert sdr(true[4000:80_000], came[4000:80_000]) > 20
    data = target.read_bytes()
    at = data.index(b"stem{") - 4
    box = json.loads(data[at + 8 : at + int.from_bytes(data[at : at + 4], "big")])
    assert [(stem["name"], stem["color"]) for stem in box["stems"]] == list(zip(NAMES, COLORS, strict=True))
    assert read_tags(target).fields["title"] == "Song"
    assert list(_enabled(data)) == [True, False, False, False, False]


def _frames(path: Path, stream: int) -> list[av.AudioFrame]:
    with av.open(str(path)) as file:
        return list(file.decode(file.streams.audio[stream]))


def _enabled(data: bytes) -> list[bool]:
    """The enabled flag of every track header: a player that knows nothing of stems plays the mix alone."""
    found, at = [], data.find(b"tkhd")
    while at >= 0:
        found.append(bool(data[at + 7] & 1))
        at = data.find(b"tkhd", at + 4)
    return found


def test_three_stems_make_no_stem_file(session: Project, tmp_path: Path) -> None:
    parts = [Part(track.name, track.path, track.color) for track in session.tracks[:3]]
    with pytest.raises(StemDeskError, match="exactly four"):
        write_stem_mp4(parts, tmp_path / "x.stem.mp4")
    assert not list(tmp_path.glob("*x.stem*"))


COVER = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".aiff", ".mp3", ".ogg", ".m4a"])
def test_tags_and_cover_come_along_in_every_format(tmp_path: Path, suffix: str) -> None:
    from stemdesk.audio.files.encodings import encoding_for
    from stemdesk.audio.files.writer import create_audio

    path = tmp_path / f"x{suffix}"
    writer = create_audio(path, encoding_for(path), 44_100, 2)
    writer.write(0.1 * np.ones((44_100, 2), np.float32))
    writer.close()
    tags = Tags(
        {"title": "夏 (Vocals)", "artist": "Ë", "album": "A", "date": "2024", "bpm": "104", "initialkey": "Am"}, COVER
    )
    write_tags(path, tags)
    again = read_tags(path)
    assert again.fields == tags.fields
    assert again.cover == COVER
    reader = open_audio(path)
    assert abs(len(reader.read(100_000)) - 44_100) <= 1
    reader.close()


def test_a_song_with_damaged_tags_is_exported_without_them(tmp_path: Path) -> None:
    make_song(tmp_path / "x.wav", 0.2)
    (tmp_path / "x.mp3").write_bytes(b"ID3\x04\x00\x00\x00\x00\x7f\x7f" + b"TIT2" * 40)
    assert read_tags(tmp_path / "x.mp3") == Tags()
    assert read_tags(tmp_path / "none.flac") == Tags()
    write_tags(tmp_path / "x.wav", Tags())
    assert soundfile.info(tmp_path / "x.wav").frames == 8820


#: What files are called, and what services call their stems.
EVIL = (
    "a\x00b\x1b]0;x\x07", 'a"\n  >\n>\n<TRACK\n', "\ud800 half", "\udcff byte", "\ufffe\uffff", "]]><x a='b'>&amp;",
    "\"'`\r\n`", "", "\x85\u2028\u2029 lines", "<", "\u202egnp",
)  # fmt: skip


def evil(session: Project, words: str) -> Project:
    tracks = tuple(replace(track, name=words) for track in session.tracks)
    return replace(session, title=words, tracks=tracks, markers=((words, 0.1),), regions=(Region(words, 0.2, 0.4),))


@pytest.mark.parametrize("words", EVIL)
def test_a_dawproject_of_any_title_is_xml_that_readers_take(session: Project, tmp_path: Path, words: str) -> None:
    odd = session.tracks[0].path.with_name("odd\x01\n\x7f name.flac")
    odd.write_bytes(session.tracks[0].path.read_bytes())
    made = evil(session, words)
    made = replace(made, tracks=(replace(made.tracks[0], path=odd), *made.tracks[1:]))
    write_dawproject(made, tmp_path / "Song.dawproject", "1.0")
    with zipfile.ZipFile(tmp_path / "Song.dawproject") as archive:
        project = ElementTree.fromstring(archive.read("project.xml"))
        ElementTree.fromstring(archive.read("metadata.xml"))
        assert [archive.read(node.attrib["path"]) for node in project.iter("File")] == [
            track.path.read_bytes() for track in made.tracks
        ]
    assert [track.attrib["name"] for track in project.findall("Structure/Track")][-1] == "Master"
    assert len(project.findall("Structure/Track")) == 5


@pytest.mark.parametrize("words", EVIL)
def test_a_reaper_project_of_any_title_has_the_lines_of_any_other(session: Project, tmp_path: Path, words: str) -> None:
    plain, odd = tmp_path / "plain.rpp", tmp_path / "odd.rpp"
    write_reaper(session, plain)
    write_reaper(replace(evil(session, words), markers=session.markers), odd)

    def kinds(project: Path) -> list[str]:
        return [line.split()[0] for line in project.read_bytes().decode("utf-8").split("\n") if line]

    assert kinds(odd) == kinds(plain)
    for line in odd.read_bytes().splitlines():
        name = line.decode("utf-8").strip()
        if name.startswith("NAME"):
            quote = name[5]
            assert quote in "\"'`"
            assert name.endswith(quote)
            assert quote not in name[6:-1]


def test_a_reaper_project_finds_a_file_with_two_spaces_and_a_byte_in_no_encoding(
    session: Project, tmp_path: Path
) -> None:
    odd = session.tracks[0].path.with_name(os.fsdecode(b"two  spaces \xff.flac"))
    odd.write_bytes(session.tracks[0].path.read_bytes())
    target = tmp_path / "stems" / "Song.rpp"
    write_reaper(replace(session, tracks=(replace(session.tracks[0], path=odd),)), target)
    assert b'FILE "two  spaces \xff.flac"' in target.read_bytes()


@pytest.mark.parametrize("words", EVIL)
def test_a_stem_file_and_tags_of_any_words_can_be_read_again(session: Project, tmp_path: Path, words: str) -> None:
    parts = [Part(words, track.path, track.color) for track in session.tracks]
    target = tmp_path / "Song.stem.mp4"
    write_stem_mp4(parts, target, tag=lambda path: write_tags(path, Tags({"title": f"t {words}", "bpm": "inf"})))
    data = target.read_bytes()
    at = data.index(b"stem{") + 4
    assert len(json.loads(data[at : at - 8 + int.from_bytes(data[at - 8 : at - 4], "big")])["stems"]) == 4
    for track in session.tracks[:1]:
        write_tags(track.path, Tags({"title": f"t {words}"}))
        assert read_tags(track.path).fields["title"].startswith("t ")
