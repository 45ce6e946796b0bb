"""Export: what is heard, as files for people, for DAWs and for DJs. Plans are made here; threads carry them out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final

from stemdesk import __version__
from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export.dawproject import write_dawproject
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.export.ni_stems import PARTS, Part, write_stem_mp4
from stemdesk.audio.export.project import Project, ProjectTrack, Region
from stemdesk.audio.export.reaper import write_reaper
from stemdesk.audio.files.atomic_file import check_target
from stemdesk.audio.files.encodings import encoding_for
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.tags import Tags, initial_key, read_tags, write_tags
from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.core.music import chords as chord_names
from stemdesk.core.music.lyrics import Lyrics
from stemdesk.core.names import clean, numbered, song_name, stem_file
from stemdesk.core.stems import StemFamily, family_of
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.export.notes_file import write_notes
from stemdesk.lyrics.place import LyricsPlace
from stemdesk.lyrics.sources import best_lyrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from stemdesk.audio.files.multitrack_reader import TrackFile
    from stemdesk.gui.export.export_source import ExportSource

    Progress = Callable[[float], None]

FORMATS: Final = ("wav24", "flac24", "aiff24", "mp3", "m4a", "ogg", "wav16", "aiff16", "wav32f")
#: Sample rates to choose from besides the song's own.
RATES: Final = (44_100, 48_000, 88_200, 96_000)


class ExportKind(Enum):
    MIX = "mix"
    STEMS = "stems"
    KARAOKE = "karaoke"
    MIDI = "mid"
    REAPER = "rpp"
    DAWPROJECT = "dawproject"
    STEM_FILE = "stem.mp4"

    @property
    def is_sound(self) -> bool:
        """Whether format, range, tempo and loudness can be chosen."""
        return self in (ExportKind.MIX, ExportKind.STEMS, ExportKind.KARAOKE)

    @property
    def takes_stems(self) -> bool:
        """Whether its stems can be chosen one by one."""
        return self in (ExportKind.STEMS, ExportKind.MIDI)

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
    with_lyrics: bool = False
    #: Chords as markers and sections as regions, in a project.
    with_arrangement: bool = True


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
    if any(playing_of(stem.stem) is not Playing.NOTHING for stem in source.stems):
        found.append(ExportKind.MIDI)
    found += [ExportKind.REAPER, ExportKind.DAWPROJECT]
    if len(source.stems) == PARTS:
        found.append(ExportKind.STEM_FILE)
    return found


def _voices(source: ExportSource) -> list[bool]:
    """Which of the stems somebody sings."""
    return [family_of(stem.stem) is StemFamily.VOCALS for stem in source.stems]


def chosen_stems(source: ExportSource, wish: ExportOptions) -> list[int]:
    """The numbers of the stems that become files, or tracks, of their own."""
    numbers = [
        number
        for number, stem in enumerate(source.stems)
        if wish.what is not ExportKind.MIDI or playing_of(stem.stem) is not Playing.NOTHING
    ]
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
    if wish.what is ExportKind.MIDI and len(numbers := chosen_stems(source, wish)) == 1 < len(source.stems):
        song = f"{song} ({source.names[numbers[0]]})"
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
    if wish.what is ExportKind.MIDI:
        return [ExportTask(target, partial(write_notes, source, chosen_stems(source, wish)))]
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
        finish = (
            (lambda made: write_tags(made, tags().with_fields(title=title if wish.with_tags else "")))
            if wish.with_tags or wish.with_lyrics
            else None
        )
        render(whole, path, encoding_for(path, wish.format_id), progress, finish)

    return make


def _tags(source: ExportSource, wish: ExportOptions) -> Callable[[], Tags]:
    """What the new files say about themselves; read from the song on the thread that writes them."""
    file = source.original or source.stems[0].path
    tempo, semitones = (source.tempo, source.semitones) if wish.as_played and wish.what.is_sound else (1.0, 0.0)
    bpm = "" if source.sure_bpm is None else str(round(source.sure_bpm * tempo))
    key = initial_key(chord_names.transposed_key(source.sure_key, semitones)) if source.sure_key else ""
    title = song_name(source.title)

    def read() -> Tags:
        lyrics = _lyrics(source, wish) if wish.with_lyrics and wish.what.is_sound else Lyrics()
        if wish.what.is_sound and not wish.with_tags:
            return Tags(lyrics=lyrics)
        found = read_tags(file).with_lyrics(lyrics)
        named = {} if found.fields.get("title") else {"title": title}
        return found.with_fields(bpm=bpm, initialkey=key, **named)

    return read


def lyrics_place(source: ExportSource) -> LyricsPlace:
    """Where the song's words are looked for."""
    if source.is_song:
        return LyricsPlace(source.stems[0].path)
    folders = {stem.path.parent for stem in source.stems}
    return LyricsPlace(source.original, folders.pop() if len(folders) == 1 else None, source.documents)


def have_lyrics(sources: Iterable[ExportSource]) -> bool:
    """Whether there are words of any of these songs. Reads the disk."""
    return any(best_lyrics(lyrics_place(source)).lines for source in sources)


def _lyrics(source: ExportSource, wish: ExportOptions) -> Lyrics:
    """The words with their times as they are in the exported file. Reads the disk."""
    found = best_lyrics(lyrics_place(source))
    start, end = source.loop if wish.loop_only and source.loop is not None else (0.0, source.seconds)
    tempo = source.tempo if wish.as_played else 1.0
    lines = []
    for number, line in enumerate(found.lines):
        if line.start is None:
            lines += [] if found.is_timed else [line]
            continue
        until = next((each.start for each in found.lines[number + 1 :] if each.start is not None), source.seconds)
        if until > start and line.start < end:
            lines.append(replace(line, start=max(0.0, line.start - start) / tempo))
    return replace(found, lines=tuple(lines))


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
    markers, regions = source.markers, source.regions
    if wish.with_arrangement:
        key = chord_names.transposed_key(source.sure_key, semitones) if source.sure_key else None
        named = [(chord_names.readable(chord_names.transposed(name, semitones), key), at) for name, at in source.chords]
        markers, regions = (*markers, *named), (*regions, *source.sections)
    return Project(
        song_name(source.title), tuple(tracks), source.bpm, source.beats_per_bar, markers, regions, loop,
        tempo, semitones, source.tempo_map,
    )  # fmt: skip
