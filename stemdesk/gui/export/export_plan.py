"""Export: what is heard, as files for people, for DAWs and for DJs. Plans are made here; threads carry them out."""

from __future__ import annotations

from contextlib import suppress
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
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from stemdesk.audio.files.multitrack_reader import TrackFile
    from stemdesk.audio.files.tags import Tags
    from stemdesk.gui.export.export_source import ExportSource

    Progress = Callable[[float], None]

FORMATS: Final = ("wav24", "flac24", "aiff24", "mp3", "m4a", "ogg", "wav16", "aiff16", "wav32f")
#: Sample rates to choose from besides the song's own.
RATES: Final = (44_100, 48_000, 88_200, 96_000)


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

    @property
    def takes_tempo(self) -> bool:
        """Whether tempo and pitch can be taken along."""
        return self.is_sound or self is ExportKind.REAPER


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`as_played` takes tempo and pitch along, `loop_only` renders nothing but the loop, `rate` is another sample rate than
    the song's, `stems` are the numbers of those that are wanted one by one (None: all that are on)."""

    what: ExportKind
    format_id: str = "wav24"
    loop_only: bool = False
    as_played: bool = True
    lufs: float | None = None
    with_tags: bool = True
    rate: int | None = None
    mono: bool = False
    stems: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ExportTask:
    """One file of an export: what makes it (progress 0…1 as it goes), where it goes, and what it must not replace."""

    target: Path
    make: Callable[[Path, Progress], None]
    own: frozenset[Path] = frozenset()


def possible(source: ExportSource) -> list[ExportKind]:
    """What can be exported of it."""
    found = [ExportKind.MIX, ExportKind.STEMS]
    voices = _voices(source)
    if any(voices) and not all(voices):
        found.append(ExportKind.KARAOKE)
    found += [ExportKind.REAPER, ExportKind.DAWPROJECT]
    if len(source.stems) == PARTS:
        found.append(ExportKind.STEM_FILE)
    return found


def _voices(source: ExportSource) -> list[bool]:
    """Which of the stems somebody sings."""
    return [family_of(stem.stem) is StemFamily.VOCALS for stem in source.stems]


def chosen_stems(source: ExportSource, wish: ExportOptions) -> list[int]:
    """The numbers of the stems that become files of their own."""
    numbers = range(len(source.stems))
    return [n for n in numbers if (source.is_on(n) if wish.stems is None else n in wish.stems)]


def settings_in_words(source: ExportSource, wish: ExportOptions) -> list[str]:
    """What makes the sound another than the song's: the loop's times, tempo, pitch."""
    found = []
    if wish.loop_only and source.loop is not None:
        start, end = (f"{int(tenths // 600)}m{tenths % 600 / 10:g}s" for tenths in _in_tenths(source.loop))
        found.append(f"{start}–{end}")
    if wish.as_played and source.tempo != 1.0:
        found.append(f"{source.tempo * 100:g} %")
    if wish.as_played and source.semitones:
        found.append(f"{source.semitones:+g}".replace("-", "−") + " st")
    return found


def _in_tenths(loop: tuple[float, float]) -> tuple[int, int]:
    return round(loop[0] * 10), round(loop[1] * 10)


def suggested_name(source: ExportSource, wish: ExportOptions) -> str:
    """A file name, without the folder."""
    song = song_name(source.title)
    if wish.what.is_sound:
        kind = tr("karaoke") if wish.what is ExportKind.KARAOKE else tr("mix")
        suffix = encoding_for(source.stems[0].path, wish.format_id).format.suffix
        return clean(f"{song} ({', '.join([kind, *settings_in_words(source, wish)])})") + suffix
    return clean(song) + f".{wish.what.value}"


def free_name(folder: Path, name: str) -> str:
    """`name`, numbered where a file of that name is there already. Asks the disk."""
    ending = ".stem.mp4" if name.endswith(".stem.mp4") else "." + name.rpartition(".")[2]
    return _free(folder, name.removesuffix(ending), ending, ()).name


def mixdown(source: ExportSource, wish: ExportOptions) -> Mixdown:
    """What is heard now, as the wish has it."""
    files: list[Path | TrackFile] = [stem.path for stem in source.stems]
    tracks, voices = source.heard, _voices(source)
    if wish.what is not ExportKind.MIX:
        tracks = source.tracks
        if wish.what is ExportKind.KARAOKE:
            tracks = tuple(
                replace(track, muted=not source.is_on(n) or voices[n], soloed=False) for n, track in enumerate(tracks)
            )
    else:
        files += source.extras
    start, end = source.loop if wish.loop_only and source.loop is not None else (0.0, None)
    return Mixdown(
        files, tracks, source.master_db, start, end, source.tempo if wish.as_played else 1.0,
        source.semitones if wish.as_played else 0.0, source.mute_ranges, wish.lufs, wish.rate, wish.mono, source.rate,
    )  # fmt: skip


