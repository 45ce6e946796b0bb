"""`stemdesk notes`: what stems play, as a MIDI file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from stemdesk import cli, interrupts
from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.audio.files.stem_folder import write_manifest
from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.commands import notes as command
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.notes import Note
from stemdesk.core.music.sections import Section
from stemdesk.core.stems import StemFile
from stemdesk.core.text import verbatim
from stemdesk.inference import fetch
from stemdesk.inference.known import known_models
from tests.sounds import make_song

ANALYSIS = Analysis(
    1000, 120.0, 1.0, np.arange(500, 8000, 500), "A minor", 1.0, 0.0, downbeats=np.arange(500, 8000, 1500),
    chords=(Chord(0.0, 2.0, "A:min"), Chord(2.0, 3.0, "N"), Chord(3.0, 8.0, "C:maj")),
    sections=(Section(0.0, 4.0, "Verse"), Section(4.0, 8.0, "Chorus")),
)  # fmt: skip


@pytest.fixture
def stems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody listens: notes and analysis are given."""

    def notes_of(stem: StemFile, _cache: Path, *, report: Callable[[float], None]) -> tuple[Note, ...]:
        report(1.0)
        return {"drums": (Note(0.5, 0.6, 36, 90),), "bass": (Note(1.0, 2.0, 40), Note(2.0, 3.0, 43))}.get(stem.stem, ())

    monkeypatch.setattr(command, "notes_of", notes_of)
    monkeypatch.setattr(command, "missing_network", lambda *_: None)
    monkeypatch.setattr(command, "analysis_of", lambda *_, **__: ANALYSIS)
    monkeypatch.setattr(interrupts, "take_over", lambda: None)
    for stem in ("vocals", "drums", "bass"):
        make_song(tmp_path / "My song" / f"{stem}.wav", 1.0)
    return tmp_path / "My song"


def test_a_folder_is_a_track_for_each_stem_with_tempo_bars_parts_and_chords(
    stems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["notes", str(stems), "--output", str(tmp_path / "out.mid"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "event": "notes", "path": str(tmp_path / "out.mid"),
        "tracks": [
            {"stem": "vocals", "notes": 0, "source": "heard"}, {"stem": "drums", "notes": 1, "source": "heard"},
            {"stem": "bass", "notes": 2, "source": "heard"},
        ],
    }  # fmt: skip
    song = read_midi(tmp_path / "out.mid")
    assert song.name == "My song"
    assert [(track.name, track.program, track.is_drums) for track in song.tracks] == [
        ("drums", 0, True),
        ("bass", 33, False),
    ]
    assert [note.start for note in song.tracks[1].notes] == pytest.approx([1.0, 2.0], abs=0.001)
    assert song.tempo_map.tempos == ((0, 500_000),)
    assert song.tempo_map.signatures[-1][1:] == (3, 4)
    assert [(round(at), name) for at, name in song.markers] == [(0, "Verse"), (4, "Chorus")]
    assert [(round(at), name) for at, name in song.texts] == [(0, "A:min"), (3, "C:maj")]


def test_for_people_it_says_where_the_file_is_and_that_nothing_was_found(
    stems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "vocals.mid"
    assert cli.main(["notes", str(stems / "vocals.wav"), "--output", str(target)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{target}\n"
    assert "No notes were found" in said.err
    assert read_midi(target).tracks == ()


@pytest.mark.parametrize(
    ("sources", "output", "why"),
    [
        (["vocals.wav"], "out.wav", ".mid"), (["vocals.wav"], "nowhere/out.mid", "does not exist"),
        (["."], "out.mid", None), ([".."], "out.mid", "not a folder of stems"),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2_with_a_reason(
    stems: Path, sources: list[str], output: str, why: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["notes", *(str(stems / name) for name in sources), "--output", str(stems.parent / output)])
    assert code == (0 if why is None else 2)
    assert why is None or why in capsys.readouterr().err


def test_what_is_no_sound_fails_by_name_and_nothing_is_written(
    stems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stems / "piano.wav").write_text("no sound")
    assert cli.main(["notes", str(stems / "piano.wav"), "--output", str(tmp_path / "out.mid")]) == 1
    assert "piano.wav" in capsys.readouterr().err
    assert not (tmp_path / "out.mid").exists()


def test_a_network_that_cannot_be_had_is_one_sentence(
    stems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StemDeskError(ErrorKind.NETWORK, verbatim("Basic Pitch could not be downloaded."))

    monkeypatch.setattr(command, "notes_of", refuse)
    (tmp_path / "out.mid").write_bytes(b"what was there")
    assert cli.main(["notes", str(stems), "--output", str(tmp_path / "out.mid")]) == 1
    assert "Basic Pitch could not be downloaded." in capsys.readouterr().err
    assert (tmp_path / "out.mid").read_bytes() == b"what was there"


def test_notes_that_a_service_sent_are_written_in_place_of_heard_ones(
    stems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = (Note(4.0, 5.0, 50), Note(5.0, 6.0, 52), Note(6.0, 7.0, 53))
    (stems / "notes.mid").write_bytes(midi_bytes(MidiSong((MidiTrack("Bass", sent),))))
    write_manifest(stems, {
        "stems": [{"stem": stem, "file": f"{stem}.wav"} for stem in ("vocals", "drums", "bass")],
        "documents": ["notes.mid", "../elsewhere.mid"],
    })  # fmt: skip
    for source in (stems, stems / "bass.wav"):
        assert cli.main(["notes", str(source), "--output", str(tmp_path / "out.mid"), "--json"]) == 0
        found = {track["stem"]: track for track in json.loads(capsys.readouterr().out)["tracks"]}
        assert found["bass"] == {"stem": "bass", "notes": 3, "source": "service"}
        assert [note.pitch for note in read_midi(tmp_path / "out.mid").tracks[-1].notes] == [50, 52, 53]
    assert "drums" not in found


def test_the_network_of_notes_is_got_once_and_only_where_a_stem_needs_it(
    stems: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[str] = []
    model = known_models()["notes"]
    monkeypatch.setattr(command, "missing_network", lambda stem, _: None if stem.stem == "drums" else model)
    monkeypatch.setattr(fetch, "get", lambda _stop, wanted, _report: got.append(wanted.id))
    assert cli.main(["notes", str(stems / "drums.wav"), "--output", str(tmp_path / "out.mid")]) == 0
    assert got == []
    assert cli.main(["notes", str(stems), "--output", str(tmp_path / "out.mid")]) == 0
    assert got == ["notes"]
