"""Pieces with known parts that nobody here has composed or played.

One is a song of a band with its four stems as they were mixed. The others have nobody who sings: rock and metal as it came
with a game (the lead guitar apart), and projects of LMMS, whose tracks are rendered one by one and put to drums, bass or
other by what is in them. Over these a human voice is laid: phrases of two people of the dataset vocadito (R. Bittner et al.,
CC BY 4.0), dry and mono, in turns with pauses, 6 dB below the music (as in a usual mix), a little to the right and in a small
room. They sing neither in the song's key nor in its time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import av
import numpy as np
import soundfile
from scipy import signal

from tests.benchmarks.separation.sources import LMMS, MULDJORD, SECTOID, STEMPEG, VOCADITO, folder_of, rendered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.benchmarks.separation.sources import Debian
    from tests.sounds import Floats

RATE: Final = 44_100
_SECONDS: Final = 60
_PAUSE_SECONDS: Final = 1.5
_BELOW_DB: Final = 6.0
#: About 2 dB more on the right.
_SIDES: Final = (0.62, 0.79)
_ROOM_SECONDS: Final = 0.5
_ROOM_DB: Final = -10.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a piece is made of, which together is the song: by stem's name, and with `instrumental` all but the vocals."""

    song: Floats
    true: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class LoadedStems:
    """A song with its stems, one stream each: the mix, drums, bass, other, vocals."""

    name: str
    credit: str

    def parts(self) -> Parts:
        (file,) = folder_of(STEMPEG).rglob("*.stem.mp4")
        with av.open(str(file)) as container:
            count = len(container.streams.audio)
        _, *streams = (_stream(file, index) for index in range(count))
        length = 6 * RATE  # the file ends in a click
        true = dict(zip(("drums", "bass", "other", "vocals"), (stream[:length] for stream in streams), strict=True))
        return _together(true)


@dataclass(frozen=True, slots=True)
class Game:
    """Two files that together are the song: the lead guitar, and all else. Only the voice is told apart."""

    name: str
    credit: str
    package: Debian
    start: float = 30.0

    def parts(self) -> Parts:
        song, guitar = (self._read(name) for name in ("song.ogg", "guitar.ogg"))
        length = min(len(song), len(guitar))
        return _together({"rest": song[:length] + guitar[:length]})

    def _read(self, file: str) -> Floats:
        (found,) = (path for path in folder_of(self.package).rglob(file) if path.parent.name == self.name)
        return _excerpt(found, self.start)


@dataclass(frozen=True, slots=True)
class Project:
    """A project of LMMS. `drums` and `bass` are tracks by the number that LMMS gives them; the others are other."""

    name: str
    credit: str
    drums: tuple[int, ...]
    bass: tuple[int, ...]
    start: float = 0.0

    def parts(self) -> Parts:
        (project,) = folder_of(LMMS).rglob(f"{self.name}.mmp*")
        song_files = {int(path.name.partition("_")[0]): path for path in rendered(project).glob("*.wav")}
        true: dict[str, Floats] = {}
        for number, path in song_files.items():
            stem = "drums" if number in self.drums else "bass" if number in self.bass else "other"
            wave = _excerpt(path, self.start)
            true[stem] = wave if stem not in true else _sum(true[stem], wave)
        return _together(true)


Piece = LoadedStems | Game | Project

PIECES: Final[tuple[Piece, ...]] = (
    LoadedStems("Falcon 69", "The Easton Ellises, CC BY-NC-SA 3.0 (in stempeg)"),
    Game("chaos_god", "Muldjord (El Senator), CC BY-SA 3.0", MULDJORD),
    Game("armygeddon", "Muldjord (El Senator), CC BY-SA 3.0", MULDJORD),
    Game("Feelings", "Sectoid (Carlos Viola Iborra), MIT", SECTOID),
    Game("War of freedom", "Sectoid (Carlos Viola Iborra), MIT", SECTOID),
    # tracks are named after the samples that they play: kicks, snares and hats; "Bass Slap"; else keys and strings
    Project("CapDan-ReggaeTry", "Der Daniel (CapDan), Artistic-2.0", drums=(5, 6, 7, 8, 9), bass=(2,)),
    # as above; track 2 has no name and lies around 100 Hz
    Project("Alf42red-Mauiwowi", "Armin Heller (Alf42red), CC BY-SA 3.0",
            drums=(5, 6, 7, 8, 9, 12, 13, 14, 15, 16), bass=(2,), start=25.0),
)  # fmt: skip


@cache
def _phrases() -> tuple[Floats, ...]:
    files = sorted(folder_of(VOCADITO).rglob("vocadito_1?.wav"))
    phrases = [soundfile.read(file, dtype="float32")[0] for file in files]
    return tuple(phrase / np.sqrt(np.mean(phrase**2)) for phrase in phrases)


def voice(frames: int) -> Floats:
    """With pauses, and an RMS of 1."""
    pause = np.zeros(round(_PAUSE_SECONDS * RATE), np.float32)
    turn = np.concatenate([part for phrase in _phrases() for part in (phrase, pause)])
    dry = np.resize(turn, frames)
    noise = np.random.default_rng(1).standard_normal((round(_ROOM_SECONDS * RATE), 2))
    room = noise * np.exp(-6.9 * np.arange(len(noise)) / len(noise))[:, None]
    room *= 10 ** (_ROOM_DB / 20) / np.sqrt(np.sum(room**2) / 2)
    sides = [place * dry + signal.fftconvolve(dry, echo)[:frames] for place, echo in zip(_SIDES, room.T, strict=True)]
    placed = np.stack(sides, axis=1)
    return np.asarray(placed / np.sqrt(np.mean(placed**2)), np.float32)


def _together(true: dict[str, Floats]) -> Parts:
    """The stems of a record as loud as they were mixed; those of other pieces as loud as they fit, with a voice."""
    backing = np.sum([wave for stem, wave in true.items() if stem != "vocals"], axis=0)
    if "vocals" not in true:
        sung = voice(len(backing)) * np.float32(np.sqrt(np.mean(backing**2)) * 10 ** (-_BELOW_DB / 20))
        fit = np.float32(0.9 / np.max(np.abs(backing + sung)))
        backing = backing * fit
        true = {**{stem: wave * fit for stem, wave in true.items() if stem != "rest"}, "vocals": sung * fit}
    return Parts(backing + true["vocals"], {**true, "instrumental": backing})


def _sum(one: Floats, other: Floats) -> Floats:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    result = longer.copy()
    result[: len(shorter)] += shorter
    return result


def _excerpt(file: Path, start: float) -> Floats:
    wave: Floats = soundfile.read(
        file, dtype="float32", always_2d=True, start=round(start * RATE), frames=_SECONDS * RATE
    )[0]
    return wave if wave.shape[1] == 2 else np.repeat(wave[:, :1], 2, axis=1)


def _stream(file: Path, index: int) -> Floats:
    with av.open(str(file)) as container:
        resampler = av.AudioResampler("fltp", "stereo", RATE)
        blocks = [made.to_ndarray() for frame in container.decode(audio=index) for made in resampler.resample(frame)]
    return np.concatenate(blocks, axis=1).T.astype(np.float32)
