"""Beats, key, tuning and loudness, told from stems."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from stemdesk.audio.analysis import song_analysis, worker
from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.audio.dsp import loudness
from stemdesk.audio.dsp.loudness import Loudness
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.music.chords import transposed_key
from stemdesk.core.stems import StemFile
from stemdesk.core.text import NOTHING, Text, verbatim
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process
from tests.sounds import Floats, write

pytestmark = pytest.mark.slow

RATE = 44_100


def drums(bpm: float, seconds: float, first: float = 0.3) -> tuple[Floats, np.ndarray]:
    """Kick, snare and hi-hat in eighths; and the true beats in frames."""
    noise = np.random.default_rng(0)
    sound = np.zeros(round(seconds * RATE))
    beats = np.arange(first, seconds - 0.5, 60 / bpm)
    for number, beat in enumerate(beats):
        time = np.arange(RATE // 5) / RATE
        kick = 0.6 * np.sin(2 * np.pi * (50 + 80 * np.exp(-time * 40)) * time) * np.exp(-time * 18)
        snare = 0.3 * noise.standard_normal(len(time)) * np.exp(-time * 25)
        at = round(beat * RATE)
        sound[at : at + len(time)] += (kick if number % 2 == 0 else snare)[: len(sound) - at]
        for half in (beat, beat + 30 / bpm):
            at = round(half * RATE)
            hat = 0.1 * noise.standard_normal(2000) * np.exp(-np.arange(2000) / 400)
            sound[at : at + 2000] += hat[: max(0, len(sound) - at)]
    return np.repeat(sound[:, None], 2, axis=1).astype(np.float32), np.round(beats * RATE)


def chords(roots: list[tuple[int, str]], seconds: float, cents: float = 0.0) -> Floats:
    """Triads (semitones from A, "major" or "minor") of one second each, with overtones."""
    t = np.arange(RATE) / RATE
    parts = []
    for number in range(round(seconds)):
        root, mode = roots[number % len(roots)]
        steps = (-24, 0, 4 if mode == "major" else 3, 7)
        tones = sum(
            np.sin(2 * np.pi * 220 * 2 ** ((root + step + cents / 100) / 12) * harmonic * t) / harmonic**2
            for step in steps for harmonic in (1, 2, 3)
        )  # fmt: skip
        parts.append(0.08 * tones * np.minimum(1, 20 * (1 - t)))
    return np.asarray(np.repeat(np.concatenate(parts)[:, None], 2, axis=1), np.float32)


@pytest.mark.parametrize("bpm", [75.0, 92.0, 104.0, 128.0, 140.0])
def test_beats_are_found_from_the_first_to_the_last(tmp_path: Path, bpm: float) -> None:
    sound, beats = drums(bpm, 30.0)
    write(tmp_path / "drums.wav", sound, RATE)
    found = analysis_of([StemFile("drums", tmp_path / "drums.wav")], None, tmp_path / "cache")
    assert found is not None
    assert found.bpm is not None
    assert abs(found.bpm - bpm) < 0.4
    near = np.min(np.abs(found.beats[:, None] - beats[None, :]), axis=1)[:-2]
    assert np.median(near) < 0.01 * RATE
    assert found.beats[0] < 0.9 * RATE
    assert found.bpm_certainty > 0.6


def test_beats_follow_a_band_that_speeds_up(tmp_path: Path) -> None:
    """No click track: from 100 to 108 BPM within a minute; the beats stay on the drums."""
    slow, _ = drums(100, 30.0, 0.2)
    fast, _ = drums(108, 30.0, 0.2)
    write(tmp_path / "drums.wav", np.concatenate([slow, fast]).astype(np.float32), RATE)
    found = analysis_of([StemFile("drums", tmp_path / "drums.wav")], None, tmp_path / "cache")
    assert found is not None
    true = np.concatenate([drums(100, 30.0, 0.2)[1], 30 * RATE + drums(108, 30.0, 0.2)[1]])
    near = np.min(np.abs(found.beats[:, None] - true[None, :]), axis=1)
    assert np.median(near) < 0.01 * RATE
    assert np.mean(near < 0.05 * RATE) > 0.75


@pytest.mark.parametrize(
    ("roots", "key"),
    [([(0, "minor"), (5, "minor"), (7, "major"), (0, "minor")], "A minor"),
     ([(3, "major"), (8, "major"), (10, "major"), (3, "major")], "C major"),
     ([(5, "major"), (10, "major"), (0, "major"), (5, "major")], "D major")],
)  # fmt: skip
def test_the_key_is_found_though_the_drums_are_loud(tmp_path: Path, roots: list[tuple[int, str]], key: str) -> None:
    write(tmp_path / "keys.wav", chords(roots, 16.0), RATE)
    write(tmp_path / "drums.wav", drums(120, 16.0)[0], RATE)
    stems = [StemFile("keys", tmp_path / "keys.wav"), StemFile("drums", tmp_path / "drums.wav")]
    found = analysis_of(stems, None, tmp_path / "cache")
    assert found is not None
    assert found.key == key
    assert abs(found.tuning_cents) < 3


@pytest.mark.parametrize("cents", [-32.0, 16.0])
def test_a_tuning_off_440_is_told(tmp_path: Path, cents: float) -> None:
    write(tmp_path / "keys.wav", chords([(0, "minor"), (5, "minor"), (7, "major")], 12.0, cents), RATE)
    found = analysis_of([StemFile("keys", tmp_path / "keys.wav")], None, tmp_path / "cache")
    assert found is not None
    assert abs(found.tuning_cents - cents) < 4
    assert found.key == "A minor"


def test_an_original_that_is_louder_and_later_is_measured(tmp_path: Path) -> None:
    """An MP3 of the song starts 1105 frames late and is mastered 6 dB louder than its stems."""
    sound = (chords([(0, "minor"), (-4, "major")], 8.0) + drums(100, 8.0)[0]).astype(np.float32)
    write(tmp_path / "other.wav", np.float32(0.5) * sound, RATE, "FLOAT")
    offset_frames = np.concatenate([np.zeros((1105, 2), np.float32), sound])
    write(tmp_path / "original.wav", offset_frames.astype(np.float32), RATE, "FLOAT")
    found = analysis_of([StemFile("other", tmp_path / "other.wav")], tmp_path / "original.wav", tmp_path / "cache")
    assert found is not None
    assert found.original_late == 1105
    assert abs(found.original_gain_db + 6.02) < 0.1


def test_silence_and_noise_claim_nothing(tmp_path: Path) -> None:
    write(tmp_path / "silence.wav", np.zeros((5 * RATE, 2), np.float32), RATE)
    found = analysis_of([StemFile("other", tmp_path / "silence.wav")], None, tmp_path / "cache")
    assert found is not None
    assert (found.bpm, found.key) == (None, None)


def test_what_was_heard_once_is_kept_until_a_stem_changes(tmp_path: Path) -> None:
    write(tmp_path / "drums.wav", drums(104, 20.0)[0], RATE)
    stems = [StemFile("drums", tmp_path / "drums.wav")]
    first = analysis_of(stems, None, tmp_path / "cache")
    again = analysis_of(stems, None, tmp_path / "cache", stop=lambda: True)  # would stop, were it to listen
    assert first is not None
    assert again is not None
    assert np.array_equal(first.beats, again.beats)
    assert (first.bpm, first.key, first.tuning_cents) == (again.bpm, again.key, again.tuning_cents)
    write(tmp_path / "drums.wav", drums(90, 20.0)[0], RATE)
    assert analysis_of(stems, None, tmp_path / "cache", stop=lambda: True) is None


@pytest.mark.parametrize(("key", "semitones", "shown"), [("A minor", -2, "G minor"), ("B♭ major", 3, "D♭ major")])
def test_a_key_moves_with_the_pitch(key: str, semitones: float, shown: str) -> None:
    assert transposed_key(key, semitones) == shown


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_loudness_is_that_of_the_standard(rate: int) -> None:
    """EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS; and another implementation agrees."""
    pyloudnorm = pytest.importorskip("pyloudnorm")
    t = np.arange(20 * rate) / rate
    tone = np.repeat((10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * t))[:, None], 2, axis=1).astype(np.float32)
    swell = tone * np.abs(np.sin(np.pi * t / 7))[:, None].astype(np.float32)
    for sound in (tone, swell):
        meter = Loudness(rate)
        for start in range(0, len(sound), 10_007):
            meter.add(sound[start : start + 10_007])
        heard = meter.integrated()
        assert heard is not None
        assert abs(heard - pyloudnorm.Meter(rate).integrated_loudness(sound)) < 0.1
        if sound is tone:
            assert abs(heard + 23) < 0.1


def test_the_meter_hears_what_the_standards_filters_do() -> None:
    """Its finite response beside the recursive filters, on noise that comes in odd pieces."""
    from scipy import signal  # slow to load

    meter, recursive = Loudness(RATE), Loudness(RATE)
    sound = (0.1 * np.random.default_rng(1).standard_normal((3 * RATE, 2))).astype(np.float32)
    for part in np.split(sound, [1, 500, 501, 40_000, 100_000]):
        meter.add(part)
    sections = np.array([loudness._shelf(RATE), loudness._high_pass(RATE)])
    true = signal.sosfilt(sections, sound.astype(np.float64), axis=0)
    recursive._powers = (true**2).sum(axis=1).reshape(-1, RATE // 10).mean(axis=1).tolist()
    assert recursive.integrated() is not None
    assert meter.integrated() == pytest.approx(recursive.integrated(), abs=1e-9)


def test_a_stem_that_cannot_be_read_is_told_by_the_listener_too(tmp_path: Path) -> None:
    (tmp_path / "drums.wav").write_bytes(b"no sound at all")
    with pytest.raises(StemDeskError) as caught:
        analysis_of([StemFile("drums", tmp_path / "drums.wav")], None, tmp_path / "cache")
    assert caught.value.kind is ErrorKind.DECODE
    assert "drums.wav" in str(caught.value)


@pytest.mark.parametrize("last_words", ["", '{"rate": 44100, "beats": [55, 27'])
def test_a_listener_that_is_killed_is_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_words: str
) -> None:
    """As by a system that runs out of memory: the song plays on without beats, and nothing wrong is kept."""
    program = f"input(); print({last_words!r}, end='')"
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", program])
    write(tmp_path / "drums.wav", drums(104, 2.0)[0], RATE)
    with pytest.raises(ChildProcessError):
        analysis_of([StemFile("drums", tmp_path / "drums.wav")], None, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def told(monkeypatch: pytest.MonkeyPatch, **more: object) -> list[int]:
    """The listener answers at once, with more than this; the list grows with every time that it is asked."""
    answer = {"rate": RATE, "seconds": 1.0, "bpm": 90.0, "bpm_certainty": 0.5, "beats": [], "downbeats": [], "key": None,
              "key_certainty": 0.0, "tuning_cents": 0.0, "chords": [], "keys": [], "sections": [],
              "chords_missing": NOTHING.as_json(), **more}  # fmt: skip
    asked: list[int] = []

    def ask(*_: object) -> dict[str, object]:
        asked.append(1)
        return answer

    monkeypatch.setattr(song_analysis, "_ask", ask)
    return asked


def twice(tmp_path: Path) -> None:
    write(tmp_path / "drums.wav", drums(104, 1.0)[0], RATE)
    for _ in range(2):
        assert analysis_of([StemFile("drums", tmp_path / "drums.wav")], None, tmp_path / "cache") is not None


def test_chords_that_failed_for_want_of_memory_are_tried_again_when_the_song_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(monkeypatch, chords_missing=shelf.stopped(verbatim("bad allocation")).message.as_json())
    twice(tmp_path)
    assert len(asked) == 2


def test_where_networks_do_not_run_at_all_a_song_is_not_listened_to_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = shelf.cannot_run(verbatim("too old"), known_models()["chords"])
    assert "quick preview" not in str(refusal)
    asked = told(monkeypatch, chords_missing=refusal.message.as_json())
    twice(tmp_path)
    assert len(asked) == 1


@pytest.mark.parametrize(("is_ready", "times"), [(True, 2), (False, 1)])
def test_beats_by_accents_are_heard_again_once_the_network_of_beats_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_ready: bool, times: int
) -> None:
    monkeypatch.setattr(shelf, "is_ready", lambda model: is_ready)
    monkeypatch.setattr(shelf, "can_run", lambda: True)
    asked = told(monkeypatch, beats_by_accents=True)
    twice(tmp_path)
    assert len(asked) == times


def test_a_file_that_was_heard_as_drums_is_heard_anew_as_a_song(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(monkeypatch)
    write(tmp_path / "a.wav", drums(104, 1.0)[0], RATE)
    for stem in ("drums", "other", "drums"):
        analysis_of([StemFile(stem, tmp_path / "a.wav")], None, tmp_path / "cache")
    analysis_of([], tmp_path / "a.wav", tmp_path / "cache")
    assert len(asked) == 3


class Ends:
    """A recognizer whose network runs out of memory in the middle of a song of an hour."""

    def add(self, _: Floats) -> None:
        raise shelf.stopped(verbatim("bad allocation"))


def test_a_network_that_stops_in_the_middle_leaves_beats_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_recognizer", lambda *_: (Ends(), NOTHING))
    write(tmp_path / "keys.wav", chords([(0, "minor"), (5, "minor"), (7, "major")], 12.0), RATE)
    answer = worker.analyse({"stems": [["keys", str(tmp_path / "keys.wav")]], "original": None}, lambda *_, **__: None)
    assert answer["key"] == "A minor"
    assert "lack of memory" in str(Text.from_json(answer["chords_missing"]))


def test_drums_alone_have_no_chord_from_the_beginning_to_the_end(tmp_path: Path) -> None:
    write(tmp_path / "drums.wav", drums(104, 3.0)[0], RATE)
    answer = worker.analyse(
        {"stems": [["drums", str(tmp_path / "drums.wav")]], "original": None}, lambda *_, **__: None
    )
    assert [chord[:3] for chord in answer["chords"]] == [(0.0, answer["seconds"], "N")]
    assert answer["key"] is None


def test_what_is_no_number_in_a_file_of_floats_is_none_in_the_result(tmp_path: Path) -> None:
    sound, _ = drums(104, 6.0)
    sound[RATE : RATE + 100] = np.nan
    sound[2 * RATE] = np.inf
    sound[3 * RATE] = 1e30
    write(tmp_path / "drums.wav", sound, RATE, "FLOAT")
    answer = worker.analyse(
        {"stems": [["drums", str(tmp_path / "drums.wav")]], "original": None}, lambda *_, **__: None
    )
    assert json.loads(json.dumps(answer, allow_nan=False))["lufs"] is not None
