"""`mix`: the player's mixer, rendered to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.files.atomic_file import is_one_of
from stemdesk.audio.files.encodings import encoding_for
from stemdesk.audio.files.stem_folder import read_stem_folder, stem_in_name
from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO
from stemdesk.commands.output import busy, print_json, say
from stemdesk.core.errors import UsageError
from stemdesk.core.stems import StemFile

if TYPE_CHECKING:
    import argparse

PAN_RANGE = (-1.0, 1.0)
GAIN_RANGE = (-120.0, 24.0)


def mix(options: argparse.Namespace) -> int:
    stems = [stem for name in options.stems for stem in _stems(Path(name))]
    _check_numbers(options)
    target = Path(os.path.abspath(options.output))  # noqa: PTH100  keeps links
    if not target.parent.is_dir():
        raise UsageError(f"--output: the folder {target.parent} does not exist")
    if is_one_of(target, (stem.path for stem in stems)):
        raise UsageError("--output would replace one of the stems")
    mixdown = Mixdown(
        [stem.path for stem in stems],
        _tracks(stems, options),
        0.0,
        options.start,
        options.end,
        options.tempo,
        options.pitch,
    )
    encoding = encoding_for(target)
    with busy(f"mixing {len(stems)} stems"):
        frames = render(mixdown, target, encoding)
    if options.json:
        print_json({"event": "mixed", "path": str(target), "frames": frames})
    else:
        say(target)
    return 0


def _stems(path: Path) -> list[StemFile]:
    if not path.is_dir():
        return [StemFile(stem_in_name(path.stem) or path.stem.lower(), path)]
    found = read_stem_folder(path)
    if found is None:
        raise UsageError(f"{path} is not a folder of stems")
    return list(found.stems)


def _check_numbers(options: argparse.Namespace) -> None:
    if not MIN_TEMPO <= options.tempo <= MAX_TEMPO:
        raise UsageError(f"--tempo has to lie between {MIN_TEMPO:g} and {MAX_TEMPO:g}")
    if not -MAX_SEMITONES <= options.pitch <= MAX_SEMITONES:
        raise UsageError(f"--pitch has to lie between {-MAX_SEMITONES:g} and {MAX_SEMITONES:g} semitones")
    if options.start < 0 or (options.end is not None and options.end <= options.start):
        raise UsageError("--end has to come after --start")


def _tracks(stems: list[StemFile], options: argparse.Namespace) -> list[TrackSettings]:
    names = {stem.stem for stem in stems}
    gain = _numbers("--gain", options.gain, names, *GAIN_RANGE)
    pan = _numbers("--pan", options.pan, names, *PAN_RANGE)
    for option, given in (("--mute", options.mute), ("--solo", options.solo)):
        for name in given:
            _known(option, name, names)
    mute, solo = set(options.mute), set(options.solo)
    return [
        TrackSettings(gain.get(stem.stem, 0.0), pan.get(stem.stem, 0.0), stem.stem in mute, stem.stem in solo)
        for stem in stems
    ]


def _numbers(option: str, given: list[str], names: set[str], least: float, most: float) -> dict[str, float]:
    result = {}
    for item in given:
        name, sign, number = item.rpartition("=")
        if not sign:
            raise UsageError(f"{option} {item}: has to name a stem and a number, such as {option} {min(names)}=-0.5")
        _known(option, name, names)
        try:
            value = float(number)
        except ValueError:
            raise UsageError(f"{option} {item}: {number!r} is not a number") from None
        if not least <= value <= most:
            raise UsageError(f"{option} {item}: has to lie between {least:g} and {most:g}")
        result[name] = value
    return result


def _known(option: str, name: str, names: set[str]) -> None:
    if name not in names:
        raise UsageError(f"{option} {name}: there is no such stem; there are {', '.join(sorted(names))}")
