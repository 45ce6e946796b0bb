"""What somebody has set on loaded stems (levels, loops, markers, tempo, zoom …) comes back with it the next time.

The master volume and the metronome belong to the room, not to the song, and stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from stemdesk.audio.dsp.beat_edits import BeatGridSettings
from stemdesk.audio.export.mix_settings import mix_settings, scaled_frame, span_of, tracks_of
from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO, SpeedTrainer
from stemdesk.core.lenient_json import as_float, as_int, as_list, as_mapping, as_text, objects
from stemdesk.gui.session.arrangement import edits_of
from stemdesk.gui.session.practice import Marker, NamedLoop
from stemdesk.gui.session.track_looks import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView
    from stemdesk.jobs.library import Library

#: Milliseconds after the last change; a fader that is being dragged is not written down at every step.
_REST: Final = 500


class MixStore(QObject):
    """`restored`: what was kept, if anything was, is set again. `ready` carries loaded stems that are as they were left, or
    as they came where nothing was kept."""

    restored = Signal()
    ready = Signal(object)

    def __init__(
        self, playback: Playback, practice: Practice, timeline: TimeView, bridge: EngineBridge, library: Library
    ) -> None:
        super().__init__()
        self._playback = playback
        self._practice = practice
        self._timeline = timeline
        self._bridge = bridge
        self._library = library
        self._folder: Path | None = None
        self._is_restored = False
        self.is_restoring = False
        self._neutral: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.write)
        playback.loaded.connect(self._loaded)
        playback.completed.connect(self._completed)
        for changed in (
            playback.mix_changed,
            playback.loop_changed,
            playback.playback_settings_changed,
            playback.looks.changed,
            practice.changed,
            timeline.changed,
        ):
            changed.connect(self._changed)

    def write(self) -> None:
        """Writes down what is set now, if anything was changed since the last time."""
        loaded_stems = self._playback.loaded_stems
        if (
            self._folder is None
            or loaded_stems is None
            or folder_of(loaded_stems) != self._folder
            or not self._playback.frames
        ):
            return
        self._timer.stop()
        settings = self._settings(loaded_stems)
        if self._is_restored or settings != self._neutral:
            self._bridge.tell(self._library.keep_mix(self._folder, settings))

    def settle(self) -> None:
        """What was changed just now, even before what was kept has come, is written down at once: something else is about
        to come."""
        if self._timer.isActive() or not self._is_restored:
            self.write()

    def _settings(self, loaded_stems: LoadedStems) -> dict[str, Any]:
        return {
            **mix_settings(loaded_stems.stems, self._playback.tracks, self._playback.loop),
            **practice_settings(self._playback, self._practice),
            "order": [stem.stem for stem in loaded_stems.stems],
            "names": dict(self._playback.looks.names),
            "colors": dict(self._playback.looks.colors),
            # shown as what was opened, they say nothing of how the song itself is wanted
            "notes": [] if loaded_stems.is_notes else sorted(self._playback.looks.notes),
            "zoom": [self._timeline.first, self._timeline.span],
            "rate": self._playback.rate,
        }

    def _loaded(self, loaded_stems: LoadedStems) -> None:
        self._timer.stop()
        self._folder = folder_of(loaded_stems)
        self._is_restored = False
        if self._folder is not None:
            self._neutral = self._settings(loaded_stems)
            self._bridge.spawn(self._restore(self._folder))
        else:
            self.ready.emit(loaded_stems)

    def _completed(self, loaded_stems: LoadedStems) -> None:
        """What was set while it was being made is kept with it."""
        self._folder = folder_of(loaded_stems)
        self._is_restored = True
        self._timer.start()

    async def _restore(self, folder: Path) -> None:
        kept = await self._bridge.ask(self._library.mix(folder))
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is None or folder != folder_of(loaded_stems) or not self._playback.frames:
            return  # something else was loaded meanwhile, or is about to be
        was_quicker = self._settings(loaded_stems) != self._neutral  # somebody has set something already
        self.is_restoring = True
        try:
            if kept and not was_quicker:
                self._bring_back(loaded_stems, kept)
            if loaded_stems.is_notes:
                self._playback.looks.show_notes([stem.stem for stem in loaded_stems.stems], on=True)
        finally:
            self.is_restoring = False
        self.restored.emit()
        self._is_restored = True
        if was_quicker:
            self._timer.start()
        self.ready.emit(loaded_stems)

    def _bring_back(self, loaded_stems: LoadedStems, kept: Mapping[str, Any]) -> None:
        playback = self._playback
        playback.restore(tracks_of(loaded_stems.stems, kept))
        restore_looks(playback, kept)
        scale = playback.rate / (as_float(kept.get("rate")) or playback.rate)  # it may be played at another rate now
        if (loop := span_of(kept.get("loop"), playback.frames, scale)) is not None:
            playback.set_loop(loop)
        tempo, semitones = as_float(kept.get("tempo")) or 1.0, as_float(kept.get("semitones")) or 0.0
        trainer = [as_float(number) for number in as_list(kept.get("trainer"))]
        playback_settings = replace(
            playback.settings, tempo=min(MAX_TEMPO, max(MIN_TEMPO, tempo)),
            semitones=min(MAX_SEMITONES, max(-MAX_SEMITONES, semitones)),
            trainer=SpeedTrainer(trainer[0], trainer[1]) if len(trainer) == 2 and trainer[0] and trainer[1] else None,
        )  # fmt: skip
        playback.set_playback_settings(playback_settings)
        restore_practice(self._practice, kept, playback.frames, scale)
        zoom = [as_float(number) for number in as_list(kept.get("zoom"))]
        if len(zoom) == 2 and zoom[0] is not None and zoom[1]:
            self._timeline.show(zoom[0], zoom[1])

    def _changed(self) -> None:
        if self._is_restored and self._playback.frames:  # none while loaded stems is being loaded
            self._timer.start()


def folder_of(loaded_stems: LoadedStems) -> Path | None:
    """Where the stems lie together; None where they do not, or are still being made. A song on its own is its file."""
    if loaded_stems.partial is not None:
        return None
    if loaded_stems.is_song:
        return loaded_stems.stems[0].path
    folders = {stem.path.parent for stem in loaded_stems.stems}
    return folders.pop() if len(folders) == 1 else None


def practice_settings(playback: Playback, practice: Practice) -> dict[str, Any]:
    trainer, grid, off = playback.settings.trainer, practice.grid, practice.last_loop
    return {
        "tempo": playback.settings.tempo,
        "semitones": playback.settings.semitones,
        "trainer": [trainer.step, trainer.top] if trainer is not None else None,
        "trainer_from": practice.trainer_from,
        "loop_off": [off.start, off.end] if off is not None and playback.loop is None else None,
        "loops": [{"name": loop.name, "span": [loop.span.start, loop.span.end]} for loop in practice.loops],
        "markers": [{"name": marker.name, "frame": marker.frame} for marker in practice.markers],
        "silenced": {
            stem: [[span.start, span.end] for span in spans] for stem, spans in practice.mute_ranges.items() if spans
        },
        "grid": {
            "factor": grid.factor,
            "first": grid.first,
            "per_bar": grid.per_bar,
            "moved": [list(pair) for pair in grid.moved],
            "tapped": list(grid.tapped) if grid.tapped else None,
        },
        "arrangement": practice.arrangement.edits.as_json(),
    }


def restore_looks(playback: Playback, kept: Mapping[str, Any]) -> None:
    """Names, colours and order; a stem that was not there then stands below."""
    names, colors = ({stem: as_text(value) for stem, value in as_mapping(kept.get(key)).items()} for key in
                     ("names", "colors"))  # fmt: skip
    playback.looks.restore(
        {stem: name[:LONGEST_NAME] for stem, name in names.items() if name.strip()},
        {stem: color for stem, color in colors.items() if color},
        {as_text(stem) for stem in as_list(kept.get("notes"))} - {""},
    )
    stems = playback.loaded_stems.stems if playback.loaded_stems is not None else ()
    order = [as_text(stem) for stem in as_list(kept.get("order"))]
    rank = {stem: place for place, stem in reversed(list(enumerate(order)))}
    playback.reorder(sorted(range(len(stems)), key=lambda track: rank.get(stems[track].stem, len(order))))


def restore_practice(practice: Practice, kept: Mapping[str, Any], frames: int, scale: float = 1.0) -> None:
    """As lenient as `tracks_of`."""
    loops = [
        (as_text(data.get("name")), span_of(data.get("span"), frames, scale)) for data in objects(kept.get("loops"))
    ]
    markers = [
        (as_text(data.get("name")), scaled_frame(data.get("frame"), scale)) for data in objects(kept.get("markers"))
    ]
    mute_ranges = {}
    for stem, spans in as_mapping(kept.get("silenced")).items():
        mute_ranges[stem] = [span for found in as_list(spans) if (span := span_of(found, frames, scale)) is not None]
    start = as_float(kept.get("trainer_from"))
    practice.trainer_from = min(MAX_TEMPO, max(MIN_TEMPO, start)) if start else None
    practice.last_loop = practice.last_loop or span_of(kept.get("loop_off"), frames, scale)
    practice.arrangement.set(edits_of(as_mapping(kept.get("arrangement"))))
    practice.restore(
        [NamedLoop(name, span) for name, span in loops if name and span is not None],
        [Marker(name, frame) for name, frame in markers if name and frame is not None and 0 <= frame <= frames],
        mute_ranges,
        _grid_of(as_mapping(kept.get("grid")), scale),
    )  # fmt: skip


def _grid_of(grid: Mapping[str, Any], scale: float) -> BeatGridSettings:
    """What was kept before beats could be moved counted beats and bars of another tracker, and had four beats a bar where
    nobody had said anything: of that, only how many beats a bar has says something still."""
    factor, per_bar, first = as_float(grid.get("factor")), as_int(grid.get("per_bar")), as_int(grid.get("first")) or 0
    if "moved" not in grid:
        factor, per_bar, first = 1.0, 0 if per_bar == 4 else per_bar, 0
    pairs = [[scaled_frame(frame, scale) for frame in as_list(pair)] for pair in as_list(grid.get("moved"))]
    tapped = [as_float(each) for each in as_list(grid.get("tapped"))]
    return BeatGridSettings(
        factor if factor in (0.5, 1.0, 2.0) else 1.0, max(-1000, min(1000, first)),
        per_bar if per_bar is not None and 0 <= per_bar <= 12 else 0,
        tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] is not None and pair[1] is not None),
        (tapped[0] * scale, tapped[1] * scale)
        if len(tapped) == 2 and tapped[0] is not None and tapped[1] is not None and tapped[0] > 1 else None,
    )  # fmt: skip
