"""The side of the window that plays: the player's view and all that follows what is loaded there.

It takes as long to load and build as the rest of the window, and nothing of it is seen before something is to be heard. So
the window builds it a moment after it is there, or when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.playback.messages import Transport
from stemdesk.gui.base.i18n import show
from stemdesk.gui.export.exporter import Exporter
from stemdesk.gui.lyrics.lyrics_pane import LyricsPane
from stemdesk.gui.player.player_keys import player_keys
from stemdesk.gui.player.player_view import PlayerView
from stemdesk.gui.session.mix_store import MixStore
from stemdesk.gui.session.mix_undo import MixUndo
from stemdesk.gui.session.playback import Playback
from stemdesk.gui.session.practice import Practice
from stemdesk.gui.session.time_view import RulerUnits, TimeView
from stemdesk.gui.shell.result_opener import ResultOpener

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stemdesk.context import AppContext
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.library.songs_controller import SongsController
    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.gui.session.undo_history import UndoHistory
    from stemdesk.gui.widgets.shortcuts import Shortcut


class PlayerSide(QObject):
    """`title_changed` carries what is in the player, "" for nothing; `trouble` a sentence about what cannot be loaded;
    `opened` says that something came to be seen there."""

    title_changed = Signal(str)
    trouble = Signal(str)
    opened = Signal()
    export_wanted = Signal()
    #: A file, or for several files their folder.
    exported = Signal(object)
    #: Why what is wanted cannot be done: there is nothing to export, to compare with, to show.
    refused = Signal(str)

    def __init__(
        self, window: QWidget, context: AppContext, theme: Theme, settings: Settings, bridge: EngineBridge,
        *, history: UndoHistory,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.playback = playback = Playback(settings.device)
        self.practice = practice = Practice(playback)
        timeline = TimeView()
        timeline.set_ruler(RulerUnits.__members__.get(settings.choice("ruler"), timeline.ruler))
        timeline.ruler_changed.connect(lambda units: settings.remember("ruler", units.name))
        lyrics = LyricsPane(theme, playback, bridge, settings, history)
        self.view = PlayerView(
            theme, playback, practice, timeline, bridge=bridge, cache=context.app_paths.cache, lyrics=lyrics
        )
        self.view.serve(settings, context.registry)
        self.memory = MixStore(playback, practice, timeline, bridge, context.library)
        self.recorder = MixUndo(history, playback, practice, self.memory)
        self.opening = ResultOpener(window, playback, bridge)
        self.exporter = Exporter(
            window, playback, practice, bridge=bridge, library=context.library, settings=settings,
            lyrics=lambda: lyrics.session.lyrics,
        )  # fmt: skip
        playback.loaded.connect(lambda loaded: self.title_changed.emit(loaded.title))
        playback.unloaded.connect(lambda: self.title_changed.emit(""))
        playback.load_failed.connect(lambda message: self.trouble.emit(show(message)))
        self.opening.load.connect(self.opened)
        self.opening.export_ready.connect(self.export_wanted)
        self.opening.renamed.connect(self.title_changed)
        self.opening.renamed.connect(self.view.show_title)
        self.view.export_wanted.connect(self.export_wanted)
        self.view.stem_exported.connect(self.exported)
        self.view.told.connect(self.refused)
        self.exporter.exported.connect(self.exported)
        self.opening.copied.connect(self.exported)
        self.exporter.refused.connect(self.refused)
        self.view.midi_wanted.connect(self.exporter.open_midi)
        self.view.arrangement.chart_wanted.connect(self.exporter.open_chart)

    def follow(self, songs: SongsPanel, library: SongsController) -> None:
        """What is in the list: its names, and that it is there at all."""
        library.removed.connect(lambda _: self.memory.write())  # before it goes
        self.opening.serve(songs, library, self.memory)

    def keys(self) -> list[Shortcut]:
        return player_keys(self.playback, self.practice, self.view)

    @property
    def is_sounding(self) -> bool:
        """Something plays, or is about to."""
        return self.playback.transport in (Transport.PLAYING, Transport.BUFFERING)

    @property
    def has_sound(self) -> bool:
        return bool(self.playback.frames)

    @property
    def has_chords(self) -> bool:
        return self.practice.arrangement.has_chords

    def shut(self) -> None:
        """The window closes: what was set is written down, the sound card is let go."""
        self.memory.write()
        self.exporter.stop()
        self.view.shut()
        self.playback.quit()
