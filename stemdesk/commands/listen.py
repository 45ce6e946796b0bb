"""`listen`: what is played in a song, as one JSON object for scripts, as a chart for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.audio.files.stem_folder import read_stem_folder
from stemdesk.commands.output import busy, print_json, say, tell
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.core.music.chart import ChartSong, chart
from stemdesk.core.music.chart_text import as_text
from stemdesk.core.stems import StemFile

if TYPE_CHECKING:
    import argparse

    from stemdesk.audio.analysis.song_analysis import Analysis

#: Below it, what was found is rather a guess: people read a question mark.
_SURE = 0.5


def listen(options: argparse.Namespace) -> int:
    path = Path(options.source)
    stems = _stems(path)
    with busy("listening"):
        found = analysis_of(stems, None, app_paths().cache)
    assert found is not None  # nobody stops it
    if str(found.chords_missing):
        tell(f"stemdesk: {found.chords_missing}")
    if options.json:
        print_json(_as_json(path, found))
    else:
        _say(path, found)
    return 0


def _stems(path: Path) -> list[StemFile]:
    if not path.is_dir():
        return [StemFile("other", path)]
    folder = read_stem_folder(path)
    if folder is None or not folder.stems:
        raise UsageError(f"{path} is not a folder of stems")
    return list(folder.stems)


def _as_json(path: Path, found: Analysis) -> dict[str, Any]:
    """The contract. Nothing is known of what is null or empty."""
    return {
        "file": str(path),
        "seconds": _rounded(found.seconds),
        "bpm": None if found.bpm is None else _rounded(found.bpm),
        "bpm_certainty": _rounded(found.bpm_certainty),
        "beats": [_rounded(frame / found.rate) for frame in found.beats.tolist()],
        "downbeats": [_rounded(frame / found.rate) for frame in found.downbeats.tolist()],
        "key": found.key,
        "key_certainty": _rounded(found.key_certainty),
        "tuning_cents": _rounded(found.tuning_cents),
        "lufs": None if found.lufs is None else _rounded(found.lufs),
        "chords": [
            {"start": _rounded(each.start), "end": _rounded(each.end), "name": each.name} for each in found.chords
        ],
        "sections": [
            {"start": _rounded(each.start), "end": _rounded(each.end), "name": each.name} for each in found.sections
        ],
    }


def _rounded(number: float) -> float:
    return round(float(number), 3)


def _say(path: Path, found: Analysis) -> None:
    key = _unless_unsure(found.key or "", found.key_certainty)
    tempo = "" if found.bpm is None else _unless_unsure(f"{found.bpm:.1f} BPM", found.bpm_certainty)
    length = f"{int(found.seconds) // 60}:{int(found.seconds) % 60:02}"
    loud = "" if found.lufs is None else f"{found.lufs:.1f} LUFS"
    tuning = f"{round(found.tuning_cents):+d} cents" if found.key is not None else ""
    say(" · ".join(filter(None, (path.name, length, key or "no key", tempo or "no beat", tuning, loud))))
    if not found.chords:
        return
    beats, downbeats = ([frame / found.rate for frame in frames.tolist()] for frames in (found.beats, found.downbeats))
    song = ChartSong(
        path.name or "song", found.seconds, found.chords, beats=tuple(beats), downbeats=tuple(downbeats),
        sections=found.sections, key=found.key or "",
    )  # fmt: skip
    for line in as_text(chart(song)).splitlines()[2:]:  # title and facts stand above
        say(line)


def _unless_unsure(words: str, certainty: float) -> str:
    return f"{words}?" if words and certainty < _SURE else words
