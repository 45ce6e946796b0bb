"""How many notes are heard where they are, beside the network's own package: parts with known notes, played by FluidSynth.

    .venv/bin/python -m tests.benchmarks.listening notes

F, precision and recall of onsets within 50 ms at the right pitch (as `mir_eval` counts them: each note once). Parts are made
up by chance from a seed; what the readers were set with were other parts, played by TimGM6mb alone. *separated* is the same
bass after our own network has taken it out of the whole band. The package's figures are its way of reading (thresholds of 0.5
and 0.3, 128 ms at least, what is left over looked through again) on the same activations.
`apt install fluidsynth fluid-soundfont-gm`.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import time
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile

from stemdesk.audio.transcription.instruments import playing_of
from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.note_network import FRAME_RATE, LOWEST, NoteNetwork
from stemdesk.audio.transcription.stem_notes import MODEL, notes_of
from stemdesk.core.music.notes import Note
from stemdesk.core.stems import StemFile
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from tests.benchmarks.separation.ways import ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.sounds import Floats

RATE: Final = 44_100
SOUNDS: Final = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
_SECONDS: Final = 60.0
_WITHIN: Final = 0.05
_SCALE: Final = (0, 2, 4, 5, 7, 9, 11)
_CHORDS: Final = ((0, 2, 4), (3, 5, 7), (4, 6, 8), (5, 7, 9), (0, 2, 4, 6), (1, 3, 5, 7))


@dataclass(frozen=True)
class Part:
    name: str
    stem: str
    program: int
    notes: tuple[Note, ...]


def line(seed: int, low: int, high: int, beat: float, lengths: Sequence[float]) -> tuple[Note, ...]:
    """One voice: steps, leaps up to an octave, repeated notes, rests, legato and staccato."""
    dice = random.Random(seed)  # noqa: S311
    pitch, at, made = (low + high) // 2, 0.5, []
    while at < _SECONDS:
        length = beat * dice.choice(lengths)
        if dice.random() < 0.9:
            made.append(Note(at, at + length * dice.choice((0.97, 0.9, 0.6)), pitch, dice.randint(60, 112)))
        leap = dice.choice((0, 1, 2, 2, 3, 4, 5, 7, 12)) * dice.choice((1, -1))
        pitch += leap if low <= pitch + leap <= high else -leap if low <= pitch - leap <= high else 0
        at += length
    return tuple(made)


def chords(seed: int, beat: float) -> tuple[Note, ...]:
    """Two hands: chords of three and four, a bass below, now and then a melody above."""
    dice = random.Random(seed)  # noqa: S311
    key, at, made = dice.randint(0, 11), 0.5, []
    while at < _SECONDS:
        length = beat * dice.choice((1, 2, 2, 4))
        steps = dice.choice(_CHORDS)
        pitches = {48 + key + _SCALE[step % 7] + 12 * (step // 7) for step in steps}
        pitches.add(36 + (key + _SCALE[steps[0] % 7]) % 12)
        made += [Note(at, at + 0.9 * length, pitch, dice.randint(58, 105)) for pitch in sorted(pitches)]
        if dice.random() < 0.5:
            high = 72 + (key + dice.choice(_SCALE)) % 12
            made.append(Note(at + beat / 2, at + beat, high, dice.randint(70, 110)))
        at += length
    return tuple(made)


def beats(seed: int, beat: float) -> tuple[Note, ...]:
    dice = random.Random(seed)  # noqa: S311
    kicks = {0, 4, *dice.sample(range(8), 2)}
    made, at, step = [], 0.5, 0
    while at < _SECONDS:
        eighth = step % 8
        hit = [36] * (eighth in kicks) + [38] * (eighth in (2, 6)) + [46 if eighth == 7 and dice.random() < 0.4 else 42]
        made += [Note(at, at + 0.1, pitch, dice.randint(70, 118)) for pitch in hit]
        at, step = at + beat / 2, step + 1
    return tuple(made)


def parts() -> Iterator[Part]:
    for seed, (name, program) in enumerate((("grand", 0), ("bright", 1), ("electric", 4), ("electric 2", 5))):
        yield Part(f"piano, {name}", "piano", program, chords(seed + 11, 0.45 + 0.05 * seed))
    fast, slow = (0.25, 0.5, 0.5, 1), (0.5, 1, 1, 2)
    for seed, (name, program) in enumerate((("finger", 33), ("pick", 34), ("acoustic", 32), ("synth", 38))):
        yield Part(f"bass, {name}", "bass", program, line(seed + 21, 28, 52, 0.5, fast if seed % 2 else slow))
    for seed, (name, program, low, high) in enumerate(
        (("flute", 73, 62, 88), ("clarinet", 71, 55, 79), ("trumpet", 56, 56, 80), ("voice", 53, 50, 74))
    ):
        yield Part(f"melody, {name}", "vocals", program, line(seed + 31, low, high, 0.5, slow))
    for seed in range(2):
        yield Part(f"drums {seed + 1}", "drums", 0, beats(seed + 41, 0.42 + 0.12 * seed))


def score(true: Sequence[Note], found: Sequence[Note]) -> tuple[float, float, float]:
    """F, precision, recall."""
    hits = 0
    for pitch in {note.pitch for note in true}:
        left = sorted(note.start for note in found if note.pitch == pitch)
        for start in sorted(note.start for note in true if note.pitch == pitch):
            place = bisect_left(left, start - _WITHIN)
            if place < len(left) and left[place] <= start + _WITHIN:
                hits += 1
                del left[: place + 1]
    precision, recall = hits / max(1, len(found)), hits / max(1, len(true))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def package_reading(wave: Floats, run: Network) -> list[Note]:
    """As the network's authors read it, in the words of their paper and the defaults of their program."""
    network = NoteNetwork(run.run, RATE, 0.0)
    network.add(wave)
    network.end()
    heard = network.take(0, network.frames)
    sounding, onsets = heard.notes, heard.onsets
    rise = np.minimum(sounding - np.roll(sounding, 1, 0), sounding - np.roll(sounding, 2, 0))
    rise[:2] = 0
    begins = np.maximum(onsets, rise.clip(0) * onsets.max() / max(1e-6, rise.max()))
    inner = begins[1:-1]
    is_peak = (inner > begins[:-2]) & (inner > begins[2:]) & (inner >= 0.5)
    left = sounding.copy()
    made: list[Note] = []

    def take(start: int, pitch: int, *, back: bool) -> None:
        ends = [start, start]
        for side, step in ((1, 1), (0, -1)) if back else ((1, 1),):
            place, quiet = start + step, 0
            while 0 < place < len(left) - 1 and quiet < 11:
                quiet = quiet + 1 if left[place, pitch] < 0.3 else 0
                place += step
            ends[side] = place - step * quiet
        left[ends[0] : ends[1] + (1 if back else 0), max(0, pitch - 1) : pitch + 2] = 0
        if ends[1] - ends[0] > 11:
            made.append(Note(ends[0] / FRAME_RATE, ends[1] / FRAME_RATE, pitch + LOWEST))

    for start, pitch in sorted(np.argwhere(is_peak).tolist(), reverse=True):
        take(start + 1, pitch, back=False)
    while left.max() > 0.3:
        at, which = np.unravel_index(int(np.argmax(left)), left.shape)
        take(int(at), int(which), back=True)
        left[at, which] = 0
    return made


