"""Songs whose beats are known: bands, LMMS's demos, Frets on Fire's songs, and OpenMSX's MIDI files.

`apt install lmms fretsonfire-songs-muldjord fretsonfire-songs-sectoid openttd-openmsx`; or `apt download` the last three and
unpack them with `dpkg-deb -x … FOLDER/packages`, FOLDER being the cache (`bands.cache()`).
"""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile

from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.audio.transcription.tempo_map import Clock
from tests.benchmarks.listening.bands import BANDS, SOUNDS, Band, NotHere, cache, play, run
from tests.benchmarks.listening.held_out import HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from stemdesk.audio.transcription.tempo_map import TempoMap

_FRETS: Final = "usr/share/games/fretsonfire/data/songs"
_OPEN_MSX: Final = "usr/share/games/openttd/baseset/openmsx"
LMMS: Final = Path("/usr/share/lmms/projects/demos")
#: The demos that were listened to while the beats were built; others were not.
_KNOWN_DEMOS: Final = (
    "Impulslogik-Zen", "Jousboxx-BuzzerBeater", "Momo64-esp", "Saber-FinalStep", "Settel-InnerRecreation", "Skiessi-C64",
    "Skiessi-Onion", "Socceroos-Progress", "TameAnderson-MakeMe", "Thomasso-AxeFromThe80s",
)  # fmt: skip
_OTHER_DEMOS: Final = (
    "Alf42red-Mauiwowi", "CapDan-ReggaeTry", "CapDan-ReggaetonTry", "EsoXLB-CPU", "Oglsdl-Dr8v2", "Oglsdl-PpTrip",
    "Shovon-ProgressiveHousePluckDemo", "StrictProduction-DearJonDoe",
)  # fmt: skip
#: An LMMS that takes longer for a demo is left alone.
_PATIENCE: Final = 300


@dataclass(frozen=True, eq=False)
class Song:
    """Its sound is the sum of `files`; `downbeats` are None where nobody says where its bars begin."""

    kind: str
    name: str
    files: tuple[Path, ...]
    beats: NDArray[np.float64]
    downbeats: NDArray[np.float64] | None

    @property
    def bpm(self) -> float | None:
        """None where it has no single tempo."""
        steps = np.diff(self.beats)
        return None if np.ptp(steps) > 0.02 * steps.mean() else float(60 / steps.mean())


def tuned() -> Iterator[Song]:
    """Those that the beats were built with."""
    yield from _bands(BANDS)
    yield from _demos(_KNOWN_DEMOS)
    yield from _frets()


def held_out() -> Iterator[Song]:
    """Those that nobody listened to before."""
    yield from _bands(HELD_OUT)
    yield from _demos(_OTHER_DEMOS)
    yield from _open_msx()


def _bands(bands: tuple[Band, ...]) -> Iterator[Song]:
    for band in bands:
        try:
            yield Song("band", band.name, (band.wav(),), np.array(band.beat_times[:-1]), np.array(band.downbeats))
        except NotHere as reason:
            print(f"{band.name} is left out: {reason} is missing.")


def demos(names: Sequence[str]) -> Iterator[tuple[str, Path, Path]]:
    """Name, project and sound of LMMS's demo songs, as far as they can be had."""
    for name in names:
        found = sorted(LMMS.rglob(f"{name}.mmp*"))
        try:
            if not found:
                raise NotHere("lmms-common")
            yield name, found[0], rendered(found[0])
        except NotHere as reason:
            print(f"{name} is left out: {reason} is missing.")


def _demos(names: tuple[str, ...]) -> Iterator[Song]:
    """LMMS's songs keep their tempo from the first sample on; where their bars begin is the composer's secret."""
    for name, project, file in demos(names):
        beats = np.arange(0.0, soundfile.info(file).duration, 60 / _tempo_of_project(project))
        yield Song("lmms", name, (file,), beats, None)


def rendered(project: Path) -> Path:
    """What LMMS makes of it. Raises NotHere."""
    file = cache() / "lmms" / f"{project.stem}.wav"
    if file.exists():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part.wav")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    run("timeout", str(_PATIENCE), "lmms", "--allowroot", "render", str(project), "-o", str(part), "-f", "wav",
        "-s", "44100")  # fmt: skip
    return part.replace(file)


def _tempo_of_project(project: Path) -> float:
    data = project.read_bytes()
    if project.suffix == ".mmpz":
        data = zlib.decompress(data[4:])
    told = re.search(rb'<head [^>]*bpm="(\d+)"', data)
    if told is None:
        raise ValueError(project)
    return float(told[1])


def _frets() -> Iterator[Song]:
    for notes in _packaged(_FRETS, "*/*/notes.mid"):
        parts = tuple(notes.with_name(f"{part}.ogg") for part in ("song", "guitar"))
        beats, _ = _counted(read_midi(notes).tempo_map, soundfile.info(parts[0]).duration)
        yield Song("frets", notes.parent.name, parts, beats, None)


def _open_msx() -> Iterator[Song]:
    for midi in open_msx_files():
        file = cache() / "openmsx" / f"{midi.stem}.wav"
        try:
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                part = file.with_suffix(".part.wav")
                play(midi, part, SOUNDS / "TimGM6mb.sf2")
                part.replace(file)
        except NotHere as reason:
            print(f"{midi.stem} is left out: {reason} is missing.")
            continue
        song = read_midi(midi)
        end = max(note.end for track in song.tracks for note in track.notes)
        yield Song("openmsx", midi.stem, (file,), *_counted(song.tempo_map, end))


def open_msx_files() -> list[Path]:
    return _packaged(_OPEN_MSX, "*.mid")


def _packaged(folder: str, pattern: str) -> list[Path]:
    for root in (Path("/"), cache() / "packages"):
        found = sorted((root / folder).glob(pattern))
        if found:
            return found
    print(f"{folder} is left out: its package is missing.")
    return []


def _counted(tempo_map: TempoMap, seconds: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Beats and downbeats, as the time signatures count."""
    clock = Clock(tempo_map)
    signatures = [*tempo_map.signatures] or [(0, 4, 4)]
    ends = [tick for tick, _, _ in signatures[1:]] + [clock.tick(seconds)]
    beats: list[float] = []
    downbeats: list[float] = []
    for (tick, per_bar, unit), end in zip(signatures, ends, strict=True):
        step = 4 * tempo_map.resolution // unit
        times = [clock.time(at) for at in range(tick, end, step)]
        beats += times
        downbeats += times[::per_bar]
    return np.array(beats), np.array(downbeats)
