"""Composes and renders the demo song "StemDesk Demo": drums, bass, keys with plucked strings, and a sung-like lead.

    python resources/demo/compose.py FOLDER      the true stems and the mix as 32-bit float WAV
    python resources/demo/compose.py --ship      the mix as the Ogg file beside this script

All of it is ours: the tune, the sounds (additive, FM and Karplus-Strong synthesis on numpy) and this script, under the
project's licence. The result is the same on every run, so tests and benchmarks have true stems to measure against.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile
from scipy import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float64]

RATE: Final = 44_100
BPM: Final = 96.0
BEAT: Final = 60.0 / BPM
BARS: Final = 12
SECONDS: Final = BARS * 4 * BEAT + 1.5
FRAMES: Final = round(SECONDS * RATE)
STEMS: Final = ("vocals", "drums", "bass", "other")

#: One chord a bar, as MIDI notes from low to high, and the bass's root.
CHORDS: Final = [
    ((57, 60, 64, 67), 33), ((53, 57, 60, 64), 29), ((55, 60, 64, 67), 36), ((55, 59, 62, 69), 31),
    ((57, 60, 64, 67), 33), ((53, 57, 60, 64), 29), ((55, 60, 64, 67), 36), ((55, 59, 62, 67), 31),
    ((53, 57, 60, 64), 29), ((55, 59, 62, 67), 31), ((52, 55, 59, 64), 28), ((57, 60, 64, 69), 33),
]  # fmt: skip

#: The lead: (beat from the start, beats long, MIDI note, vowel). It rests for two bars, then sings two phrases.
MELODY: Final = [
    (7.5, 0.5, 64, "a"), (8.0, 1.5, 67, "o"), (9.5, 0.5, 69, "e"), (10.0, 1.5, 67, "a"), (11.5, 0.5, 64, "i"),
    (12.0, 1.0, 62, "o"), (13.0, 0.5, 64, "e"), (13.5, 2.0, 62, "a"),
    (16.5, 0.5, 69, "i"), (17.0, 1.5, 72, "a"), (18.5, 0.5, 71, "e"), (19.0, 1.0, 69, "o"),
    (20.0, 0.75, 67, "a"), (20.75, 0.75, 69, "i"), (21.5, 2.0, 65, "o"),
    (24.0, 1.0, 64, "e"), (25.0, 0.5, 67, "a"), (25.5, 2.0, 72, "a"), (27.5, 0.5, 71, "i"),
    (28.0, 1.5, 71, "o"), (29.5, 0.5, 69, "e"), (30.0, 1.75, 67, "a"),
    (32.0, 1.0, 69, "a"), (33.0, 1.0, 72, "o"), (34.0, 1.5, 76, "a"), (35.5, 0.5, 74, "e"),
    (36.0, 1.5, 74, "i"), (37.5, 0.5, 72, "a"), (38.0, 1.75, 71, "o"),
    (40.0, 1.0, 67, "e"), (41.0, 1.0, 71, "a"), (42.0, 1.75, 72, "o"),
    (44.0, 3.6, 69, "a"),
]  # fmt: skip

#: Formants of a light voice: centre (Hz), bandwidth (Hz), level (dB).
VOWELS: Final = {
    "a": ((800, 80, 0), (1150, 90, -4), (2900, 120, -20), (3900, 130, -26)),
    "e": ((400, 60, 0), (1700, 80, -10), (2700, 120, -16), (3500, 130, -24)),
    "i": ((320, 50, 0), (2200, 100, -12), (3000, 120, -14), (3700, 150, -24)),
    "o": ((450, 70, 0), (800, 80, -6), (2830, 100, -22), (3800, 130, -28)),
}


def hertz(note: float | Wave) -> Wave:
    return np.asarray(440.0 * 2.0 ** ((np.asarray(note) - 69.0) / 12.0))


def frame(beat: float) -> int:
    return round(beat * BEAT * RATE)


def decay(frames: int, seconds: float) -> Wave:
    return np.exp(-np.arange(frames) / (seconds * RATE))


def place(into: Wave, sound: Wave, beat: float, left: float = 1.0, right: float = 1.0) -> None:
    """Adds a mono sound (frames,) to a stereo track (frames, 2)."""
    start = frame(beat)
    part = sound[: max(0, len(into) - start)]
    into[start : start + len(part), 0] += left * part
    into[start : start + len(part), 1] += right * part


def room(track: Wave, amount: float, seconds: float, seed: int) -> Wave:
    """A small stereo room: exponentially decaying noise, darker towards its end."""
    noise = np.random.default_rng(seed)
    length = round(seconds * 2.5 * RATE)
    response = noise.standard_normal((length, 2)) * decay(length, seconds / 2.5)[:, None]
    response[: round(0.012 * RATE)] = 0
    response = signal.sosfilt(signal.butter(2, (250, 5200), "bandpass", fs=RATE, output="sos"), response, axis=0)
    response /= np.sqrt(np.sum(response**2, axis=0))
    return track + amount * signal.fftconvolve(track, response, axes=0)[: len(track)]


# --- drums ---------------------------------------------------------------------------------------------------------


def kick() -> Wave:
    t = np.arange(round(0.32 * RATE)) / RATE
    body = np.sin(2 * np.pi * (48 * t + 9.5 * (1 - np.exp(-t / 0.028)) * 0.55)) * np.exp(-t / 0.11)
    return np.asarray(0.95 * body + 0.12 * np.sin(2 * np.pi * 1900 * t) * np.exp(-t / 0.003))


def snare(noise: np.random.Generator) -> Wave:
    frames = round(0.28 * RATE)
    t = np.arange(frames) / RATE
    wires = signal.sosfilt(
        signal.butter(2, (900, 9500), "bandpass", fs=RATE, output="sos"), noise.standard_normal(frames)
    )
    shell = np.sin(2 * np.pi * 188 * t) + 0.6 * np.sin(2 * np.pi * 331 * t)
    return np.asarray(0.34 * wires * np.exp(-t / 0.075) + 0.36 * shell * np.exp(-t / 0.05))


def hat(noise: np.random.Generator, seconds: float) -> Wave:
    frames = round(seconds * 5 * RATE)
    hiss = signal.sosfilt(signal.butter(4, 7000, "highpass", fs=RATE, output="sos"), noise.standard_normal(frames))
    return np.asarray(0.16 * hiss * decay(frames, seconds))


def drums() -> Wave:
    noise = np.random.default_rng(11)
    track = np.zeros((FRAMES, 2))
    for bar in range(BARS):
        start = bar * 4.0
        for beat in (0.0, 1.75, 2.5) if bar % 2 else (0.0, 2.5):
            place(track, kick(), start + beat)
        for beat in (1.0, 3.0):
            place(track, snare(noise), start + beat, 0.92, 1.0)
        for eighth in range(8):
            accent = 1.0 if eighth % 2 == 0 else 0.6
            length = 0.11 if eighth == 7 else 0.028
            place(track, accent * hat(noise, length), start + eighth / 2, 0.62, 0.95)
        if bar % 4 == 3:
            for step, level in enumerate((0.35, 0.5, 0.7)):
                place(track, level * snare(noise), start + 3.25 + step / 4, 0.95, 0.9)
    place(track, 1.3 * hat(noise, 0.5), 0.0, 0.9, 0.6)
    place(track, 1.3 * hat(noise, 0.5), 16.0, 0.9, 0.6)
    place(track, 1.3 * hat(noise, 0.6), 32.0, 0.9, 0.6)
    return room(0.55 * track, 0.10, 0.35, seed=12)


# --- bass ----------------------------------------------------------------------------------------------------------


def bass_note(note: int, beats: float) -> Wave:
    frames = frame(beats)
    t = np.arange(frames) / RATE
    pitch = float(hertz(note))
    tone = np.zeros(frames)
    for k in range(1, 15):
        brightness = np.exp(-(k - 1) * (0.35 + 1.1 * (1 - np.exp(-t / 0.25))))
        tone += brightness * np.sin(2 * np.pi * k * pitch * t + 0.1 * k) / k**0.6
    envelope = np.minimum(1, t / 0.006) * np.exp(-t / 1.1) * np.minimum(1, (frames - np.arange(frames)) / (0.03 * RATE))
    return np.asarray(tone * envelope)


def bass() -> Wave:
    track = np.zeros((FRAMES, 2))
    for bar, (_, root) in enumerate(CHORDS):
        low = root + 12 if root < 31 else root
        for beat, beats, step in ((0, 1.4, 0), (1.5, 0.45, 0), (2.0, 0.9, 7), (3.0, 0.45, 12), (3.5, 0.45, 7)):
            place(track, bass_note(low + step, beats), bar * 4 + beat)
    return 0.17 * track


# --- keys and plucked strings -----------------------------------------------------------------------------------------


def electric_piano(note: float, beats: float) -> Wave:
    frames = frame(beats + 0.4)
    t = np.arange(frames) / RATE
    pitch = float(hertz(note))
    bell = 1.4 * np.exp(-t / 0.35) * np.sin(2 * np.pi * pitch * 2 * t) + 0.3 * np.exp(-t / 0.05) * np.sin(
        2 * np.pi * 14 * pitch * t
    )
    release = np.clip((frames - np.arange(frames)) / (0.35 * RATE), 0, 1)
    return np.asarray(np.sin(2 * np.pi * pitch * t + bell) * np.exp(-t / 1.6) * np.minimum(1, t / 0.004) * release)


def pad(note: float, beats: float, detune: float) -> Wave:
    frames = frame(beats + 0.5)
    t = np.arange(frames) / RATE
    pitch = float(hertz(note + detune))
    tone = sum(np.sin(2 * np.pi * k * pitch * t + k * k) / k**1.6 for k in range(1, 9))
    swell = np.minimum(1, t / 0.35) * np.clip((frames - np.arange(frames)) / (0.5 * RATE), 0, 1)
    return np.asarray(tone * swell)


@cache
def pluck(note: int) -> Wave:
    """Karplus-Strong, as one recursive filter per note."""
    noise = np.random.default_rng(note)
    period = RATE / float(hertz(note)) - 0.5
    delay = int(period)
    share = period - delay
    excitation = np.zeros(round(1.2 * RATE))
    excitation[:delay] = signal.lfilter([0.5, 0.5], [1.0], noise.uniform(-1, 1, delay))
    feedback = np.zeros(delay + 3)
    feedback[0] = 1.0
    loop = 0.996 * np.convolve([0.5, 0.5], [1 - share, share])
    feedback[delay : delay + 3] -= loop
    return np.asarray(signal.lfilter([1.0], feedback, excitation))


def other() -> Wave:
    track = np.zeros((FRAMES, 2))
    for bar, (chord, _) in enumerate(CHORDS):
        beats = 4.0
        for i, note in enumerate(chord):
            spread = (0.95, 0.35) if i % 2 else (0.4, 0.9)
            place(track, 0.085 * electric_piano(note, 1.9), bar * 4, *spread)
            place(track, 0.075 * electric_piano(note, 1.4), bar * 4 + 2.5, *spread)
            place(track, 0.020 * pad(note + 12, beats, 0.06), bar * 4, 1.0, 0.15)
            place(track, 0.020 * pad(note + 12, beats, -0.06), bar * 4, 0.15, 1.0)
        if bar >= 2:
            pattern = (0, 2, 1, 3, 2, 3, 1, 2)
            for eighth, index in enumerate(pattern):
                place(track, 0.24 * pluck(chord[index] + 12), bar * 4 + eighth / 2, 0.25, 1.0)
    return room(1.3 * track, 0.22, 0.9, seed=31)


# --- the lead --------------------------------------------------------------------------------------------------------


def formant_level(vowel: str) -> Callable[[Wave], Wave]:
    def level(frequency: Wave) -> Wave:
        total = np.zeros_like(frequency)
        for centre, width, decibel in VOWELS[vowel]:
            total += 10 ** (decibel / 20) / (1 + ((frequency - centre) / width) ** 2)
        return total

    return level


def sing(note: float, before: float, beats: float, vowel: str, seed: int) -> Wave:
    """One sung note: harmonics of a gliding, vibrating pitch under a vowel's formants, with breath."""
    frames = frame(beats) + round(0.06 * RATE)
    t = np.arange(frames) / RATE
    noise = np.random.default_rng(seed)
    vibrato = 0.28 * np.clip((t - 0.22) / 0.3, 0, 1) * np.sin(2 * np.pi * 5.4 * t + seed)
    drift = 0.05 * np.interp(t, np.linspace(0, t[-1], 9), noise.standard_normal(9))
    pitch = hertz(note + (before - note) * np.exp(-t / 0.035) + vibrato + drift)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    level = formant_level(vowel)
    voice = np.zeros(frames)
    for k in range(1, 34):
        audible = np.clip((9000 - k * pitch) / 1500, 0, 1)
        voice += audible * level(k * pitch) * np.sin(k * phase) / k**0.55
    breath = signal.sosfilt(
        signal.butter(2, (1800, 8000), "bandpass", fs=RATE, output="sos"), noise.standard_normal(frames)
    )
    attack = 1 - np.exp(-t / 0.03)
    release = np.clip((frames - np.arange(frames)) / (0.09 * RATE), 0, 1)
    onset = 0.16 * breath * np.exp(-t / 0.035)
    return np.asarray((voice + 0.012 * breath) * attack * release + onset * release)


