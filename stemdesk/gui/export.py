"""Export: what is heard, as files for people, for DAWs and for DJs. Plans are made here; threads carry them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final

from stemdesk import __version__
from stemdesk.audio.decode import open_audio
from stemdesk.audio.encode import encoding_for
from stemdesk.audio.exchange.dawproject import write_dawproject
from stemdesk.audio.exchange.reaper import write_reaper
from stemdesk.audio.exchange.session import Region, Session, SessionTrack
from stemdesk.audio.exchange.stem_mp4 import PARTS, Part, write_stem_mp4
from stemdesk.audio.harmony import transposed
from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.render import Mixdown, render
from stemdesk.audio.tags import read_tags, write_tags
from stemdesk.audio.whole_file import check_target
from stemdesk.core.names import clean, numbered, stem_file, track_name
from stemdesk.gui.i18n import tr
from stemdesk.gui.theme import stem_color
from stemdesk.gui.wording import stem_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.audio.lanes import LaneFile
    from stemdesk.audio.tags import Tags
    from stemdesk.gui.loaded_stems import Record
    from stemdesk.gui.playback import Playback
    from stemdesk.gui.practice import Practice

    Progress = Callable[[float], None]

FORMATS: Final = ("wav24", "flac24", "mp3", "wav16", "wav32f", "ogg", "m4a")
_VOICES: Final = frozenset(
    {"vocals", "lead vocals", "back vocals", "female vocals", "male vocals", "soprano", "alto", "tenor", "choir"}
)
#: The least certainty with which a tempo or a key is written into a file.
_SURE: Final = 0.7


class What(Enum):
    MIX = "mix"
    STEMS = "stems"
    KARAOKE = "karaoke"
    REAPER = "rpp"
    DAWPROJECT = "dawproject"
    STEM_FILE = "stem.mp4"

    @property
    def is_sound(self) -> bool:
        """Whether format, range, tempo and loudness can be chosen."""
        return self in (What.MIX, What.STEMS, What.KARAOKE)


@dataclass(frozen=True, slots=True)
class Wish:
    """`as_played` takes tempo and pitch along, `loop_only` renders nothing but the loop."""

    what: What
    format_id: str = "wav24"
    loop_only: bool = False
    as_played: bool = True
    lufs: float | None = None
    with_tags: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an export: what makes it (progress 0…1 as it goes), where it goes, and what it must not replace."""

    target: Path
    make: Callable[[Path, Progress], None]
    own: frozenset[Path] = frozenset()


def possible(playback: Playback) -> list[What]:
    """What can be exported of the record that is on."""
    record = playback.record
    if record is None or not playback.frames:
        return []
    found = [What.MIX, What.STEMS]
    voices = [stem.stem in _VOICES for stem in record.stems]
    if any(voices) and not all(voices):
        found.append(What.KARAOKE)
    found += [What.REAPER, What.DAWPROJECT]
    if len(record.stems) == PARTS:
        found.append(What.STEM_FILE)
    return found


def suggested_name(record: Record, wish: Wish) -> str:
    """A file name, without the folder."""
    song = track_name(record.title)
    if wish.what.is_sound:
        kind = tr("karaoke") if wish.what is What.KARAOKE else tr("mix")
        suffix = encoding_for(record.stems[0].path, wish.format_id).format.suffix
        return clean(f"{song} ({kind})") + suffix
    return clean(song) + f".{wish.what.value}"


def mixdown(playback: Playback, wish: Wish) -> Mixdown:
    """What is heard now, as the wish has it."""
    record = playback.record
    assert record is not None
    files: list[Path | LaneFile] = [stem.path for stem in record.stems]
    lanes = playback.settings()
    if wish.what is not What.MIX:
        lanes = list(playback.lanes)
        if wish.what is What.KARAOKE:
            lanes = [
                replace(lane, muted=not playback.is_on(n) or record.stems[n].stem in _VOICES, soloed=False)
                for n, lane in enumerate(lanes)
            ]
    else:
        files += playback.extras()
    start, end = 0.0, None
    if wish.loop_only and playback.loop is not None:
        start, end = playback.loop.start / playback.rate, playback.loop.end / playback.rate
    course = playback.course
    return Mixdown(
        files, lanes, playback.master_db, start, end, course.tempo if wish.as_played else 1.0,
        course.semitones if wish.as_played else 0.0, playback.silenced, wish.lufs,
    )  # fmt: skip


def plan(playback: Playback, practice: Practice, wish: Wish, target: Path) -> list[Piece]:
    """The files of an export. `target` is the file, or for stems the folder."""
    record = playback.record
    assert record is not None
    own = frozenset({stem.path for stem in record.stems} | ({record.original} if record.original else set()))
    return [replace(piece, own=own) for piece in _pieces(playback, practice, wish, target)]


