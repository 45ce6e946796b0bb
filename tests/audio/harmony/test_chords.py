"""Chords, told from sound."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stemdesk.audio.analysis.song_analysis import Analysis, analysis_of, chords_missing
from stemdesk.audio.harmony.chord_decoder import ChordDecoder, certainty
from stemdesk.audio.harmony.chord_recognizer import ChordRecognizer
from stemdesk.audio.harmony.constant_q import BINS, HOP, RATE, ConstantQ
from stemdesk.audio.harmony.key_detector import KeyDetector
from stemdesk.audio.harmony.key_finder import find_key, key_regions
from stemdesk.core.music.chords import Chord
from stemdesk.core.stems import StemFile
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from tests.audio.analysis.test_song_analysis import chords, drums
from tests.chords import lay_out, needs_chords
from tests.sounds import Floats, write

FRAME = HOP / RATE


@pytest.mark.parametrize(("hertz", "cents"), [(110.0, 0.0), (440.0, 0.0), (2637.02, 0.0), (427.47, -50.0)])
def test_a_tone_is_seen_at_its_own_place(hertz: float, cents: float) -> None:
    """The lowest of 36 places an octave is F♯0, 51 semitones below A = 440 Hz."""
    tone = np.sin(2 * np.pi * hertz * np.arange(2 * RATE) / RATE).astype(np.float32)
    seen = ConstantQ(cents)(tone)
    assert seen.shape == (1 + len(tone) // HOP, BINS)
    place = round(36 * (np.log2(hertz / 440.0) - cents / 1200)) + 3 * 51
    assert int(seen[len(seen) // 2].argmax()) == place


def heard(*parts: tuple[int, int, int, float], sure: float = 0.9) -> Floats:
    """What the network would say: (triad's answer, bass, seventh, seconds) one after the other."""
    frames = []
    for root, bass, seventh, seconds in parts:
        frame = np.full(100, 0.02, np.float32)
        for place in (root, 73 + bass, 86 + seventh, 90, 94, 97):
            frame[place] = sure
        frames += [frame] * round(seconds / FRAME)
    return np.array(frames)


def test_chords_are_read_off_with_seventh_and_bass_and_have_no_holes() -> None:
    decoder = ChordDecoder(FRAME)
    for part in np.array_split(heard((1, 1, 0, 2), (22, 10, 2, 2), (1, 5, 0, 2), (0, 0, 0, 2)), 7):
        decoder.add(part)
    found = decoder.result(8.5)
    assert [chord.name for chord in found] == ["C:maj", "A:min7", "C:maj/3", "N"]
    assert found[0].start == 0.0
    assert found[-1].end == 8.5
    assert all(one.end == other.start for one, other in pairwise(found))
    assert np.allclose([chord.start for chord in found], [0, 2, 4, 6], atol=0.05)
    assert all(0.95 < chord.certainty < 1 for chord in found)


def test_the_likelier_a_chord_the_surer_and_a_guess_is_called_one() -> None:
    sure = certainty(np.linspace(0.0, 1.0, 101))
    assert (np.diff(sure) >= 0).all()
    assert sure[0] < 0.001
    assert sure[10] < 0.2
    assert sure[90] > 0.95
    assert sure[-1] <= 1.0


def test_a_blink_is_no_chord() -> None:
    decoder = ChordDecoder(FRAME)
    decoder.add(heard((1, 1, 0, 2), (22, 10, 0, 0.05), (1, 1, 0, 2)))
    assert [chord.name for chord in decoder.result(4.05)] == ["C:maj"]


def test_chords_change_on_beats_where_they_are_near_them() -> None:
    decoder = ChordDecoder(FRAME)
    decoder.add(heard((1, 1, 0, 2.1), (6, 6, 0, 1.8), (8, 8, 0, 2.2)))
    found = decoder.result(6.1, [n * 0.5 for n in range(13)], [0.0, 2.0, 4.0, 6.0])
    assert [chord.name for chord in found] == ["C:maj", "F:maj", "G:maj"]
    assert np.allclose([chord.start for chord in found], [0, 2, 4], atol=FRAME)


def test_chords_are_found_where_beats_begin_late_or_pause() -> None:
    decoder = ChordDecoder(FRAME)
    decoder.add(heard((1, 1, 0, 3), (6, 6, 0, 3), (8, 8, 0, 3), (1, 1, 0, 3)))
    found = decoder.result(12.0, [*np.arange(5.0, 8.0, 0.5), *np.arange(10.0, 12.0, 0.5)], [5.0, 7.0])
    assert [chord.name for chord in found] == ["C:maj", "F:maj", "G:maj", "C:maj"]
    assert np.allclose([chord.start for chord in found], [0, 3, 6, 9], atol=0.12)


def test_a_walking_bass_makes_no_chords_where_the_song_changes_them_once_a_bar() -> None:
    """C F G C, a bar each; in one bar the network hears F on two beats of the bass."""
    decoder = ChordDecoder(FRAME)
    bars = [(1, 1, 0, 2.0), (6, 6, 0, 2.0), (8, 8, 0, 2.0), (1, 1, 0, 2.0)] * 4
    said = heard(*bars)
    off = round(9.0 / FRAME), round(9.5 / FRAME)
    said[off[0] : off[1]] = heard((6, 6, 0, FRAME), sure=0.5)
    said[off[0] : off[1], 1] = 0.2
    said[off[0] : off[1], 86:] = said[0, 86:]
    decoder.add(said)
    beats = [n * 0.5 for n in range(64)]
    found = decoder.result(32.0, beats, beats[2::4])  # and its bars were heard to begin on the third beat
    assert [chord.name for chord in found] == ["C:maj", "F:maj", "G:maj", *["C:maj", "F:maj", "G:maj"] * 3, "C:maj"]


def test_what_is_foreign_to_a_clear_key_needs_more_to_be_heard() -> None:
    """E♭ minor was heard as E♭ major, now and then, in the middle of a song in E♭ minor."""
    decoder = ChordDecoder(FRAME)
    song = heard(
        *[(16, 4, 0, 2.0), (12, 12, 0, 2.0), (7, 7, 0, 2.0), (2, 2, 0, 2.0), (16, 4, 0, 2.0), (21, 9, 0, 2.0)] * 2
    )
    between = heard((4, 4, 0, 2.0))
    between[:, 4], between[:, 16] = 0.5, 0.3  # E♭ major, or minor
    decoder.add(np.concatenate([song, between, song]))
    assert "Eb:maj" not in [chord.name for chord in decoder.result(50.0)]
    alone = ChordDecoder(FRAME)
    alone.add(between)
    assert [chord.name for chord in alone.result(2.0)] == ["Eb:maj"]


@pytest.mark.slow
def test_a_long_song_is_heard_in_pieces_that_leave_nothing_out() -> None:
    """Of a network that hears only whether A = 440 Hz sounds; ten minutes, in odd parts."""
    sizes: list[int] = []

    def run(inputs: dict[str, Floats]) -> list[Floats]:
        picture = inputs["spectrogram"]
        sizes.append(len(picture))
        loud = picture[:, 130:140].max(axis=1, keepdims=True) > 0.01
        return [np.where(loud, heard((1, 1, 0, FRAME)), heard((0, 0, 0, FRAME)))]

    recognizer = ChordRecognizer(11_025, run, lambda: 0.0)  # type: ignore[arg-type]
    seconds = 600
    times = np.arange(seconds * 11_025) / 11_025
    sound = (np.sin(2 * np.pi * 440.0 * times) * (times % 100 < 50)).astype(np.float32)
    for part in np.array_split(sound, 61):
        recognizer.add(part)
    found = recognizer.result(seconds)
    assert max(sizes) <= 2584 + 3 * 216
    assert [chord.name for chord in found] == ["C:maj", "N"] * 6
    assert np.allclose([chord.start for chord in found], np.arange(12) * 50, atol=0.3)


def test_a_song_shorter_than_a_moment_has_no_chords_to_tell() -> None:
    recognizer = ChordRecognizer(44_100, lambda _: [], lambda: 0.0)
    assert recognizer.result(0.0) == ()
    again = ChordRecognizer(44_100, lambda _: [], lambda: 0.0)
    again.add(np.zeros(100, np.float32))
    assert [chord.name for chord in again.result(0.002)] == ["N"]


def progression(names: list[str], seconds: float = 2.0) -> list[Chord]:
    return [Chord(n * seconds, (n + 1) * seconds, name, 0.9) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "key"),
    [(["C:maj", "G:maj", "A:min", "F:maj", "C:maj"], "C major"),
     (["A:min", "F:maj", "C:maj", "G:maj"] * 2 + ["A:min"], "A minor"),
     (["G:7", "C:7", "G:7", "D:7", "C:7", "G:7"], "G major"), (["D:min7", "G:7", "C:maj7"] * 3, "C major"),
     (["E:min", "A:min", "B:7", "E:min"] * 2, "E minor"), (["Ab:maj", "Eb:maj", "F:min", "Db:maj", "Ab:maj"], "A♭ major")],
)  # fmt: skip
def test_chords_tell_the_key(names: list[str], key: str) -> None:
    found, certainty = find_key(progression(names), None)
    assert found == key
    assert certainty > 0.2


