"""Notes that are heard: from what the network would say, and where it is there, from sound."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stemdesk.audio.transcription.drum_hits import CLOSED_HAT, KICK, OPEN_HAT, SNARE, DrumHits
from stemdesk.audio.transcription.instruments import Playing, playing_of, program_of
from stemdesk.audio.transcription.melody_reader import BASS, MELODY, read_melody
from stemdesk.audio.transcription.note_network import FRAME_RATE, HOP, LOWEST, RATE, Activations, NoteNetwork
from stemdesk.audio.transcription.note_reader import read_notes
from stemdesk.audio.transcription.stem_notes import notes_of
from stemdesk.core.music.notes import Note
from stemdesk.core.stems import StemFile
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process
from tests.sounds import Floats

needs_network = pytest.mark.skipif(
    not (shelf.can_run() and shelf.is_ready(known_models()["notes"])),
    reason="Basic Pitch's weights were not fetched (python -m stemdesk.inference)",
)


def heard(*notes: tuple[int, int, int, float], frames: int = 400) -> Activations:
    """What the network says of notes (first frame, frame after the last, pitch, how sure)."""
    sounding, onsets = np.zeros((frames, 88), np.float32), np.zeros((frames, 88), np.float32)
    levels = np.full(frames, -80.0, np.float32)
    for start, end, pitch, sure in notes:
        sounding[start:end, pitch - LOWEST] = sure
        onsets[start, pitch - LOWEST] = sure
        levels[start:end] = np.maximum(levels[start:end], -10.0 - np.arange(end - start) * 0.2)
    return Activations(sounding, onsets, sounding.copy(), levels)


def told(found: list[object]) -> list[tuple[int, int]]:
    return [(note.start, note.pitch + LOWEST) for note in found]  # type: ignore[attr-defined]


def test_an_octave_that_rings_along_is_no_note_and_one_that_is_played_is() -> None:
    activations = heard((20, 120, 48, 0.95), (21, 100, 60, 0.62), (200, 300, 48, 0.95), (200, 300, 60, 0.93))
    assert told(read_notes(activations, -10.0)) == [(20, 48), (200, 48), (200, 60)]  # type: ignore[arg-type]


def test_a_bass_has_one_voice_whatever_rings_above_it() -> None:
    activations = heard(
        (20, 120, 33, 0.6), (20, 118, 45, 0.55), (24, 110, 52, 0.5), (150, 250, 35, 0.7), (150, 250, 47, 0.6)
    )
    assert told(read_melody(activations, BASS, -10.0)) == [(20, 33), (150, 35)]  # type: ignore[arg-type]


def test_a_voice_does_not_leave_its_range() -> None:
    activations = heard((20, 120, 96, 0.9), (150, 250, 64, 0.8))
    assert told(read_melody(activations, MELODY, -10.0)) == [(150 - MELODY.late, 64)]  # type: ignore[arg-type]


def test_the_same_note_played_again_is_two() -> None:
    activations = heard((20, 100, 40, 0.9), (100, 180, 40, 0.9))
    assert told(read_melody(activations, BASS, -10.0)) == [(20, 40), (100, 40)]  # type: ignore[arg-type]


def test_what_only_bleeds_into_a_stem_is_no_note() -> None:
    activations = heard((20, 120, 60, 0.9))
    assert read_melody(activations, MELODY, 20.0) == []


def hit(length: int, *tones: float, noise: tuple[float, float] | None = None, seed: int = 1) -> Floats:
    time = np.arange(length) / 44_100
    made = sum((np.sin(2 * np.pi * tone * time) for tone in tones), np.zeros(length))
    if noise is not None:
        spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
        places = np.fft.rfftfreq(length, 1 / 44_100)
        spectrum[(places < noise[0]) | (places > noise[1])] = 0
        made = made + 2 * np.fft.irfft(spectrum, length)
    return np.asarray(made * np.exp(-8 * np.arange(length) / length), np.float32)


def test_kick_snare_and_hats_are_told_apart_where_they_are_played() -> None:
    kit = {
        KICK: hit(9_000, 60.0), SNARE: hit(7_000, 190.0, 240.0, noise=(300, 5_000)),
        CLOSED_HAT: 0.7 * hit(2_500, noise=(7_000, 16_000)),
    }  # fmt: skip
    played = [(0.5 + 0.25 * n, pitch) for n, pitch in enumerate([KICK, CLOSED_HAT, SNARE, CLOSED_HAT] * 6)]
    sound = np.zeros(44_100 * 8, np.float32)
    for moment, pitch in played:
        at = round(moment * 44_100)
        sound[at : at + len(kit[pitch])] += kit[pitch]
    hits = DrumHits(44_100)
    for start in range(0, len(sound), 10_000):
        hits.add(0.4 * sound[start : start + 10_000])
    found = [(note.start, CLOSED_HAT if note.pitch == OPEN_HAT else note.pitch) for note in hits.end()]
    for moment, pitch in played:
        assert any(abs(start - moment) < 0.03 and heard_as == pitch for start, heard_as in found), (moment, pitch)
    for drum in (KICK, SNARE):
        assert sum(pitch == drum for _, pitch in found) == 6


@pytest.mark.parametrize("kind", ["silence", "noise"])
def test_drums_are_not_invented(kind: str) -> None:
    hits = DrumHits(44_100)
    level = 0.0 if kind == "silence" else 0.1
    hits.add(np.asarray(level * np.random.default_rng(1).standard_normal(44_100 * 4), np.float32))
    assert hits.end() == []


def test_windows_lie_together_without_a_seam_however_the_sound_comes() -> None:
    """A network that answers with the level of each frame: what comes out is the level of the sound, frame by frame."""

    def run(inputs: object) -> list[Floats]:
        (windows,) = inputs.values()  # type: ignore[attr-defined]
        padded = np.pad(windows[:, :, 0], ((0, 0), (0, 172 * HOP - windows.shape[1])))
        level = np.abs(padded).reshape(-1, 172, HOP).max(axis=2)
        return [np.repeat(level[:, :, None], width, axis=2).astype(np.float32) for width in (88, 88, 264)]

    sound = np.asarray(np.random.default_rng(2).uniform(-1, 1, RATE * 9) * np.linspace(0.1, 1, RATE * 9), np.float32)
    network = NoteNetwork(run, RATE)
    for start in range(0, len(sound), 7_777):
        network.add(sound[start : start + 7_777])
    network.end()
    assert network.frames == -(-len(sound) // HOP)
    found = network.take(0, network.frames)
    whole = np.pad(sound, (0, network.frames * HOP - len(sound))).reshape(-1, HOP)
    assert np.allclose(found.notes[:, 5], np.abs(whole).max(axis=1), atol=1e-3)
    later = network.take(400, 500)
    assert np.array_equal(later.notes, found.notes[400:500])


def test_what_a_stem_is_called_says_how_it_is_read_and_played() -> None:
    assert [playing_of(name) for name in ("bass guitar", "lead vocals", "back vocals", "hi-hat", "crowd", "piano")] == [
        Playing.BASS, Playing.ONE_VOICE, Playing.SEVERAL, Playing.DRUMS, Playing.NOTHING, Playing.SEVERAL,
    ]  # fmt: skip
    assert [program_of(name) for name in ("bass", "flute", "piano", "something")] == [33, 73, 0, 0]


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the worker's place, a process that counts how often it is asked, and hears one note."""
    counted = tmp_path / "asked"
    code = (
        "import sys, json; sys.stdin.readline(); open(sys.argv[1], 'a').write('x')\n"
        "print(json.dumps({'fraction': 0.5}), flush=True)\n"
        "print(json.dumps({'notes': [[0.5, 1.0, 60, 90]]}), flush=True)"
    )
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", code, str(counted)])
    monkeypatch.setattr(shelf, "is_ready", lambda _: True)
    return counted


