"""`stemdesk listen`: the contract for scripts, a chart for people."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.cli import main
from stemdesk.commands import listen
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.sections import Section
from stemdesk.core.text import text
from tests.audio.analysis.test_song_analysis import chords, drums
from tests.sounds import write

KEYS = ["file", "seconds", "bpm", "bpm_certainty", "beats", "downbeats", "key", "key_certainty", "tuning_cents", "lufs",
        "chords", "sections"]  # fmt: skip


@pytest.fixture(autouse=True)
def _this_process_is_the_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemdesk.interrupts.take_over", lambda: None)


def known(monkeypatch: pytest.MonkeyPatch, **more: object) -> None:
    beats = np.arange(0, 8 * 44_100, 22_050)
    found = Analysis(
        44_100, 120.0, 0.9, beats, "A minor", 0.8, -3.2, downbeats=beats[::4], lufs=-14.0, seconds=8.0,
        chords=(Chord(0, 4, "A:min7"), Chord(4, 8, "C:maj/3")), sections=(Section(0, 4, "A"), Section(4, 8, "B")),
    )  # fmt: skip
    for name, value in more.items():
        object.__setattr__(found, name, value)
    monkeypatch.setattr(listen, "analysis_of", lambda *_, **__: found)


def test_scripts_get_one_object_with_exactly_these_keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known(monkeypatch)
    assert main(["listen", "song.wav", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    told = json.loads(out)
    assert list(told) == KEYS
    assert told["file"] == "song.wav"
    assert told["beats"][:3] == [0.0, 0.5, 1.0]
    assert told["downbeats"] == [0.0, 2.0, 4.0, 6.0]
    assert told["chords"] == [
        {"start": 0.0, "end": 4.0, "name": "A:min7"},
        {"start": 4.0, "end": 8.0, "name": "C:maj/3"},
    ]
    assert told["sections"][1] == {"start": 4.0, "end": 8.0, "name": "B"}


def test_people_read_a_chart(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    known(monkeypatch)
    assert main(["listen", "song.wav"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "song.wav · 0:08 · A minor · 120.0 BPM · -3 cents · -14.0 LUFS"
    assert "[B]" in lines
    assert lines[-1] == "| C/E | C/E |"


def test_what_is_unsure_is_questioned_and_what_is_missing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known(monkeypatch, key_certainty=0.2, bpm=None, chords=(), chords_missing=text("Get {it}.", it="chords"))
    assert main(["listen", "song.wav", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["chords"] == []
    assert told.err.strip().endswith("Get chords.")
    assert main(["listen", "song.wav"]) == 0
    assert "A minor? · no beat" in capsys.readouterr().out


def test_a_song_and_a_folder_of_its_stems_are_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stems = tmp_path / "song"
    stems.mkdir()
    keys = chords([(0, "minor"), (5, "minor"), (7, "major"), (0, "minor")], 12.0)
    beat = drums(120, 12.0)[0]
    write(stems / "song (keys).wav", keys, 44_100)
    write(stems / "song (drums).wav", beat, 44_100)
    write(tmp_path / "mix.wav", (keys + beat).astype(np.float32), 44_100)
    for source in (stems, tmp_path / "mix.wav"):
        assert main(["listen", str(source), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["file"] == str(source)
        assert told["seconds"] == pytest.approx(12.0, abs=0.01)
        assert told["bpm"] == pytest.approx(120, abs=0.5)
        assert told["key"] == "A minor"


@pytest.mark.parametrize(("make", "code"), [("nothing", 1), ("text", 1), ("empty folder", 2)])
def test_what_cannot_be_heard_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], make: str, code: int) -> None:
    source = tmp_path / "song"
    if make == "text":
        source.write_text("no sound")
    elif make == "empty folder":
        source.mkdir()
    assert main(["listen", str(source), "--json"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "song" in told.err
    assert "Traceback" not in told.err


def test_a_free_song_without_key_and_beats_still_has_its_first_chords(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = np.zeros(0, np.int64)
    known(monkeypatch, key=None, bpm=None, beats=nothing, downbeats=nothing, sections=())
    assert main(["listen", "song.wav"]) == 0
    assert "| Am7 | C/E |" in capsys.readouterr().out.splitlines()
