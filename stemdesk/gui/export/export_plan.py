"""Export: what is heard, as files for people, for DAWs and for DJs. Plans are made here; threads carry them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final

from stemdesk import __version__
from stemdesk.audio.analysis.key_detector import transposed
from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export.dawproject import write_dawproject
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.export.ni_stems import PARTS, Part, write_stem_mp4
from stemdesk.audio.export.project import Project, ProjectTrack, Region
from stemdesk.audio.export.reaper import write_reaper
from stemdesk.audio.files.atomic_file import check_target
from stemdesk.audio.files.encodings import encoding_for
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.tags import initial_key, read_tags, write_tags
from stemdesk.core.names import clean, numbered, song_name, stem_file
from stemdesk.core.stems import StemFamily, family_of
from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.audio.files.multitrack_reader import TrackFile
    from stemdesk.audio.files.tags import Tags
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

    Progress = Callable[[float], None]

FORMATS: Final = ("wav24", "flac24", "mp3", "wav16", "wav32f", "ogg", "m4a")
#: The least certainty with which a tempo or a key is written into a file.
_SURE: Final = 0.7


class ExportKind(Enum):
    MIX = "mix"
    STEMS = "stems"
    KARAOKE = "karaoke"
    REAPER = "rpp"
    DAWPROJECT = "dawproject"
    STEM_FILE = "stem.mp4"

    @property
    def is_sound(self) -> bool:
        """Whether format, range, tempo and loudness can be chosen."""
        return self in (ExportKind.MIX, ExportKind.STEMS, ExportKind.KARAOKE)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`as_played` takes tempo and pitch along, `loop_only` renders nothing but the loop."""

    what: ExportKind
    format_id: str = "wav24"
    loop_only: bool = False
    as_played: bool = True
    lufs: float | None = None
    with_tags: bool = True


@dataclass(frozen=True, slots=True)
class ExportTask:
    """One file of an export: what makes it (progress 0…1 as it goes), where it goes, and what it must not replace."""

    target: Path
    make: Callable[[Path, Progress], None]
    own: frozenset[Path] = frozenset()


def possible(playback: Playback) -> list[ExportKind]:
    """What can be exported of the loaded stems that is on."""
    loaded_stems = playback.loaded_stems
    if loaded_stems is None or not playback.frames:
        return []
    found = [ExportKind.MIX, ExportKind.STEMS]
    voices = _voices(loaded_stems)
    if any(voices) and not all(voices):
        found.append(ExportKind.KARAOKE)
    found += [ExportKind.REAPER, ExportKind.DAWPROJECT]
    if len(loaded_stems.stems) == PARTS:
        found.append(ExportKind.STEM_FILE)
    return found


def _voices(loaded_stems: LoadedStems) -> list[bool]:
    """Which of the stems somebody sings."""
    return [family_of(stem.stem) is StemFamily.VOCALS for stem in loaded_stems.stems]


def suggested_name(loaded_stems: LoadedStems, wish: ExportOptions) -> str:
    """A file name, without the folder."""
    song = song_name(loaded_stems.title)
    if wish.what.is_sound:
        kind = tr("karaoke") if wish.what is ExportKind.KARAOKE else tr("mix")
        suffix = encoding_for(loaded_stems.stems[0].path, wish.format_id).format.suffix
        return clean(f"{song} ({kind})") + suffix
    return clean(song) + f".{wish.what.value}"


def mixdown(playback: Playback, wish: ExportOptions) -> Mixdown:
    """What is heard now, as the wish has it."""
    loaded_stems = playback.loaded_stems
    assert loaded_stems is not None
    files: list[Path | TrackFile] = [stem.path for stem in loaded_stems.stems]
    tracks, voices = playback.track_settings(), _voices(loaded_stems)
    if wish.what is not ExportKind.MIX:
        tracks = list(playback.tracks)
        if wish.what is ExportKind.KARAOKE:
            tracks = [
                replace(track, muted=not playback.is_on(n) or voices[n], soloed=False) for n, track in enumerate(tracks)
            ]
    else:
        files += playback.extras()
    start, end = 0.0, None
    if wish.loop_only and playback.loop is not None:
        start, end = playback.loop.start / playback.rate, playback.loop.end / playback.rate
    playback_settings = playback.settings
    return Mixdown(
        files, tracks, playback.master_db, start, end, playback_settings.tempo if wish.as_played else 1.0,
        playback_settings.semitones if wish.as_played else 0.0, playback.mute_ranges, wish.lufs,
    )  # fmt: skip