def _pieces(playback: Playback, practice: Practice, wish: Wish, target: Path) -> list[Piece]:
    record = playback.record
    assert record is not None
    tags = _tags(playback, practice, wish)
    if wish.what is What.REAPER:
        return [Piece(target, lambda path, _: write_reaper(_session(playback, practice), path))]
    if wish.what is What.DAWPROJECT:
        return [Piece(target, lambda path, go: write_dawproject(_session(playback, practice), path, __version__, go))]
    if wish.what is What.STEM_FILE:
        parts = [Part(stem_name(s.stem), s.path, stem_color(s.stem).name()) for s in record.stems]
        return [Piece(target, lambda path, go: write_stem_mp4(parts, path, go, lambda made: write_tags(made, tags())))]
    whole = mixdown(playback, wish)
    if wish.what is not What.STEMS:
        return [Piece(target, _rendering(whole, wish, tags))]
    suffix = encoding_for(target, wish.format_id).format.suffix
    song = track_name(record.title)
    pieces = []
    for number, stem in enumerate(record.stems):
        if playback.is_on(number):
            lanes = [LaneSetting(muted=True)] * len(record.stems)
            lanes[number] = replace(playback.lanes[number], muted=False, soloed=False)
            path = _free(target, stem_file(song, stem.stem, ""), suffix)
            name = f"{song} ({stem_name(stem.stem)})"
            pieces.append(Piece(path, _rendering(replace(whole, lanes=lanes), wish, tags, name)))
    return pieces


def _free(folder: Path, name: str, suffix: str) -> Path:
    return next(path for path in (folder / (found + suffix) for found in numbered(name)) if not path.exists())


def carry_out(pieces: Sequence[Piece], progress: Progress) -> None:
    """On a thread. `progress` may raise to stop it. Raises StemDeskError and OSError as the writers do.

    StemDeskError(DISK) before anything is written where a piece would replace what the song is made of.
    """
    for piece in pieces:
        check_target(piece.target, piece.own)
    for done, piece in enumerate(pieces):
        piece.make(piece.target, partial(_part_of, progress, done, len(pieces)))


def _part_of(progress: Progress, done: int, count: int, share: float) -> None:
    progress((done + share) / count)


def _rendering(
    whole: Mixdown, wish: Wish, tags: Callable[[], Tags], title: str = ""
) -> Callable[[Path, Progress], None]:
    def make(path: Path, progress: Progress) -> None:
        finish = (lambda made: write_tags(made, tags().with_fields(title=title))) if wish.with_tags else None
        render(whole, path, encoding_for(path, wish.format_id), progress, finish)

    return make


def _tags(playback: Playback, practice: Practice, wish: Wish) -> Callable[[], Tags]:
    """What the new files say about themselves; read from the song on the thread that writes them."""
    record = playback.record
    assert record is not None
    source = record.original or record.stems[0].path
    analysis, course = practice.analysis, playback.course
    tempo, semitones = (course.tempo, course.semitones) if wish.as_played and wish.what.is_sound else (1.0, 0.0)
    bpm = key = ""
    if analysis is not None and practice.bpm is not None and analysis.bpm_certainty >= _SURE:
        bpm = str(round(practice.bpm * tempo))
    if analysis is not None and analysis.key is not None and analysis.key_certainty >= _SURE:
        tonic, _, mode = transposed(analysis.key, semitones).partition(" ")
        key = tonic.replace("♯", "#").replace("♭", "b") + ("m" if mode == "minor" else "")
    title = track_name(record.title)

    def read() -> Tags:
        found = read_tags(source)
        named = {} if found.fields.get("title") else {"title": title}
        return found.with_fields(bpm=bpm, initialkey=key, **named)

    return read


def _session(playback: Playback, practice: Practice) -> Session:
    record = playback.record
    assert record is not None
    tracks = []
    for stem, lane in zip(record.stems, playback.lanes, strict=True):
        reader = open_audio(stem.path)
        seconds, rate, channels = reader.frames / reader.rate, reader.rate, reader.channels
        reader.close()
        tracks.append(
            SessionTrack(stem_name(stem.stem), stem.path, stem_color(stem.stem).name(), seconds, rate, channels,
                         lane.gain_db, lane.pan, lane.muted, lane.soloed)
        )  # fmt: skip
    hertz = playback.rate
    markers = tuple((marker.name, marker.frame / hertz) for marker in practice.markers)
    regions = tuple(Region(loop.name, loop.span.start / hertz, loop.span.end / hertz) for loop in practice.loops)
    return Session(track_name(record.title), tuple(tracks), practice.bpm, practice.grid.per_bar, markers, regions)