def test_a_key_is_as_sure_as_its_chords_are_clear() -> None:
    """Chords drawn by chance were surer of a key, once, than the four that half of all songs have."""
    cadences, loop = ["A:min", "D:min", "E:7", "A:min"] * 4, ["A:min", "F:maj", "C:maj", "G:maj"] * 4
    dorian = ["D:min", "G:maj"] * 8
    chance = ["C:maj", "F#:min", "Bb:maj", "E:maj", "C#:min", "G:maj", "Eb:min", "A:min"] * 2
    clear, either, modal, none = (find_key(progression(names), None)[1] for names in (cadences, loop, dorian, chance))
    assert clear > 0.9
    assert none < either < clear
    assert max(none, modal) < 0.3 < either < 0.7
    assert find_key(progression(cadences[:3]), None)[1] < clear


def test_a_song_that_goes_up_a_tone_for_good_has_two_keys_and_one_borrowed_chord_makes_none() -> None:
    names = ["C:maj", "A:min", "F:maj", "G:7"] * 6 + ["D:maj", "B:min", "G:maj", "A:7"] * 6 + ["D:maj"]
    found = key_regions(progression(names), "C major", 0.5, 98.0)
    assert [region.name for region in found] == ["C major", "D major"]
    assert abs(found[1].start - 48) <= 2
    assert found[1].end == 98.0
    names = ["C:maj", "A:min", "F:maj", "G:7"] * 6 + ["Ab:maj"] + ["C:maj", "A:min", "F:maj", "G:7"] * 6
    assert [region.name for region in key_regions(progression(names), "C major", 0.5, 98.0)] == ["C major"]


