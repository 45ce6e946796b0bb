"""A REAPER project beside the stems. REAPER's format is text; lines that are left out get its defaults."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

from stemdesk.audio.dsp.mixer import db_to_gain
from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.export.project import Project, ProjectTrack

_SOURCES = {".wav": "WAVE", ".flac": "FLAC", ".mp3": "MP3", ".ogg": "VORBIS", ".m4a": "VIDEO", ".aiff": "WAVE"}

#: What could end a line, or say something to whoever reads it. A file's name may hold bytes in no encoding; they stay.
_ONE_LINE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")


def write_reaper(session: Project, target: Path) -> None:
    """Writes `target` (.rpp); stems are named relative to it, so the folder can be moved.

    Raises StemDeskError and OSError.
    """
    tempo = session.tempo
    bpm = (session.bpm or 120) * (tempo if session.bpm else 1.0)
    lines = ['<REAPER_PROJECT 0.1 "6.0" 0', f"  TEMPO {bpm:.6f} {session.beats_per_bar} 4"]
    if session.tracks:
        lines.append(f"  SAMPLERATE {session.tracks[0].rate} 0 0")
    lines += _tempo_map(session)
    regions = list(session.regions)
    if session.loop is not None:
        ends = f"{session.loop.start / tempo:.9f} {session.loop.end / tempo:.9f}"
        lines += ["  LOOP 1", f"  SELECTION {ends}", f"  SELECTION2 {ends}"]
        if all((region.start, region.end) != (session.loop.start, session.loop.end) for region in regions):
            regions.append(session.loop)
    for number, (name, seconds) in enumerate(session.markers, 1):
        lines.append(f"  MARKER {number} {seconds / tempo:.9f} {_quoted(plain_line(name))} 0")
    for number, region in enumerate(regions, len(session.markers) + 1):
        lines.append(f"  MARKER {number} {region.start / tempo:.9f} {_quoted(plain_line(region.name))} 1")
        lines.append(f'  MARKER {number} {region.end / tempo:.9f} "" 1')
    for track in session.tracks:
        lines += _track(track, target.parent, tempo, session.semitones)
    lines.append(">")
    with whole_file(target, (track.path for track in session.tracks)) as part:
        part.write_bytes(("\n".join(lines) + "\n").encode("utf-8", "surrogateescape"))


def _tempo_map(session: Project) -> list[str]:
    """Points that hold their tempo (shape 1), each with its time signature: numerator and, from bit 16 on, denominator."""
    if not session.tempo_map:
        return []
    points = [
        f"    PT {point.seconds / session.tempo:.12f} {point.bpm * session.tempo:.10f} 1 {4 << 16 | point.beats_per_bar} 0 1"
        for point in session.tempo_map
    ]
    return ["  <TEMPOENVEX", "    ACT 1 -1", "    VIS 1 0 1", *points, "  >"]


def _track(track: ProjectTrack, folder: Path, tempo: float, semitones: float) -> list[str]:
    identity = "{" + str(uuid.uuid4()).upper() + "}"
    source = _SOURCES.get(track.path.suffix.lower(), "WAVE")
    file = os.path.relpath(track.path, folder).replace(os.sep, "/")
    return [
        f"  <TRACK {identity}",
        f"    NAME {_quoted(plain_line(track.name))}",
        f"    PEAKCOL {_color(track.color)}",
        f"    VOLPAN {db_to_gain(track.gain_db):.9f} {track.pan:.6f} -1 -1 1",
        f"    MUTESOLO {int(track.muted)} {int(track.soloed)} 0",
        f"    TRACKID {identity}",
        "    <ITEM",
        "      POSITION 0",
        f"      LENGTH {track.seconds / tempo:.9f}",
        "      LOOP 0",
        f"      NAME {_quoted(plain_line(track.name))}",
        "      SOFFS 0",
        f"      PLAYRATE {tempo:.9f} 1 {semitones:.6f} -1 0 0.0025",  # the pitch stays what it is at any rate
        f"      <SOURCE {source}",
        f"        FILE {_quoted(file)}",
        "      >",
        "    >",
        "  >",
    ]


def _quoted(words: str) -> str:
    """A string in the kind of quotation marks that it does not contain, in one line whatever is in it."""
    plain = words.translate(_ONE_LINE)
    for mark in ('"', "'", "`"):
        if mark not in plain:
            return f"{mark}{plain}{mark}"
    return "`" + plain.replace("`", "'") + "`"


def _color(color: str) -> int:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0x1000000 | blue << 16 | green << 8 | red
