"""Bands of which everything is known: MMA plays a chord chart in a style, FluidSynth makes it sound.

`apt install fluidsynth mma fluid-soundfont-gm timgm6mb-soundfont`. What was rendered once is kept in a cache folder
(`STEMDESK_BENCHMARKS`, else one below the system's folder for temporary files).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stemdesk.core.music.chords import Chord

RATE: Final = 44_100
SOUNDS: Final = Path("/usr/share/sounds/sf2")
#: How MMA calls what Harte et al. call so.
_MMA: Final = {
    "maj": "", "min": "m", "7": "7", "maj7": "M7", "min7": "m7", "dim": "dim3", "aug": "aug", "sus4": "sus4",
    "sus2": "sus2", "hdim7": "m7b5", "dim7": "dim7", "min9": "m9", "9": "9", "maj6": "6", "min6": "m6",
}  # fmt: skip
_INTERVALS: Final = {"3": 4, "b3": 3, "5": 7, "b7": 10, "7": 11, "2": 2}
_NAMES: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


class NotHere(Exception):
    """Something is not installed."""


@dataclass(frozen=True)
class Band:
    """`chart` has one entry a bar, chords in Harte's names with blanks between that share it evenly; `tempo` is in beats a
    minute, and `tempi` changes it at bars (counted from 0). `beats` are those of a bar."""

    name: str
    groove: str
    tempo: float
    key: str
    chart: tuple[str, ...]
    beats: int = 4
    tempi: tuple[tuple[int, float], ...] = ()
    sounds: str = "FluidR3_GM.sf2"
    #: Only these of MMA's kinds of tracks (`BASS`, `DRUM`, …), to have a stem; all if empty.
    tracks: tuple[str, ...] = ()
    #: Lines of MMA that make the groove, where it has none of that name.
    own: str = ""
    #: 1.0 is A = 440 Hz.
    cents: float = 0.0

    def only(self, *tracks: str) -> Band:
        return replace(self, tracks=tracks)

    @property
    def beat_times(self) -> tuple[float, ...]:
        """Seconds of every beat, and of the end after the last."""
        times, tempo, changes = [0.0], self.tempo, dict(self.tempi)
        for bar in range(len(self.chart)):
            tempo = changes.get(bar, tempo)
            for _ in range(self.beats):
                times.append(times[-1] + 60.0 / tempo)
        return tuple(times)

    @property
    def downbeats(self) -> tuple[float, ...]:
        return self.beat_times[: -1 : self.beats]

    @property
    def chords(self) -> tuple[Chord, ...]:
        """Joined where one goes on in the next bar."""
        times = self.beat_times
        found: list[Chord] = []
        for bar, written in enumerate(self.chart):
            names = written.split()
            for number, name in enumerate(names):
                start, end = (
                    times[bar * self.beats + part * self.beats // len(names)] for part in (number, number + 1)
                )
                if found and found[-1].name == name:
                    found[-1] = replace(found[-1], end=end)
                else:
                    found.append(Chord(start, end, name))
        return tuple(found)

    def source(self) -> str:
        """What MMA reads."""
        lines = [f"Tempo {self.tempo:g}", *self.own.splitlines(), f"Groove {self.groove}"]
        changes = dict(self.tempi)
        for bar, written in enumerate(self.chart):
            if bar in changes:
                lines.append(f"Tempo {changes[bar]:g}")
            names = written.split()
            steps = ["/"] * self.beats
            for number, name in enumerate(names):
                steps[number * self.beats // len(names)] = in_mma(name)
            lines.append(f"{bar + 1} {' '.join(steps)}")
        return "\n".join(lines) + "\n"

    def midi(self) -> Path:
        """The file of notes. Raises NotHere."""
        return self._made("mid", self._write_midi)

    def wav(self) -> Path:
        """16 bits, stereo, 44.1 kHz. Raises NotHere."""
        return self._made("wav", self._write_wav)

    def _made(self, ending: str, write: object) -> Path:
        said = f"{self.source()}{self.sounds}{self.tracks}{self.cents}"
        file = cache() / f"{hashlib.sha256(said.encode()).hexdigest()[:16]}.{ending}"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(f".part.{ending}")
            write(part)  # type: ignore[operator]
            part.replace(file)
        return file

    def _write_midi(self, file: Path) -> None:
        chart = file.with_suffix(".mma")
        chart.write_text(self.source())
        only = ["-T", ",".join(self._wanted(chart))] if self.tracks else []
        try:
            run("mma", "-w", *only, "-f", str(file), str(chart))
        except subprocess.CalledProcessError as error:
            if not only:
                raise
            raise NotHere(f"a part of {self.groove} with {self.tracks}") from error
        finally:
            chart.unlink()

    def _wanted(self, chart: Path) -> list[str]:
        """MMA's names of the tracks: `DRUM` has `DRUM-KICK`, `DRUM-SNARE` and whatever else a groove calls so."""
        said = run("mma", "-w", "-n", "-c", str(chart))
        names = said.partition("Tracks allocated:")[2].partition("Channel assignments:")[0].split()
        return [name for name in names if name.partition("-")[0] in self.tracks]

    def _write_wav(self, file: Path) -> None:
        if not (SOUNDS / self.sounds).exists():
            raise NotHere(self.sounds)
        tuned = file.with_suffix(".tune")
        commands = []
        if self.cents:
            tuned.write_text(
                "tuning off 0 0\n" + "".join(f"tune 0 0 {key} {100 * key + self.cents}\n" for key in range(128))
                + "".join(f"settuning {channel} 0 0\n" for channel in range(16) if channel != 9)
            )  # fmt: skip
            commands = ["-f", str(tuned)]
        play(self.midi(), file, SOUNDS / self.sounds, *commands)
        tuned.unlink(missing_ok=True)