def plan(playback: Playback, practice: Practice, wish: ExportOptions, target: Path) -> list[ExportTask]:
    """The files of an export. `target` is the file, or for stems the folder."""
    loaded_stems = playback.loaded_stems
    assert loaded_stems is not None
    own = frozenset(
        {stem.path for stem in loaded_stems.stems} | ({loaded_stems.original} if loaded_stems.original else set())
    )
    return [replace(piece, own=own) for piece in _pieces(playback, practice, wish, target)]


def _pieces(playback: Playback, practice: Practice, wish: ExportOptions, target: Path) -> list[ExportTask]:
    loaded_stems = playback.loaded_stems
    assert loaded_stems is not None
    tags = _tags(playback, practice, wish)
    looks = playback.looks
    if wish.what is ExportKind.REAPER:
        return [ExportTask(target, lambda path, _: write_reaper(_session(playback, practice), path))]
    if wish.what is ExportKind.DAWPROJECT:
        return [
            ExportTask(target, lambda path, go: write_dawproject(_session(playback, practice), path, __version__, go))
        ]
    if wish.what is ExportKind.STEM_FILE:
        parts = [Part(looks.name(s.stem), s.path, looks.color(s.stem).name()) for s in loaded_stems.stems]
        return [
            ExportTask(target, lambda path, go: write_stem_mp4(parts, path, go, lambda made: write_tags(made, tags())))
        ]
    whole = mixdown(playback, wish)
    if wish.what is not ExportKind.STEMS:
        return [ExportTask(target, _rendering(whole, wish, tags))]
    suffix = encoding_for(target, wish.format_id).format.suffix
    song = song_name(loaded_stems.title)
    pieces = []
    for number, stem in enumerate(loaded_stems.stems):
        if playback.is_on(number):
            tracks = [TrackSettings(muted=True)] * len(loaded_stems.stems)
            tracks[number] = replace(playback.tracks[number], muted=False, soloed=False)
            path = _free(target, stem_file(song, stem.stem, ""), suffix)
            name = f"{song} ({looks.name(stem.stem)})"
            pieces.append(ExportTask(path, _rendering(replace(whole, tracks=tracks), wish, tags, name)))
    return pieces


def _free(folder: Path, name: str, suffix: str) -> Path:
    return next(path for path in (folder / (found + suffix) for found in numbered(name)) if not path.exists())


def carry_out(pieces: Sequence[ExportTask], progress: Progress) -> None:
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
    whole: Mixdown, wish: ExportOptions, tags: Callable[[], Tags], title: str = ""
) -> Callable[[Path, Progress], None]:
    def make(path: Path, progress: Progress) -> None:
        finish = (lambda made: write_tags(made, tags().with_fields(title=title))) if wish.with_tags else None
        render(whole, path, encoding_for(path, wish.format_id), progress, finish)

    return make


def _tags(playback: Playback, practice: Practice, wish: ExportOptions) -> Callable[[], Tags]:
    """What the new files say about themselves; read from the song on the thread that writes them."""
    loaded_stems = playback.loaded_stems
    assert loaded_stems is not None
    source = loaded_stems.original or loaded_stems.stems[0].path
    analysis, playback_settings = practice.analysis, playback.settings
    tempo, semitones = (
        (playback_settings.tempo, playback_settings.semitones) if wish.as_played and wish.what.is_sound else (1.0, 0.0)
    )
    bpm = key = ""
    if analysis is not None and practice.bpm is not None and analysis.bpm_certainty >= _SURE:
        bpm = str(round(practice.bpm * tempo))
    if analysis is not None and analysis.key is not None and analysis.key_certainty >= _SURE:
        key = initial_key(transposed(analysis.key, semitones))
    title = song_name(loaded_stems.title)

    def read() -> Tags:
        found = read_tags(source)
        named = {} if found.fields.get("title") else {"title": title}
        return found.with_fields(bpm=bpm, initialkey=key, **named)

    return read


def _session(playback: Playback, practice: Practice) -> Project:
    loaded_stems = playback.loaded_stems
    assert loaded_stems is not None
    tracks, looks = [], playback.looks
    for stem, track in zip(loaded_stems.stems, playback.tracks, strict=True):
        reader = open_audio(stem.path)
        seconds, rate, channels = reader.frames / reader.rate, reader.rate, reader.channels
        reader.close()
        tracks.append(
            ProjectTrack(looks.name(stem.stem), stem.path, looks.color(stem.stem).name(), seconds, rate, channels,
                         track.gain_db, track.pan, track.muted, track.soloed)
        )  # fmt: skip
    hertz = playback.rate
    markers = tuple((marker.name, marker.frame / hertz) for marker in practice.markers)
    regions = tuple(Region(loop.name, loop.span.start / hertz, loop.span.end / hertz) for loop in practice.loops)
    return Project(song_name(loaded_stems.title), tuple(tracks), practice.bpm, practice.grid.per_bar, markers, regions)
