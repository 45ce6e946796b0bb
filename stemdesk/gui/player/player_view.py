"""The player on screen: one track per stem, ruler, playhead, transport, practice, audition, dragging out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from stemdesk.audio.playback.messages import Transport
from stemdesk.core.music.chords import transposed_key
from stemdesk.gui.arrangement.arrangement_views import ArrangementViews
from stemdesk.gui.arrangement.song_listener import SongListener
from stemdesk.gui.base.formatting import certainty, key_name, rate
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.export.drag_export import MixDragButton
from stemdesk.gui.export.stem_copy import StemCopier
from stemdesk.gui.player.compare_bar import CompareBar, heard_words
from stemdesk.gui.player.documents_bar import DocumentsBar, open_document
from stemdesk.gui.player.drag_out import DragOut
from stemdesk.gui.player.loops_menu import LoopsMenu
from stemdesk.gui.player.practice_panel import PracticePanel
from stemdesk.gui.player.track_area import TrackArea
from stemdesk.gui.player.track_waveforms import TrackWaveforms
from stemdesk.gui.player.transport_bar import TransportBar
from stemdesk.gui.session.position_entry import go_to
from stemdesk.gui.tracks.song_head import SongHead
from stemdesk.gui.tracks.track_header import HEADER_WIDTH
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.text import Text
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.lyrics.lyrics_pane import LyricsPane
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView
    from stemdesk.providers.registry import Registry

_FRAME_MS = 16
_TALL_WINDOW = 800


class PlayerView(QWidget):
    """`export_wanted`: the export dialog is asked for. `stem_exported` carries a stem's new file, `split_wanted` the file
    of a stem that is to be split further."""

    export_wanted = Signal()
    midi_wanted = Signal(int)
    stem_exported = Signal(object)
    split_wanted = Signal(object)
    #: Why a key has nothing to do.
    told = Signal(str)
    #: Something opened in a window that is low: what can wait may give way.
    room_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        playback: Playback,
        practice: Practice,
        timeline: TimeView,
        *,
        bridge: EngineBridge,
        cache: Path,
        lyrics: LyricsPane,
    ) -> None:
        super().__init__()
        self.lyrics = lyrics
        self._theme = theme
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._cache = cache
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="listening")
        self.listener = SongListener(playback, practice, bridge, self._pool, cache)
        self.arrangement = ArrangementViews(self, theme, timeline, playback, practice, head_width=HEADER_WIDTH)
        self.arrangement.export_wanted.connect(self.export_wanted)
        self.arrangement.told.connect(self.told)
        self.arrangement.lines.chords.file_wanted.connect(self.listener.get_file)
        self.timeline = timeline
        named(self, tr("Play view"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_player())
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frame)
        self._odd = False
        self._edge = ""
        playback.loaded.connect(self._loaded)
        playback.completed.connect(self._completed)
        playback.unloaded.connect(self._unloaded)
        playback.grew.connect(self._show_note)
        playback.grew.connect(self._show_edge)
        playback.load_failed.connect(self._load_failed)
        playback.output_missing.connect(lambda message: self._show_trouble(show(message)))
        playback.device_moved.connect(
            lambda name: self._show_trouble(tr("Output device disconnected; now using {name}.", name=name))
        )
        playback.transport_changed.connect(self._transport_changed)
        playback.mix_changed.connect(self._mix_changed)
        playback.loop_changed.connect(self._loop_changed)
        playback.playback_settings_changed.connect(self._show_facts)
        playback.moved.connect(self._moved)
        practice.changed.connect(self._practice_changed)

    def serve(self, settings: Settings, registry: Registry) -> None:
        """What is shown is a habit, kept in the settings; trained models that are missing come from their provider."""
        self.arrangement.remember_in(settings)
        self.listener.get_models_from(registry)

    # --- building -------------------------------------------------------------------------------------------------

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self._empty, self._empty_note = label("", "heading"), label("", "muted", wrap=True)
        self._show_empty(*_nothing())
        for line in (self._empty, self._empty_note):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(2)
        return page

    def _show_empty(self, words: str, note: str) -> None:
        self._empty.setText(words)
        self._empty_note.setText(note)

    def _build_player(self) -> QWidget:
        page = QWidget()
        playback = self._playback
        self._audition = CompareBar(self._theme, playback)
        self._audition.told.connect(self.told)
        self._mix = MixDragButton(self._theme, playback, self._practice, self._bridge, self._cache)
        self._export = button(tr("Export…"), tr("Export"), "accent")
        self._export.clicked.connect(self.export_wanted)
        self._head = SongHead([self._audition, self.arrangement.switch, self.lyrics.toggle, self._mix, self._export])
        self._tracks = TrackArea(self._theme, playback, self.timeline)
        self._tracks.lay_over(self.arrangement.lines)
        self._menus = LoopsMenu(self, playback, self._practice, self._tracks.canvas)
        self._menus.export_wanted.connect(self.export_wanted)
        DragOut(self._tracks, playback, self._practice, self._bridge, self._cache)
        copier = StemCopier(self, playback, self._bridge)
        copier.copied.connect(self.stem_exported)
        self._tracks.export_wanted.connect(copier.ask)
        self._tracks.midi_wanted.connect(self.midi_wanted)
        self._tracks.split_wanted.connect(self.split_wanted)
        self._waveforms = TrackWaveforms(playback, self._tracks.canvas, self._bridge, self._pool, self._cache)
        self._waveforms.notes.drawn.connect(self._tracks.show_notes)
        self._tracks.notes_bar.follow(self._waveforms.notes)
        self._transport = self._build_transport()
        self._trouble = label("", "note", wrap=True)
        self._trouble.hide()
        self._panel = PracticePanel(self._theme, playback, self._practice)
        self._panel.hide()
        self._documents = DocumentsBar()
        self._documents.opened.connect(lambda path: open_document(self.window(), self._bridge, path))
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._documents)
        column.addWidget(self.lyrics.beside(self.arrangement.in_place_of(self._tracks)), 1)
        column.addWidget(self._panel)
        column.addWidget(self._trouble)
        column.addWidget(self._transport)
        return page

    def _show_trouble(self, words: str) -> None:
        """No sound card, and what to do about it: a line of its own, as long as there is something to say."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _build_transport(self) -> TransportBar:
        bar = TransportBar(self._theme, self.arrangement.now)
        bar.to_start.connect(lambda: self._playback.seek(0))
        bar.play_pressed.connect(self._playback.toggle)
        bar.loop_pressed.connect(lambda _: self.toggle_loop())
        bar.loops_wanted.connect(lambda: self._menus.pop_up(bar.loops.mapToGlobal(bar.loops.rect().bottomLeft())))
        bar.practice_wanted.connect(self.toggle_practice)
        bar.master_changed.connect(self._playback.set_master)
        bar.tempo_changed.connect(self._practice.set_tempo)
        bar.pitch_changed.connect(self._practice.set_semitones)
        bar.bpm_changed.connect(self._practice.set_bpm)
        bar.position_typed.connect(self._go_to)
        return bar

    # --- what the window and the keys ask for -----------------------------------------------------------------------

    def is_empty(self) -> bool:
        return self._stack.currentIndex() == 0

    def select_track(self, track: int) -> None:
        self._tracks.select(track)

    @property
    def selected_track(self) -> int:
        return self._tracks.selected

    def move_track(self, by: int) -> None:
        """The selected track, down or (below zero) up."""
        self._playback.move_track(self.selected_track, self.selected_track + by)

    def toggle_practice(self) -> None:
        shown = self._panel.isHidden()
        self._panel.setVisible(shown)
        if shown and self.window().height() < _TALL_WINDOW:
            self.room_wanted.emit()
        self._transport.practice.setChecked(shown)

    def toggle_loop(self) -> None:
        self._menus.toggle_loop()
        self._loop_changed()

    def loop_between(self, start: float, end: float) -> None:
        self._menus.loop_between(start, end)

    def move_loop_end(self, *, start: bool) -> None:
        """One end of the loop to the playhead."""
        self._menus.move_loop_end(self._playback.position, start=start)

    def mark_here(self) -> None:
        if self._playback.frames:
            self._menus.mark(self._playback.position)

    def type_position(self) -> None:
        """Into the display of the position."""
        if self._playback.frames:
            self._transport.edit_position()

    def _go_to(self, words: str, in_bars: bool) -> None:
        """To a position that was typed."""
        refusal = go_to(words, self._playback, self._practice, in_bars=in_bars)
        self._transport.position_taken(refusal, in_bars=in_bars)

    def keep_loop(self) -> None:
        if self._playback.loop is not None:
            self._menus.keep_loop()

    def zoom(self, factor: float) -> None:
        """Closer or further around the playhead; 0 for the whole song."""
        if factor:
            self._tracks.zoom(factor)
        else:
            self._tracks.show_whole()

    def follow(self) -> None:
        """Back to the playhead, and on with it."""
        self.timeline.follows = True
        self.timeline.follow(self._playback.seconds)

    def press_rival(self) -> None:
        self._audition.press_rival()

    def shut(self) -> None:
        self.listener.stop()
        self.arrangement.close_window()
        self._waveforms.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.lyrics.shut()

    # --- following the playback -----------------------------------------------------------------------------------

    def _loaded(self, loaded_stems: LoadedStems) -> None:
        playback = self._playback
        seconds = playback.frames / playback.rate
        self._tracks.show_stems(loaded_stems, seconds, playback.rate)
        self._transport.show_length(seconds)
        self._show_trouble("")
        self._show_edge()
        self._show_facts()
        self._practice.forget()
        self._loop_changed()
        self._mix_changed()
        self._show_seconds(playback.seconds)
        self._stack.setCurrentIndex(1)
        self._show_stems(loaded_stems)

    def show_title(self, title: str) -> None:
        self._head.show_title(title)
        self._show_note()

    def _show_stems(self, loaded_stems: LoadedStems) -> None:
        """What loaded stems is; of one that is still being made, what is known of it by now."""
        self.show_title(loaded_stems.title)
        self._documents.offer(loaded_stems.documents)
        self._waveforms.show(loaded_stems)
        whole = loaded_stems.partial is None
        for control in (self._mix, self._export):
            control.setEnabled(whole)
        self.listener.listen(loaded_stems)

    def _show_note(self) -> None:
        loaded_stems, playback = self._playback.loaded_stems, self._playback
        if loaded_stems is None:
            return
        partial = loaded_stems.partial
        made = (
            tr("separating, {percent} %", percent=100 * partial.done // partial.frames) if partial is not None else ""
        )
        stems = "" if loaded_stems.is_song else tr_n("%n stem(s)", len(loaded_stems.stems))
        if heard := heard_words(playback):
            self._head.show_note(heard)
            return
        facts = (show(loaded_stems.note), stems, rate(playback.rate), made)
        self._head.show_note(" · ".join(part for part in facts if part))

    def _completed(self, loaded_stems: LoadedStems) -> None:
        self._show_stems(loaded_stems)
        self._mix_changed()
        self._show_edge()

    def _unloaded(self) -> None:
        self._leave(*_nothing())

    def _leave(self, words: str, note: str) -> None:
        """Nothing is known and nothing goes on of what was there."""
        self.listener.stop()
        self._waveforms.stop()
        self.arrangement.show_large(False)
        self._practice.forget()
        self._show_empty(words, note)
        self._stack.setCurrentIndex(0)

    def _show_edge(self) -> None:
        """Where the playhead stands beyond what has been made: that it waits there, and for what."""
        ready, playback = self._playback.ready, self._playback
        is_beyond = ready is not None and playback.position > ready
        words = ""
        if playback.transport is Transport.BUFFERING:
            words = tr("Not separated yet. Playback goes on here as soon as it is.")
        elif is_beyond:
            words = tr("Not separated yet.")
        if words or self._trouble.text() == self._edge:  # nobody else's words are taken away
            self._edge = words
            self._show_trouble(words)

    def _load_failed(self, message: Text) -> None:
        self._leave(tr("These stems cannot be played"), show(message))

    def _transport_changed(self, transport: Transport) -> None:
        playing = transport is Transport.PLAYING
        self._transport.show_playing(playing or transport is Transport.BUFFERING)
        if playing:
            self._show_trouble("")
        self._show_edge()
        if playing:
            self.timeline.follows = True
            self._frames.start()
        self._show_seconds(self._playback.seconds)

    def _on_frame(self) -> None:
        """While it plays, and until the meters have fallen."""
        playback = self._playback
        playing = playback.transport is Transport.PLAYING
        self._odd = not self._odd
        if playing:
            self._show_seconds(playback.seconds)
        if self._odd:
            levels = playback.levels()
            falling = self._tracks.show_levels(levels[:-1])
            falling = self._transport.show_level(levels[-1]) or falling if levels else falling
            if not playing and not falling:
                self._frames.stop()
            if playback.settings.trainer is not None:
                self._show_facts()
                self._panel.show_trainer()

    def _moved(self, seconds: float) -> None:
        self.timeline.follows = True
        self.timeline.follow(seconds)
        self._show_seconds(seconds)
        if self._playback.ready is not None:
            self._show_edge()

    def _show_seconds(self, seconds: float) -> None:
        self._tracks.canvas.move_playhead(seconds)
        self.arrangement.show_seconds(seconds)
        practice = self._practice
        bar = practice.bar_at(round(seconds * self._playback.rate))
        self._transport.show_position(seconds, bar, has_bars=practice.beats is not None)

    def _mix_changed(self) -> None:
        self._tracks.show_mix()
        self._audition.refresh()
        self._show_note()

    def _loop_changed(self) -> None:
        loop, last, hertz = self._playback.loop, self._practice.last_loop, self._playback.rate
        seconds = None if last is None else (last.start / hertz, last.end / hertz)
        self._tracks.canvas.show_loop(seconds, is_on=loop is not None)
        self._transport.show_loop(seconds, is_on=loop is not None, part=self.arrangement.lines.sections.looped())

    def _practice_changed(self) -> None:
        practice, hertz = self._practice, self._playback.rate
        mute_ranges = {
            stem: [(span.start / hertz, span.end / hertz) for span in spans]
            for stem, spans in practice.mute_ranges.items()
        }
        self._tracks.canvas.show_practice(practice.markers, mute_ranges, practice.beats)
        self._loop_changed()
        self._show_seconds(self._playback.seconds)
        self._show_facts()

    def _show_facts(self) -> None:
        """Tempo and key as they are heard now."""
        practice, playback = self._practice, self._playback
        analysis, own = practice.analysis, practice.bpm
        training = playback.settings.trainer is not None and playback.transport is Transport.PLAYING
        tempo = playback.tempo_now if training and playback.tempo_now > 0 else playback.settings.tempo
        self._transport.show_playback_settings(tempo, playback.settings.semitones)
        if analysis is None or own is None:
            self._transport.show_bpm(None, 0.0, "")
        else:
            sure = certainty(analysis.bpm_certainty)
            hint = tr("Detected: {bpm} BPM, {sure}", bpm=f"{own:.1f}", sure=sure)
            if practice.grid.tapped is not None:
                hint = tr("Tapped: {bpm} BPM", bpm=f"{own:.1f}")
            self._transport.show_bpm(own * tempo, own, hint)
        if analysis is None or analysis.key is None:
            self._transport.show_key("", "")
        else:
            key = key_name(transposed_key(analysis.key, playback.settings.semitones))
            hint = tr("{key}, {sure}", key=key_name(analysis.key), sure=certainty(analysis.key_certainty))
            self._transport.show_key(key if analysis.key_certainty >= 0.5 else f"{key}?", hint)


def _nothing() -> tuple[str, str]:
    return tr("Nothing loaded"), tr("Split a song, or drop a folder of stems. They play here side by side.")
