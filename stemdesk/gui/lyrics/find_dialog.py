"""Looks a song's words up at LRCLIB: first it says what will be sent, then it asks, then it shows what there is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from stemdesk.core.errors import StemDeskError, UsageError, explained
from stemdesk.core.music.lyrics import LyricsSource
from stemdesk.core.quantities import format_duration
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import form_row, named
from stemdesk.gui.widgets.basic import button, label
from stemdesk.lyrics.lookup import look_up
from stemdesk.lyrics.lrclib import LyricsQuery

if TYPE_CHECKING:
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.lyrics.lyrics_session import LyricsSession
    from stemdesk.lyrics.lookup import Outcome
    from stemdesk.lyrics.lrclib import Candidate

_LONGEST: Final = 200


class FindDialog(QDialog):
    """Nothing is sent before *Search* is pressed. The very song is taken at once, unless somebody has written words of their
    own: these are only replaced by a choice."""

    def __init__(self, parent: QWidget, session: LyricsSession, bridge: EngineBridge, query: LyricsQuery) -> None:
        super().__init__(parent)
        self._session = session
        self._bridge = bridge
        self._query = query
        self._place = session.place
        self._task: asyncio.Task[Outcome] | None = None
        self._candidates: list[Candidate] = []
        self.setWindowTitle(tr("Find lyrics"))
        self.resize(560, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(
            label(
                tr("LRCLIB (lrclib.net) is a free, public collection of lyrics. Only the lines below are sent there: "
                   "no sound, no file and nothing about you."),
                wrap=True,
            )
        )  # fmt: skip
        column.addLayout(self._build_query())
        self._status = label("", "muted", wrap=True)
        self._status.hide()
        column.addWidget(self._status)
        self._results = self._build_results()
        self._results.hide()
        column.addWidget(self._results, 1)
        column.addLayout(self._build_buttons())
        self.finished.connect(lambda _: self._stop())
        bridge.delete_when_done(self)

    def _build_query(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self._title, self._artist, self._album = (
            QLineEdit(words) for words in (self._query.title, self._query.artist, self._query.album)
        )
        for name, field in ((tr("Title"), self._title), (tr("Artist"), self._artist), (tr("Album"), self._album)):
            named(field, name)
            field.setMaxLength(_LONGEST)
            form_row(form, name, field)
        seconds = self._query.seconds
        form_row(form, tr("Length"), label(format_duration(seconds) if seconds is not None else "–"))
        return form

    def _build_results(self) -> QWidget:
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QListWidget()
        named(self._list, tr("Songs found"))
        self._list.setMinimumHeight(120)
        self._list.currentRowChanged.connect(self._preview)
        self._words = QPlainTextEdit()
        self._words.setReadOnly(True)
        self._words.setMinimumHeight(140)
        named(self._words, tr("Lyrics of the chosen song"))
        column.addWidget(self._list, 1)
        column.addWidget(self._words, 1)
        return results

    def _build_buttons(self) -> QHBoxLayout:
        self._use = button(tr("Use these lyrics"), tr("Use these lyrics"))
        self._use.clicked.connect(self._take_chosen)
        self._use.hide()
        self._search = button(tr("Search"), tr("Search"), "accent")
        self._search.setDefault(True)
        self._search.clicked.connect(lambda: self._bridge.spawn(self._look()))
        close = button(tr("Close"), tr("Close"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for made in (close, self._use, self._search):
            row.addWidget(made)
        return row

    def _say(self, words: str) -> None:
        self._status.setText(words)
        self._status.setVisible(bool(words))

    async def _look(self) -> None:
        title, artist, album = (field.text().strip() for field in (self._title, self._artist, self._album))
        if not title:
            self._say(tr("A title is needed."))
            return
        self._search.setEnabled(False)
        self._say(tr("Asking LRCLIB…"))
        edited = self._session.lyrics
        self._task = asyncio.ensure_future(
            self._bridge.ask(look_up(LyricsQuery(title, artist, album, self._query.seconds)))
        )
        try:
            outcome = await self._task
        except (StemDeskError, UsageError, OSError) as error:
            self._say(show(explained(error).message))
        except asyncio.CancelledError:
            return
        else:
            self._show(outcome, is_untouched=edited == self._session.lyrics)
        finally:
            self._task = None
            self._search.setEnabled(True)

    def _show(self, outcome: Outcome, *, is_untouched: bool) -> None:
        sure = outcome.sure
        is_own = self._session.lyrics.source is LyricsSource.USER and bool(self._session.lyrics.lines)
        if sure is not None and sure.is_instrumental:
            self._say(tr("LRCLIB has this song as an instrumental: nobody sings in it."))
            return
        if sure is not None and is_untouched and not is_own:
            self._take(sure)
            return
        self._candidates = [sure] if sure is not None and sure not in outcome.choices else []
        self._candidates += [choice for choice in outcome.choices if not choice.is_instrumental]
        self._list.clear()
        for each in self._candidates:
            self._list.addItem(_words_of(each))
        self._results.setVisible(bool(self._candidates))
        self._use.setVisible(bool(self._candidates))
        if not self._candidates:
            self._say(tr("LRCLIB has no lyrics for this song. Another spelling of the title or the artist may help."))
            return
        self._say(
            tr("Your own lyrics stay as they are unless you use these instead.")
            if is_own
            else tr("None of these is surely this song. Choose one, or close.")
        )
        self._list.setCurrentRow(0)
        self.adjustSize()

    def _preview(self, row: int) -> None:
        words = self._candidates[row].lyrics.text if 0 <= row < len(self._candidates) else ""
        self._words.setPlainText(words)

    def _take_chosen(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._candidates):
            self._take(self._candidates[row])

    def _take(self, candidate: Candidate) -> None:
        if self._session.place == self._place:  # else another song is loaded by now
            self._session.take_online(candidate.lyrics, tr("lyrics from LRCLIB"))
        self.accept()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _words_of(candidate: Candidate) -> str:
    parts = [
        candidate.title, candidate.artist, candidate.album,
        format_duration(candidate.seconds) if candidate.seconds is not None else "",
        tr("with times") if candidate.lyrics.is_timed else tr("without times"),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