def plan(sources: Sequence[ExportSource], wish: ExportOptions, target: Path) -> list[ExportTask]:
    """The files of an export. `target` is the file; the folder for stems one by one, and for several songs."""
    tasks: list[ExportTask] = []
    for source in sources:
        own = frozenset({stem.path for stem in source.stems} | ({source.original} if source.original else set()))
        into = target
        if wish.what is not ExportKind.STEMS and len(sources) > 1:
            name = suggested_name(source, wish)
            ending = "." + name.rpartition(".")[2]
            into = _free(target, name.removesuffix(ending), ending, [task.target for task in tasks])
        tasks += [replace(task, own=own) for task in _tasks(source, wish, into, [task.target for task in tasks])]
    return tasks


def _tasks(source: ExportSource, wish: ExportOptions, target: Path, taken: Iterable[Path]) -> list[ExportTask]:
    tags = _tags(source, wish)
    if wish.what is ExportKind.REAPER:
        return [ExportTask(target, lambda path, _: write_reaper(_session(source, wish), path))]
    if wish.what is ExportKind.DAWPROJECT:
        return [ExportTask(target, lambda path, go: write_dawproject(_session(source, wish), path, __version__, go))]
    if wish.what is ExportKind.STEM_FILE:
        parts = [Part(source.names[n], stem.path, source.colors[n]) for n, stem in enumerate(source.stems)]
        return [
            ExportTask(target, lambda path, go: write_stem_mp4(parts, path, go, lambda made: write_tags(made, tags())))
        ]
    whole = mixdown(source, wish)
    if wish.what is not ExportKind.STEMS:
        return [ExportTask(target, _rendering(whole, wish, tags))]
    suffix = encoding_for(target, wish.format_id).format.suffix
    song = " ".join([song_name(source.title), *settings_in_words(source, wish)])
    tasks: list[ExportTask] = []
    for number in chosen_stems(source, wish):
        stem = source.stems[number]
        tracks = [TrackSettings(muted=True)] * len(source.stems)
        tracks[number] = replace(source.tracks[number], muted=False, soloed=False)
        path = _free(target, stem_file(song, stem.stem, ""), suffix, [*taken, *(task.target for task in tasks)])
        name = f"{song_name(source.title)} ({source.names[number]})"
        tasks.append(ExportTask(path, _rendering(replace(whole, tracks=tracks), wish, tags, name)))
    return tasks


def _free(folder: Path, name: str, suffix: str, taken: Iterable[Path]) -> Path:
    paths = (folder / (found + suffix) for found in numbered(name))
    others = set(taken)
    return next(path for path in paths if path not in others and not path.exists())


def carry_out(tasks: Sequence[ExportTask], progress: Progress) -> None:
    """On a thread: all files or none. `progress` may raise to stop it. Raises StemDeskError and OSError as the writers do.

    StemDeskError(DISK) before anything is written where a piece would replace what the song is made of.
    """
    for task in tasks:
        check_target(task.target, task.own)
    new: list[Path] = []
    try:
        for done, task in enumerate(tasks):
            was_there = task.target.exists()
            task.make(task.target, partial(_part_of, progress, done, len(tasks)))
            if not was_there:
                new.append(task.target)
    except BaseException:
        for path in new:
            with suppress(OSError):
                path.unlink()
        raise


def _part_of(progress: Progress, done: int, count: int, share: float) -> None:
    progress((done + share) / count)


def _rendering(
    whole: Mixdown, wish: ExportOptions, tags: Callable[[], Tags], title: str = ""
) -> Callable[[Path, Progress], None]:
    def make(path: Path, progress: Progress) -> None:
        finish = (lambda made: write_tags(made, tags().with_fields(title=title))) if wish.with_tags else None
        render(whole, path, encoding_for(path, wish.format_id), progress, finish)

    return make


def _tags(source: ExportSource, wish: ExportOptions) -> Callable[[], Tags]:
    """What the new files say about themselves; read from the song on the thread that writes them."""
    file = source.original or source.stems[0].path
    tempo, semitones = (source.tempo, source.semitones) if wish.as_played and wish.what.is_sound else (1.0, 0.0)
    bpm = "" if source.sure_bpm is None else str(round(source.sure_bpm * tempo))
    key = initial_key(transposed(source.sure_key, semitones)) if source.sure_key else ""
    title = song_name(source.title)

    def read() -> Tags:
        found = read_tags(file)
        named = {} if found.fields.get("title") else {"title": title}
        return found.with_fields(bpm=bpm, initialkey=key, **named)

    return read


def _session(source: ExportSource, wish: ExportOptions) -> Project:
    tracks = []
    for stem, track, name, color in zip(source.stems, source.tracks, source.names, source.colors, strict=True):
        reader = open_audio(stem.path)
        seconds, rate, channels = reader.frames / reader.rate, reader.rate, reader.channels
        reader.close()
        tracks.append(
            ProjectTrack(name, stem.path, color, seconds, rate, channels,
                         track.gain_db, track.pan, track.muted, track.soloed)
        )  # fmt: skip
    loop = None if source.loop is None else Region(tr("Loop"), *source.loop)
    tempo, semitones = (source.tempo, source.semitones) if wish.as_played else (1.0, 0.0)
    return Project(
        song_name(source.title), tuple(tracks), source.bpm, source.beats_per_bar, source.markers, source.regions, loop,
        tempo, semitones, source.tempo_map,
    )  # fmt: skip