def test_a_stem_is_listened_to_once_and_again_when_it_has_changed(listener: Path, tmp_path: Path) -> None:
    stem = StemFile("piano", tmp_path / "piano.wav")
    stem.path.write_bytes(b"some sound")
    fractions: list[float] = []
    for _ in range(2):
        assert notes_of(stem, tmp_path / "cache", report=fractions.append) == (Note(0.5, 1.0, 60, 90),)
    assert (listener.read_text(), fractions) == ("x", [0.5])
    stem.path.write_bytes(b"some other sound")
    notes_of(stem, tmp_path / "cache")
    assert listener.read_text() == "xx"
    (kept,) = [file for file in (tmp_path / "cache" / "notes").iterdir() if "some" not in file.name][:1]
    kept.write_text(json.dumps({"notes": "damaged"}))
    assert notes_of(stem, tmp_path / "cache") == (Note(0.5, 1.0, 60, 90),)


def test_listening_ends_when_nobody_wants_it(listener: Path, tmp_path: Path) -> None:
    stem = StemFile("piano", tmp_path / "piano.wav")
    stem.path.write_bytes(b"some sound")
    assert notes_of(stem, tmp_path / "cache", stop=lambda: True) is None
    assert not (tmp_path / "cache").exists()
    assert listener.exists()