def in_mma(name: str) -> str:
    """`A:min7/b3` → `Am7/C`."""
    if name == "N":
        return "z"
    root, _, kind = name.partition(":")
    kind, _, bass = kind.partition("/")
    written = root + _MMA[kind]
    if bass:
        low = "C D EF G A B".index(root[0]) + {"#": 1, "b": -1}.get(root[1:], 0) + _INTERVALS[bass]
        written += f"/{_NAMES[low % 12]}"
    return written


def cache() -> Path:
    return Path(os.environ.get("STEMDESK_BENCHMARKS") or Path(tempfile.gettempdir()) / "stemdesk-benchmarks")


def play(midi: Path, file: Path, sounds: Path, *options: str) -> None:
    """A file of notes as 16 bits, stereo, 44.1 kHz. Raises NotHere."""
    run("fluidsynth", "-ni", "-g", "0.5", "-r", str(RATE), *options, "-F", str(file), str(sounds), str(midi))


def run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        raise NotHere(command[0])
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _times(count: int, *bars: str) -> tuple[str, ...]:
    return bars * count


BANDS: Final = (
    Band("pop in C", "PopBallad", 92, "C major",
         _times(4, "C:maj", "G:maj", "A:min", "F:maj", "C:maj", "G:maj", "F:maj", "C:maj")),
    Band("rock in E", "BasicRock", 124, "E major",
         _times(4, "E:maj", "A:maj", "B:maj", "A:maj", "C#:min", "A:maj", "B:7", "E:maj")),
    Band("minor ballad", "PianoBallad", 68, "A minor",
         _times(3, "A:min", "D:min", "E:7", "A:min", "F:maj", "D:min", "E:7", "A:min")),
    Band("soul in F", "DSoul", 104, "F major",
         _times(4, "F:maj7", "D:min7", "G:min7", "C:7", "A:min7", "D:min7", "G:min7 C:7", "F:maj7")),
    Band("swing in B♭", "Swing", 146, "B♭ major",
         _times(4, "Bb:maj7", "G:min7", "C:min7", "F:7", "D:min7", "G:7", "C:min7 F:7", "Bb:maj7")),
    Band("blues in G", "Blues", 112, "G major",
         _times(3, "G:7", "C:7", "G:7", "G:7", "C:7", "C:7", "G:7", "G:7", "D:7", "C:7", "G:7", "D:7")),
    Band("waltz in D", "RockWaltz", 132, "D major",
         _times(4, "D:maj", "B:min", "G:maj", "A:7", "D:maj", "G:maj", "A:7", "D:maj"), 3),
    Band("five in D minor", "Jazz54", 156, "D minor",
         _times(4, "D:min7", "G:min7", "D:min7", "A:7", "Bb:maj7", "G:min7", "A:7", "D:min7"), 5),
    Band("six-eight in G", "68Swing", 190, "G major",
         _times(4, "G:maj", "E:min", "C:maj", "D:7", "G:maj", "C:maj", "D:7", "G:maj"), 6),
    Band("bossa in A minor", "BossaNova", 128, "A minor",
         _times(4, "A:min7", "A:min7", "D:min7", "D:min7", "E:7", "E:7", "A:min7", "E:7")),
    Band("folk in A♭", "FolkRock", 116, "A♭ major",
         _times(4, "Ab:maj", "Eb:maj", "F:min", "Db:maj", "Ab:maj", "Db:maj", "Eb:7", "Ab:maj")),
    Band("march in E♭ minor", "8Beat", 100, "E♭ minor",
         _times(4, "Eb:min", "B:maj", "F#:maj", "Db:maj", "Eb:min", "Ab:min", "Bb:7", "Eb:min")),
    Band("fast in B", "50sRock", 184, "B major",
         _times(6, "B:maj", "B:maj", "G#:min", "G#:min", "E:maj", "E:maj", "F#:maj", "F#:7"), sounds="TimGM6mb.sf2"),
    Band("speeding up in C minor", "8Beat", 84, "C minor",
         _times(4, "C:min", "Ab:maj", "Eb:maj", "Bb:maj", "C:min", "F:min", "G:7", "C:min"),
         tempi=((8, 92), (16, 100), (24, 108)), sounds="TimGM6mb.sf2"),
    Band("40 cents low", "PopBallad", 88, "G major",
         _times(4, "G:maj", "D:maj", "E:min", "C:maj", "G:maj", "A:min", "D:7", "G:maj"), cents=-40.0),
    Band("over the bass", "PopBallad", 80, "C major",
         _times(4, "C:maj", "C:maj/3", "F:maj", "G:maj/3", "A:min", "A:min/b3", "F:maj", "G:7")),
)  # fmt: skip
