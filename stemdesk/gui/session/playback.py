"""What is being played, as state: the stems, each track's settings, loop and tempo, what is heard instead of the stems.

Views show it, the player obeys it. Frames are the song's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.dsp.mixer import SILENT_DB, TrackSettings
from stemdesk.audio.files.multitrack_reader import FrameRange, TrackFile
from stemdesk.audio.playback.level_meters import SILENCE
from stemdesk.audio.playback.messages import (
    Loaded,
    LoadFailed,
    NoOutputDevice,
    OutputChanged,
    Outputs,
    PlayerEvent,
    Transport,
)
from stemdesk.audio.playback.play_stream import PlaybackSettings
from stemdesk.audio.playback.player import Player
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.session.monitor_mix import is_on, monitored
from stemdesk.gui.session.track_looks import TrackLooks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.audio.playback.output_device import OutputSettings
    from stemdesk.core.jobs import PartialStems
    from stemdesk.core.stems import StemFile
    from stemdesk.gui.session.loaded_stems import ComparisonResult, LoadedStems

T = TypeVar("T")

#: A loop that is shorter than this many seconds is none.
_SHORTEST_LOOP = 0.05


class Playback(QObject):
    """Frames are the song's, at `rate`. No method waits for anything."""

    loaded = Signal(object)
    #: More of stems that are being made can be heard; they are whole; they are gone.
    grew = Signal()
    completed = Signal(object)
    unloaded = Signal()
    load_failed = Signal(object)
    output_missing = Signal(object)
    transport_changed = Signal(object)
    mix_changed = Signal()
    loop_changed = Signal()
    #: Tempo, pitch, trainer or metronome.
    playback_settings_changed = Signal()
    #: The playhead was put somewhere (seconds); while playing it moves by itself.
    moved = Signal(float)
    #: The name of the output on which it goes on.
    device_moved = Signal(str)
    outputs_came = Signal(object)
    #: The tracks stand in another order: their former numbers, topmost first.
    reordered = Signal(object)
    #: Somebody takes hold of a fader: what comes until the next time is one change.
    gesture_begun = Signal()
    _from_player = Signal(object)

    def __init__(self, device: OutputSettings | None = None) -> None:
        super().__init__()
        self._player = Player(self._from_player.emit, device)
        self._from_player.connect(self._on_event)
        self.loaded_stems: LoadedStems | None = None
        self.tracks: list[TrackSettings] = []
        self.looks = TrackLooks()
        #: The stems as the player has them: reordering tracks is not heard, so it keeps the order in which they were opened.
        self._opened: tuple[StemFile, ...] = ()
        self.master_db = 0.0
        self.click_db = -6.0
        self.heard = MonitorSource.MIX
        self.comparison: ComparisonResult | None = None
        self.has_original = False
        self.original_gain_db = 0.0
        self._original_late = 0
        self.settings = PlaybackSettings()
        self.count_in = 0
        self._mute_ranges: dict[str, tuple[FrameRange, ...]] = {}
        self.transport = Transport.PAUSED
        self.rate = 44_100
        self.frames = 0
        self._keep_position = False
        self._request_id = 0

    # --- what to play ---------------------------------------------------------------------------------------------

    def load(self, loaded_stems: LoadedStems, *, play: bool = False) -> None:
        """Loads stems from their beginning; neutral mix. `loaded` or `load_failed` follows, or `unloaded` where stems that
        are being made cannot be heard yet."""
        self._begin(loaded_stems)
        self._open(loaded_stems, keep_position=False)
        if play:
            self._player.play()

    def _begin(self, loaded_stems: LoadedStems | None) -> None:
        """Everything is as it is when these stems, or none, have just come."""
        self.loaded_stems, self.frames = loaded_stems, 0
        self._opened, self.tracks = self._stems, [TrackSettings() for _ in self._stems]
        self.heard, self.comparison, self._mute_ranges = MonitorSource.MIX, None, {}
        self.has_original = loaded_stems is not None and loaded_stems.original is not None
        self.original_gain_db, self._original_late, self.settings = 0.0, 0, PlaybackSettings()
        self.looks.restore({}, {}, ())
        self._set_transport(Transport.PAUSED)

    def _open(self, loaded_stems: LoadedStems, *, keep_position: bool) -> None:
        self._send_mix()
        self._keep_position = keep_position
        self._request_id = self._player.open(
            _files(replace(loaded_stems, stems=self._opened)), self.extras(), keep_position=keep_position
        )

    def extras(self) -> list[TrackFile]:
        """The files of the tracks beside the stems: the original, the rival's stems."""
        found = []
        if self.loaded_stems is not None and self.loaded_stems.original is not None:
            found.append(TrackFile(self.loaded_stems.original, self._original_late))
        return found + [TrackFile(stem.path) for stem in (self.comparison.stems if self.comparison is not None else ())]

    # --- stems that are being made --------------------------------------------------------------------------------

    @property
    def ready(self) -> int | None:
        """How many frames can be heard by now; None where all can."""
        partial = self.loaded_stems.partial if self.loaded_stems is not None else None
        return None if partial is None else round(partial.done * self.rate / partial.rate)

    def grow(self, partial: PartialStems) -> None:
        """More of them can be heard."""
        if self.loaded_stems is not None and self.loaded_stems.partial is not None:
            self.loaded_stems = replace(self.loaded_stems, partial=partial)
            self.grew.emit()

    def complete(self, loaded_stems: LoadedStems) -> None:
        """They are whole: what is set stays, and what plays goes on."""
        if not self.frames:  # the job was quicker than the player: nothing is loaded yet
            self.load(loaded_stems, play=True)
            return
        whole = {stem.stem: stem for stem in loaded_stems.stems}
        opened = replace(loaded_stems, stems=tuple(whole[stem.stem] for stem in self._opened))
        before = self.loaded_stems.stems if self.loaded_stems is not None else loaded_stems.stems
        self.loaded_stems = replace(loaded_stems, stems=tuple(whole[stem.stem] for stem in before))
        self._opened = opened.stems
        self.has_original = loaded_stems.original is not None
        self._keep_position = True
        self._request_id = self._player.replace(_files(opened), self.extras())
        self.completed.emit(self.loaded_stems)

    def unload(self) -> None:
        """Nothing is loaded any more."""
        self._player.close()
        self._request_id = -1  # what is on its way is not wanted any more
        self._begin(None)
        self.mix_changed.emit()
        self.unloaded.emit()

    def _open_again(self) -> None:
        """The same stems with other tracks beside it: it goes on where it was."""
        if self.loaded_stems is not None and self.frames:
            self._open(self.loaded_stems, keep_position=True)

    def match_original(self, gain_db: float, offset_frames: int) -> None:
        """How much louder the original has to be played, and how many frames late it is, to be as its stems."""
        self.original_gain_db = gain_db
        if self.has_original and offset_frames != self._original_late:
            self._original_late = offset_frames
            self._open_again()
        else:
            self._send_mix()

    def compare_with(self, comparison: ComparisonResult | None) -> None:
        """Another result to hear instead, track by track; None for none."""
        if comparison != self.comparison:
            self.comparison = comparison
            if self.heard is MonitorSource.COMPARISON or comparison is not None:
                self.heard = MonitorSource.MIX if comparison is None else MonitorSource.COMPARISON
            self._open_again()

    # --- transport ------------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        if self.transport in (Transport.PLAYING, Transport.BUFFERING):
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        if self.frames:
            self._player.play(self.count_in)

    def pause(self) -> None:
        self._player.pause()

    def seek(self, frame: int) -> None:
        if self.frames:
            frame = min(max(0, frame), self.frames)
            self._player.seek(frame)
            self.moved.emit(frame / self.rate)

    def seek_seconds(self, seconds: float) -> None:
        self.seek(round(seconds * self.rate))

    @property
    def position(self) -> int:
        return self._player.position if self.frames else 0

    @property
    def seconds(self) -> float:
        return self.position / self.rate

    @property
    def tempo_now(self) -> float:
        """What is heard now: the trainer moves it, a count-in makes it 0."""
        return self._player.tempo if self.frames else self.settings.tempo

    def levels(self) -> list[Level]:
        """Levels since the last call: one per stem, the sum last."""
        levels = self._player.levels() if self.frames else []
        if len(levels) <= len(self.tracks):
            return []
        shown = [levels[self._opened.index(stem)] for stem in self._stems]
        if self.heard is MonitorSource.COMPARISON and self.comparison is not None:
            first = len(self.tracks) + self.has_original
            at = {
                stem.stem: levels[first + n]
                for n, stem in enumerate(self.comparison.stems)
                if first + n < len(levels) - 2
            }
            shown = [at.get(stem.stem, SILENCE) for stem in self._stems]
        return [*shown, levels[-1]]

    # --- loop, tempo, pitch -----------------------------------------------------------------------------------------

    @property
    def loop(self) -> FrameRange | None:
        return self.settings.loop

    def set_loop(self, loop: FrameRange | None) -> None:
        """A loop region, or none. A region shorter than 50 ms is none."""
        if loop is not None:
            loop = FrameRange(max(0, loop.start), min(self.frames, loop.end))
            if loop.end - loop.start < self.rate * _SHORTEST_LOOP:
                loop = None
        if loop == self.loop or not self.frames:
            return
        self.settings = replace(self.settings, loop=loop)
        self._player.set_playback_settings(self.settings)
        if loop is not None and not loop.start <= self.position < loop.end:
            self.seek(loop.start)
        self.loop_changed.emit()

    def set_playback_settings(self, playback_settings: PlaybackSettings) -> None:
        """Tempo, pitch, trainer and metronome; the loop stays as it is."""
        playback_settings = replace(playback_settings, loop=self.loop)
        if playback_settings != self.settings:
            self.settings = playback_settings
            self._player.set_playback_settings(playback_settings)
            self.playback_settings_changed.emit()

    def set_mute_ranges(self, spans: Mapping[str, Sequence[FrameRange]]) -> None:
        """Ranges in which stems are not heard, by stem."""
        wanted = {stem: tuple(found) for stem, found in spans.items() if found}
        if wanted != self._mute_ranges:
            self._mute_ranges = wanted
            self._player.set_mute_ranges(self._for_player(self.mute_ranges))

    @property
    def mute_ranges(self) -> tuple[tuple[FrameRange, ...], ...]:
        """The same track by track."""
        return tuple(self._mute_ranges.get(stem.stem, ()) for stem in self._stems)

    # --- the mix --------------------------------------------------------------------------------------------------

    def mute(self, track: int, on: bool) -> None:
        self._change(track, lambda setting: replace(setting, muted=on))

    def solo(self, track: int, on: bool, *, only: bool = False) -> None:
        """`only` takes the other solos away."""
        if only:
            self.tracks = [replace(setting, soloed=False) for setting in self.tracks]
        self._change(track, lambda setting: replace(setting, soloed=on))

    def set_gain(self, track: int, gain_db: float) -> None:
        self._change(track, lambda setting: replace(setting, gain_db=gain_db))

    def set_pan(self, track: int, pan: float) -> None:
        self._change(track, lambda setting: replace(setting, pan=pan))

    def reset_track(self, track: int) -> None:
        self._change(track, lambda setting: replace(setting, gain_db=0.0, pan=0.0))

    def restore(self, tracks: Sequence[TrackSettings]) -> None:
        """All tracks at once, as they were set earlier."""
        if len(tracks) == len(self.tracks):
            self.tracks = list(tracks)
            self._send_mix()

    def reorder(self, order: Sequence[int]) -> None:
        """Puts the tracks in another order: their numbers as they are now, topmost first. Nothing is heard of it."""
        loaded_stems = self.loaded_stems
        if loaded_stems is not None and sorted(order) == list(range(len(self.tracks))) != list(order):
            self.loaded_stems = replace(loaded_stems, stems=tuple(loaded_stems.stems[track] for track in order))
            self.tracks = [self.tracks[track] for track in order]
            self.reordered.emit(list(order))
            self.mix_changed.emit()

    def move_track(self, track: int, to: int) -> None:
        """One track elsewhere in the list."""
        if 0 <= track < len(self.tracks) and 0 <= to < len(self.tracks):
            order = [other for other in range(len(self.tracks)) if other != track]
            order.insert(to, track)
            self.reorder(order)

    @property
    def _stems(self) -> tuple[StemFile, ...]:
        return self.loaded_stems.stems if self.loaded_stems is not None else ()

    def _for_player(self, tracks: Sequence[T]) -> list[T]:
        """From the order on screen to the player's."""
        stems = [self._stems.index(stem) for stem in self._opened]
        return [tracks[track] for track in stems] + list(tracks[len(stems) :])

    def set_master(self, gain_db: float) -> None:
        self.master_db = gain_db
        self._send_mix()

    def set_click_volume(self, gain_db: float) -> None:
        self.click_db = gain_db
        self._send_mix()

    def hear(self, heard: MonitorSource) -> None:
        if heard in (MonitorSource.ORIGINAL, MonitorSource.RESIDUAL) and not self.has_original:
            heard = MonitorSource.MIX
        if heard is MonitorSource.COMPARISON and self.comparison is None:
            heard = MonitorSource.MIX
        self.heard = heard
        self._send_mix()

    def flip(self, heard: MonitorSource) -> None:
        """To something else and back to the mix."""
        self.hear(MonitorSource.MIX if self.heard is heard else heard)

    def is_on(self, track: int) -> bool:
        """Whether a track is neither muted nor left out by a solo."""
        return is_on(self.tracks, track)

    def is_heard(self, track: int) -> bool:
        return self.is_on(track) and self.heard is not MonitorSource.ORIGINAL and self.has_partner(track)

    def has_partner(self, track: int) -> bool:
        """Whether what is heard has this stem: another result that is compared may lack it."""
        if self.heard is not MonitorSource.COMPARISON or self.comparison is None:
            return True
        return any(stem.stem == self._stems[track].stem for stem in self.comparison.stems)

    def _change(self, track: int, change: Callable[[TrackSettings], TrackSettings]) -> None:
        if 0 <= track < len(self.tracks):
            self.tracks[track] = change(self.tracks[track])
            self._send_mix()

    def _send_mix(self) -> None:
        on = self.settings.beats is not None
        click = self.click_db if on else SILENT_DB
        self._player.set_tracks(self._for_player(self.track_settings()), self.master_db, click)
        self.mix_changed.emit()

    def track_settings(self) -> list[TrackSettings]:
        """What the player's tracks are set to now: stems, the original, the rival's stems."""
        original = self.original_gain_db if self.has_original else None
        song_db = self.original_gain_db if self.loaded_stems is not None and self.loaded_stems.is_song else 0.0
        rivals = self.comparison.stems if self.comparison is not None else ()
        return monitored(self.heard, self._stems, self.tracks, original, rivals, song_db=song_db)

    # --- the device -----------------------------------------------------------------------------------------------

    def use_device(self, device: OutputSettings) -> None:
        self._player.use_device(device)

    def ask_outputs(self) -> None:
        """`outputs_came` follows."""
        self._player.ask_outputs()

    # --- the player's answers -------------------------------------------------------------------------------------

    def _on_event(self, event: PlayerEvent) -> None:
        match event:
            case Loaded():
                self._on_loaded(event)
            case LoadFailed():
                self._load_failed(event)
            case NoOutputDevice():
                self._set_transport(Transport.PAUSED)
                self.output_missing.emit(event.message)
            case OutputChanged():
                self.device_moved.emit(event.device)
            case Outputs():
                self.outputs_came.emit(event.outputs)
            case Transport():
                self._set_transport(event)

    def _on_loaded(self, event: Loaded) -> None:
        if event.request_id != self._request_id:
            return  # another record was loaded meanwhile
        self.rate, self.frames = event.rate, event.frames
        if not self._keep_position:
            self.loaded.emit(self.loaded_stems)

    def _load_failed(self, event: LoadFailed) -> None:
        """Stems that do not open are refused; an original or a rival that does not is done without."""
        loaded_stems = self.loaded_stems
        if loaded_stems is not None and loaded_stems.partial is not None and not self._keep_position:
            self.unload()  # they can be heard when they are done
        elif loaded_stems is not None and self.comparison is not None:
            self.comparison, self.heard = None, MonitorSource.MIX
            self._open(loaded_stems, keep_position=self._keep_position)
        elif (
            loaded_stems is not None and loaded_stems.original is not None and (not self.frames or self._keep_position)
        ):
            self.loaded_stems = replace(loaded_stems, original=None)
            self.has_original = False
            self._open(self.loaded_stems, keep_position=self._keep_position)
        else:
            self._set_transport(Transport.PAUSED)
            self.frames = 0
            self.load_failed.emit(event.message)

    def _set_transport(self, transport: Transport) -> None:
        if transport is not self.transport:
            self.transport = transport
            self.transport_changed.emit(transport)

    def quit(self) -> None:
        self._player.quit()


def _files(loaded_stems: LoadedStems) -> list[TrackFile]:
    partial = loaded_stems.partial
    length = None if partial is None else (partial.rate, partial.frames)
    return [TrackFile(stem.path, partial=length) for stem in loaded_stems.stems]
