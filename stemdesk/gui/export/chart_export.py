"""*Export chart…*: chords, sections and words of what is loaded as a page to print, as ChordPro or as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.music.chart import ChartSong, chart
from stemdesk.core.music.chart_text import as_chordpro, as_text
from stemdesk.core.music.lyrics import Lyrics
from stemdesk.core.music.sections import Section
from stemdesk.core.names import clean, song_name
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.section_names import section_words
from stemdesk.gui.export.chart_page import write_chart_page
from stemdesk.gui.export.save_place import save_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_SUFFIXES: Final = (".pdf", ".cho", ".txt")


class ChartExporter(QObject):
    """`exported` carries the new file, `refused` why there is none. `lyrics` are the words as they are now."""

    exported = Signal(object)
    refused = Signal(str)

    def __init__(
        self, window: QWidget, playback: Playback, practice: Practice, *, bridge: EngineBridge, settings: Settings,
        lyrics: Callable[[], Lyrics] = Lyrics,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._settings = settings
        self._lyrics = lyrics

    def ask(self) -> None:
        """Asks where to, and in which form."""
        loaded = self._playback.loaded_stems
        if loaded is None or not self._practice.arrangement.has_chords:
            self.refused.emit(tr("There is no chart yet: no chords are known in this song."))
            return
        self._bridge.spawn(self._ask(loaded))

    async def _ask(self, loaded: LoadedStems) -> None:
        name = clean(song_name(loaded.title))
        place = await save_place(
            self._settings.choice("export-folder"), loaded.stems[0].path.parent, [name + suffix for suffix in _SUFFIXES]
        )
        if self._playback.loaded_stems is not loaded:
            return
        filters = {
            ".pdf": tr("Page to print (*.pdf)"), ".cho": tr("ChordPro (*.cho)"), ".txt": tr("Plain text (*.txt)")
        }  # fmt: skip
        dialog = QFileDialog(self._window, tr("Export chart"), str(place.folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(list(filters.values()))

        def choose(chosen: str) -> None:
            suffix = next(suffix for suffix, words in filters.items() if words == chosen)
            dialog.setDefaultSuffix(suffix.removeprefix("."))
            dialog.selectFile(place.names[name + suffix])

        last = self._settings.choice("chart-format")
        first = filters.get(last, filters[_SUFFIXES[0]])
        dialog.selectNameFilter(first)
        choose(first)
        dialog.filterSelected.connect(choose)
        dialog.fileSelected.connect(lambda file: self._begin(Path(file)))
        dialog.open()

    def _begin(self, target: Path) -> None:
        suffix = target.suffix.lower()
        if suffix not in _SUFFIXES:
            suffix = _SUFFIXES[0]
            target = target.with_name(target.name + suffix)
        self._settings.remember("export-folder", str(target.parent))
        self._settings.remember("chart-format", suffix)
        song = self._song()
        if song is not None:
            self._bridge.spawn(self._write(song, target, suffix))

    async def _write(self, song: ChartSong, target: Path, suffix: str) -> None:
        """Raises StemDeskError and OSError; the bridge tells them."""
        loaded = self._playback.loaded_stems
        own = [stem.path for stem in loaded.stems] if loaded is not None else []

        def write() -> None:
            made = chart(song)
            with whole_file(target, own) as part:
                if suffix == ".pdf":
                    write_chart_page(made, part)
                else:
                    words = as_chordpro(made) if suffix == ".cho" else as_text(made)
                    part.write_bytes(words.encode("utf-8", "replace"))

        await in_thread(write)
        self.exported.emit(target)

    def _song(self) -> ChartSong | None:
        """As it is heard and gripped now."""
        playback, practice, loaded = self._playback, self._practice, self._playback.loaded_stems
        if loaded is None:
            return None
        arrangement, analysis, beats, rate = practice.arrangement, practice.analysis, practice.beats, playback.rate
        moments = [frame / rate for frame in beats.frames.tolist()] if beats is not None else []
        bars = [at for n, at in enumerate(moments) if beats is not None and beats.begins_bar(n)]
        sections = tuple(
            Section(each.start, each.end, section_words(each.name)) for each in arrangement.as_sections()
        )  # fmt: skip
        return ChartSong(
            song_name(loaded.title), playback.frames / rate, arrangement.as_chords(), beats=tuple(moments),
            downbeats=tuple(bars), sections=sections, lyrics=self._lyrics(),
            key=analysis.key or "" if analysis is not None else "",
            bpm=None if practice.bpm is None else practice.bpm * playback.settings.tempo,
            capo=arrangement.edits.capo, transposition=round(playback.settings.semitones),
            simple=arrangement.edits.simplify,
        )  # fmt: skip
