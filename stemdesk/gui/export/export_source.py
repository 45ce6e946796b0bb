"""What there is to export, as values: the loaded stems as they are set, or a result of the library as it was left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stemdesk.audio.export.mix_settings import span_of, tracks_of
from stemdesk.audio.export.project import Region, TempoPoint, tempo_map
from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO
from stemdesk.core.lenient_json import as_float, as_list, as_mapping, as_text
from stemdesk.core.song_files import SongKind
from stemdesk.core.stems import SONG
from stemdesk.gui.base.section_names import section_words
from stemdesk.gui.session.track_looks import TrackLooks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.audio.dsp.mixer import TrackSettings
    from stemdesk.audio.files.multitrack_reader import FrameRange, TrackFile
    from stemdesk.core.stems import StemFile
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.jobs.store import Song, StoredResult

#: The least certainty with which a tempo or a key is written into a file.
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class ExportSource:
    """`names` and `colors` (#rrggbb) are what the tracks are called and drawn in. `tracks` are set as each stem is; `heard`
    are these and the tracks of `extras`, as they are heard now. Times in seconds of the song;
    `rate` is what the frames of mute ranges and offsets are counted at."""

    title: str
    stems: tuple[StemFile, ...]
    names: tuple[str, ...]
    colors: tuple[str, ...]
    original: Path | None
    seconds: float
    rate: int
    tracks: tuple[TrackSettings, ...]
    heard: tuple[TrackSettings, ...]
    extras: tuple[TrackFile, ...] = ()
    master_db: float = 0.0
    mute_ranges: tuple[tuple[FrameRange, ...], ...] = ()
    tempo: float = 1.0
    semitones: float = 0.0
    loop: tuple[float, float] | None = None
    bpm: float | None = None
    beats_per_bar: int = 4
    markers: tuple[tuple[str, float], ...] = ()
    regions: tuple[Region, ...] = ()
    #: Chords by their names inside and when they begin; the sections.
    chords: tuple[tuple[str, float], ...] = ()
    sections: tuple[Region, ...] = ()
    #: What is certain enough to be written into a file.
    sure_bpm: float | None = None
    sure_key: str = ""
    #: What services brought beside stems; words of the song may be among it.
    documents: tuple[Path, ...] = ()
    #: Those of them that came with these stems; notes may be among it.
    own_documents: tuple[Path, ...] = ()
    #: What was heard of the song; and its beats and those that begin a bar, in seconds, as somebody counts them.
    analysis: Analysis | None = None
    grid: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    tempo_map: tuple[TempoPoint, ...] = ()

    @property
    def is_song(self) -> bool:
        """Not stems of one: it was not split, or is looked at as it was."""
        return self.original is None and [stem.stem for stem in self.stems] == [SONG]

    def is_on(self, track: int) -> bool:
        """Whether a stem is neither muted nor left out by a solo."""
        setting = self.tracks[track]
        return setting.soloed if any(other.soloed for other in self.tracks) else not setting.muted


def loaded_source(playback: Playback, practice: Practice) -> ExportSource | None:
    """What the player has loaded, whole, as it is set now; None where that is nothing."""
    loaded = playback.loaded_stems
    if loaded is None or loaded.partial is not None or not playback.frames:
        return None
    rate, loop, analysis = playback.rate, playback.loop, practice.analysis
    beats = practice.beats
    is_sure = analysis is not None and analysis.bpm_certainty >= _SURE
    return ExportSource(
        loaded.title, loaded.stems, *_looks(playback.looks, loaded.stems), loaded.original, playback.frames / rate, rate,
        tuple(playback.tracks), tuple(playback.track_settings()), tuple(playback.extras()), playback.master_db,
        playback.mute_ranges,
        playback.settings.tempo, playback.settings.semitones,
        None if loop is None else (loop.start / rate, loop.end / rate), practice.bpm,
        4 if beats is None else beats.per_bar,
        tuple((marker.name, marker.frame / rate) for marker in practice.markers),
        tuple(Region(kept.name, kept.span.start / rate, kept.span.end / rate) for kept in practice.loops),
        tuple((chord.name, chord.start) for chord in practice.arrangement.chords),
        tuple(Region(section_words(each.name), each.start, each.end) for each in practice.arrangement.sections),
        practice.bpm if is_sure else None,
        analysis.key or "" if analysis is not None and analysis.key_certainty >= _SURE else "",
        (*loaded.documents, *loaded.other_documents), loaded.documents,
        analysis, _grid(practice, rate),
        () if beats is None else tempo_map(beats, rate),
    )  # fmt: skip


def _grid(practice: Practice, rate: int) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    if practice.beats is None:
        return None
    beats = tuple(float(frame) / rate for frame in practice.beats.frames)
    return beats, tuple(beat for index, beat in enumerate(beats) if practice.beats.begins_bar(index))


def newest_result(song: Song) -> StoredResult | None:
    """That can be heard."""
    return next((result for result in song.results if result.results.stems), None)


def kept_source(song: Song, kept: Mapping[str, Any]) -> ExportSource | None:
    """The newest result of a song that can be heard, with what was set on it when it was played last."""
    result = newest_result(song)
    if result is None:
        return None
    stems, file = result.results.stems, song.song_file
    tracks, looks = tuple(tracks_of(stems, kept)), TrackLooks()
    looks.restore(*({stem: as_text(value) for stem, value in as_mapping(kept.get(key)).items()}
                    for key in ("names", "colors")))  # fmt: skip
    rate = round(as_float(kept.get("rate")) or file.rate)  # what it was played at
    silenced = as_mapping(kept.get("silenced"))
    mute_ranges = tuple(
        tuple(_spans(as_list(silenced.get(stem.stem)), round(file.seconds * rate))) for stem in stems
    )  # fmt: skip
    tempo, semitones = as_float(kept.get("tempo")) or 1.0, as_float(kept.get("semitones")) or 0.0
    return ExportSource(
        song.title, stems, *_looks(looks, stems), file.path if file.kind is SongKind.FILE else None, file.seconds,
        rate, tracks, tracks,
        mute_ranges=mute_ranges if any(mute_ranges) else (), tempo=min(MAX_TEMPO, max(MIN_TEMPO, tempo)),
        semitones=min(MAX_SEMITONES, max(-MAX_SEMITONES, semitones)),
        documents=tuple(path for each in song.results for path in each.results.documents),
        own_documents=result.results.documents,
    )  # fmt: skip


def _looks(looks: TrackLooks, stems: Sequence[StemFile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the tracks are called, and their colours."""
    return tuple(looks.name(stem.stem) for stem in stems), tuple(looks.color(stem.stem).name() for stem in stems)


def _spans(found: Sequence[Any], frames: int) -> list[FrameRange]:
    return [span for value in found if (span := span_of(value, frames)) is not None]