def test_without_chords_there_is_no_key_to_be_sure_of() -> None:
    assert find_key([Chord(0, 60, "N", 0.9)], np.linspace(0.0, 0.9, 24)) == (None, 0.0)
    assert key_regions([], None, 0.0, 60.0) == ()


def test_what_is_missing_is_said_and_everything_else_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own, whose models lie elsewhere."""
    monkeypatch.setenv("STEMDESK_HOME", str(tmp_path))
    if shelf.is_ready(known_models()["chords"]):
        pytest.skip("this interpreter has the model beside it")
    write(tmp_path / "keys.wav", chords([(0, "minor"), (5, "minor"), (7, "major")], 12.0), 44_100)
    found = analysis_of([StemFile("keys", tmp_path / "keys.wav")], None, tmp_path / "cache")
    assert found is not None
    assert found.chords == ()
    assert found.key == "A minor"
    assert "stemdesk models get chords" in str(found.chords_missing)
    assert found.chords_missing.template == chords_missing(known_models()["chords"]).template


@pytest.mark.slow
@needs_chords
def test_chords_are_heard_over_loud_drums_and_beats_are_told_first(tmp_path: Path) -> None:
    lay_out()
    write(tmp_path / "keys.wav", chords([(0, "minor"), (0, "minor"), (-4, "major"), (-4, "major")], 24.0), 44_100)
    write(tmp_path / "drums.wav", drums(120, 24.0, 0.0)[0], 44_100)
    stems = [StemFile("keys", tmp_path / "keys.wav"), StemFile("drums", tmp_path / "drums.wav")]
    early: list[Analysis] = []
    shares: list[float] = []

    def tell(share: float, known: Analysis | None) -> None:
        shares.append(share)
        early.extend([known] if known is not None else [])

    found = analysis_of(stems, None, tmp_path / "cache", told=tell)
    assert found is not None
    assert [(len(each.chords), each.bpm) for each in early] == [(0, found.bpm)]
    assert shares == sorted(shares)
    assert len({round(share, 2) for share in shares}) > 10
    assert shares[0] == 0.0
    assert shares[-1] > 0.9
    assert {chord.name for chord in found.chords if chord.end - chord.start > 1} == {"A:min", "F:maj"}
    assert found.chords[0].start == 0.0
    assert found.chords[-1].end == pytest.approx(24.0)
    assert found.seconds == pytest.approx(24.0)


@pytest.mark.slow
@needs_chords
@pytest.mark.parametrize("kind", ["silence", "noise", "drums"])
def test_what_has_no_chords_gets_none(tmp_path: Path, kind: str) -> None:
    lay_out()
    sound = {
        "silence": np.zeros((10 * 44_100, 2), np.float32),
        "noise": (0.1 * np.random.default_rng(0).standard_normal((10 * 44_100, 2))).astype(np.float32),
        "drums": drums(110, 10.0)[0],
    }[kind]
    write(tmp_path / "song.wav", sound, 44_100)
    found = analysis_of([StemFile("other", tmp_path / "song.wav")], None, tmp_path / "cache")
    assert found is not None
    claimed = sum((each.end - each.start) * each.certainty for each in found.chords if each.name != "N")
    assert claimed < 0.2 * 10
    assert found.chords[-1].end == pytest.approx(10.0)
    assert found.key is None or found.key_certainty < 0.2


def test_noise_has_no_key_where_the_chords_are_not_known_either() -> None:
    """F sharp minor was once found in it."""
    detector = KeyDetector(44_100)
    detector.add((0.2 * np.random.default_rng(0).standard_normal(10 * 44_100)).astype(np.float32))
    assert find_key((), detector.fits()) == (None, 0.0)


def test_drums_alone_have_no_key_where_the_chords_are_not_known() -> None:
    """A samba's fitted one of them by 0.56."""
    assert find_key((), np.linspace(0.0, 0.56, 24)) == (None, 0.0)