def plucked(*notes: tuple[float, int], seconds: float = 4.0) -> Floats:
    sound = np.zeros(round(seconds * RATE), np.float32)
    for start, pitch in notes:
        time = np.arange(round(0.7 * RATE)) / RATE
        tone = sum(np.sin(2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * k * time) / k**1.5 for k in range(1, 7))
        at = round(start * RATE)
        sound[at : at + len(time)] += 0.2 * (tone * np.exp(-4 * time))[: len(sound) - at]
    return sound


@needs_network
def test_the_network_hears_what_is_played(tmp_path: Path) -> None:
    played = [(0.5, 60), (1.3, 64), (2.1, 67), (2.9, 72)]
    soundfile.write(tmp_path / "piano.wav", plucked(*played), RATE)
    found = notes_of(StemFile("piano", tmp_path / "piano.wav"), tmp_path / "cache")
    assert found is not None
    assert [note.pitch for note in found] == [pitch for _, pitch in played]
    for note, (start, _) in zip(found, played, strict=True):
        assert note.start == pytest.approx(start, abs=0.05)


@pytest.mark.slow
@needs_network
def test_noise_has_no_notes(tmp_path: Path) -> None:
    noise = 0.1 * np.random.default_rng(1).standard_normal(RATE * 6)
    soundfile.write(tmp_path / "noise.wav", noise, RATE)
    for stem in ("piano", "bass", "vocals"):
        assert notes_of(StemFile(stem, tmp_path / "noise.wav"), tmp_path / "cache") == ()


def test_the_pieces_of_a_long_stem_are_one_stem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Notes at and across the borders of the pieces are there once each."""
    from stemdesk.audio.transcription import worker

    monkeypatch.setattr(worker, "_PIECE", round(2 * FRAME_RATE))
    monkeypatch.setattr(worker, "_AROUND", round(FRAME_RATE))
    played = [0.5 * n + 0.25 for n in range(16)]
    sound = np.zeros(RATE * 9, np.float32)
    for start in played:
        sound[round(start * RATE) : round((start + 0.3) * RATE)] = 0.5
    soundfile.write(tmp_path / "flute.wav", sound, RATE)

    def run(inputs: object) -> list[Floats]:
        (windows,) = inputs.values()  # type: ignore[attr-defined]
        padded = np.pad(windows[:, :, 0], ((0, 0), (0, 172 * HOP - windows.shape[1])))
        on = np.abs(padded).reshape(-1, 172, HOP).mean(axis=2) > 0.2
        begins = on & ~np.pad(on, ((0, 0), (1, 0)))[:, :-1]
        answers = [np.zeros((len(on), 172, width), np.float32) for width in (88, 88, 264)]
        answers[0][:, :, 40] = 0.9 * begins
        answers[1][:, :, 40] = 0.9 * on
        answers[2][:, :, 120] = 0.9 * on
        return answers

    found = worker.notes_of(tmp_path / "flute.wav", Playing.ONE_VOICE, -6.0, run, lambda _: None)
    assert [note.start for note in found] == pytest.approx(played, abs=0.03)
    assert {note.pitch for note in found} == {40 + LOWEST}