def play(tracks: Iterable[tuple[Part, bool]], file: Path) -> Floats:
    song = MidiSong(tuple(MidiTrack(part.name, part.notes, part.program, drums) for part, drums in tracks))
    midi = file.with_suffix(".mid")
    midi.write_bytes(midi_bytes(song))
    subprocess.run(
        ["fluidsynth", "-ni", "-g", "0.5", "-r", str(RATE), "-F", str(file), str(SOUNDS), str(midi)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wave: Floats = soundfile.read(file, dtype="float32", always_2d=True)[0]
    return wave


def row(name: str, *scores: tuple[float, float, float]) -> None:
    print(f"{name:<22}" + "".join(f"{f:>8.2f}{f'({p:.2f} {r:.2f})':>14}" for f, p, r in scores))


def main() -> None:
    if shutil.which("fluidsynth") is None or not SOUNDS.exists():
        print("fluidsynth and fluid-soundfont-gm are not installed.")
        return
    if not shelf.is_ready(known_models()[MODEL]):
        print("The network is not here: python -m stemdesk.inference")
        return
    run = Network(known_models()[MODEL])
    print(f"{'onset F (P R)':<22}{'ours':>22}{'package':>22}")
    means: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        cache, seconds, heard = Path(folder, "cache"), 0.0, 0.0
        made = list(parts())
        for number, part in enumerate(made):
            file = Path(folder, f"{number}.wav")
            wave = play([(part, part.stem == "drums")], file)
            begun = time.perf_counter()
            found = notes_of(StemFile(part.stem, file), cache) or ()
            seconds, heard = seconds + time.perf_counter() - begun, heard + len(wave) / RATE
            if playing_of(part.stem) == "drums":
                for name, pitches in (("kick", {36}), ("snare", {38}), ("hi-hats", {42, 46})):
                    some = [[Note(note.start, note.end, 0) for note in notes if note.pitch in pitches]
                            for notes in (part.notes, found)]  # fmt: skip
                    row(f"{part.name}, {name}", score(*some))
                continue
            mine = score(part.notes, found)
            theirs = score(part.notes, package_reading(wave.mean(axis=1), run))
            row(part.name, mine, theirs)
            means.setdefault(part.name.partition(",")[0], []).append((mine[0], theirs[0]))
        for name, scores in means.items():
            own, other = np.mean(scores, axis=0)
            print(f"{f'mean of {name}':<22}{own:>8.2f}{'':>14}{other:>8.2f}")
        print(f"{heard / seconds:.0f} times real time, one process for each part")
        _separated(folder, made, run)


def _separated(folder: str, made: Sequence[Part], run: Network) -> None:
    band = [part for part in made if part.name in ("piano, grand", "bass, finger", "melody, voice", "drums 1")]
    mixed = play([(part, part.stem == "drums") for part in band], Path(folder, "band.wav"))
    separate = Network(known_models()["spleeter-2stems"]).run
    for part in band:
        stems = ours(mixed, "band", separate)
        if part.stem in stems and part.stem != "drums":
            file = Path(folder, f"separated {part.stem}.wav")
            soundfile.write(file, stems[part.stem], RATE)
            found = notes_of(StemFile(part.stem, file), Path(folder, "cache")) or ()
            theirs = package_reading(stems[part.stem].mean(axis=1), run)
            row(f"separated {part.stem}", score(part.notes, found), score(part.notes, theirs))


if __name__ == "__main__":
    main()