def vocals() -> Wave:
    track = np.zeros((FRAMES, 2))
    before = float(MELODY[0][2])
    end = 0.0
    for index, (beat, beats, note, vowel) in enumerate(MELODY):
        glide_from = before if beat - end < 0.01 else note - 1.0
        place(track, sing(note, glide_from, beats * 0.97, vowel, seed=100 + index), beat)
        before, end = float(note), beat + beats
    return room(0.42 * track, 0.12, 1.1, seed=51)


# --- the song --------------------------------------------------------------------------------------------------------


@cache
def true_stems() -> dict[str, NDArray[np.float32]]:
    """The stems, each (frames, 2) float32; the song is exactly their sum. Its peak is -1 dBFS."""
    stems = {"vocals": vocals(), "drums": drums(), "bass": bass(), "other": other()}
    fade = np.clip((FRAMES - np.arange(FRAMES)) / (1.2 * RATE), 0, 1)[:, None]
    peak = np.max(np.abs(sum(stems.values()))) / 10 ** (-1 / 20)
    return {name: (stems[name] * fade / peak).astype(np.float32) for name in STEMS}


def song() -> NDArray[np.float32]:
    """The mix, (frames, 2) float32."""
    return np.sum(np.stack([true_stems()[name] for name in STEMS]), axis=0, dtype=np.float64).astype(np.float32)


def write_in_blocks(path: Path, data: NDArray[np.float32], **how: str) -> None:
    with soundfile.SoundFile(path, "w", RATE, 2, **how) as file:
        for start in range(0, len(data), 4096):
            file.write(data[start : start + 4096])


def main(arguments: list[str]) -> int:
    if arguments == ["--ship"]:
        target = Path(__file__).with_name("StemDesk Demo.ogg")
        write_in_blocks(target, song(), format="OGG", subtype="VORBIS")
        print(target, target.stat().st_size)
        return 0
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, stem in {**true_stems(), "mix": song()}.items():
        write_in_blocks(folder / f"{name}.wav", stem, subtype="FLOAT")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
