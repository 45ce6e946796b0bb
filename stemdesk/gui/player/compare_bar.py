"""What is heard: the stems, the song as it was, what no stem has got, or the same stems of another result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import no_mnemonic, tip
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.widgets.basic import IconButton, button

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.loaded_stems import ComparisonResult
    from stemdesk.gui.session.playback import Playback

#: Pixels that the name of another result may take.
_WIDEST: Final = 180


class CompareBar(QWidget):
    #: Why there is nothing to compare with.
    told = Signal(str)

    def __init__(self, theme: Theme, playback: Playback) -> None:
        super().__init__()
        self._playback = playback
        self.setObjectName("transparent")
        self._original = button(tr("A/B original"), tr("Original"), "pill")
        tip(self._original, tr("The original at the same position and loudness (A)"))
        self._rest = button(tr("Residual"), tr("Residual"), "pill")
        tip(
            self._rest,
            tr("Original minus the audible stems: what the separation lost or smeared (R)"),
        )
        self._rival = button(tr("Compare…"), tr("Compare"), "pill")
        tip(self._rival, tr("The same stems from another result of this song, at the same position (B)"))
        self._choose = IconButton(theme, "down", tr("Choose the result to compare"), size=11)
        self._choose.clicked.connect(self._ask_which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for pill, heard in ((self._original, MonitorSource.ORIGINAL), (self._rest, MonitorSource.RESIDUAL)):
            pill.setCheckable(True)
            pill.clicked.connect(lambda on, heard=heard: playback.hear(heard if on else MonitorSource.MIX))
            row.addWidget(pill)
        self._rival.setCheckable(True)
        self._rival.clicked.connect(lambda _: self.press_rival())
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._rival)
        beside.addWidget(self._choose)
        row.addLayout(beside)
        playback.mix_changed.connect(self.refresh)

    def refresh(self) -> None:
        playback = self._playback
        loaded_stems = playback.loaded_stems
        for pill, heard in (
            (self._original, MonitorSource.ORIGINAL),
            (self._rest, MonitorSource.RESIDUAL),
            (self._rival, MonitorSource.COMPARISON),
        ):
            pill.setChecked(playback.heard is heard)
        self._original.setEnabled(playback.has_original)
        self._rest.setEnabled(playback.has_original)
        comparisons = loaded_stems.comparisons if loaded_stems is not None else ()
        for control in (self._rival, self._choose):
            control.setVisible(bool(comparisons))
        name = show(playback.comparison.name) if playback.comparison is not None else ""
        words = tr("B: {name}", name=name) if name else tr("Compare…")
        shown = self._rival.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        self._rival.setText(no_mnemonic(shown))

    def press_rival(self) -> None:
        """To and fro between this result and the other; with no other chosen yet, asks which."""
        playback = self._playback
        loaded_stems = playback.loaded_stems
        if loaded_stems is None or not loaded_stems.comparisons:
            if loaded_stems is not None:
                self.told.emit(
                    tr("There is no other result of this song to compare with yet. Split it with another model.")
                )
            return
        if playback.comparison is not None and playback.heard is not MonitorSource.COMPARISON:
            playback.hear(MonitorSource.COMPARISON)
        elif playback.comparison is not None:
            playback.hear(MonitorSource.MIX)
        elif len(loaded_stems.comparisons) == 1:
            playback.compare_with(loaded_stems.comparisons[0])
        else:
            self._ask_which()
        self.refresh()

    def _ask_which(self) -> None:
        loaded_stems = self._playback.loaded_stems
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for comparison in loaded_stems.comparisons if loaded_stems is not None else ():
            choice = menu.addAction(no_mnemonic(show(comparison.name)), partial(self._compare, comparison))
            choice.setCheckable(True)
            choice.setChecked(comparison == self._playback.comparison)
        if self._playback.comparison is not None:
            menu.addSeparator()
            menu.addAction(tr("Stop comparing"), partial(self._playback.compare_with, None))
        menu.popup(self._rival.mapToGlobal(self._rival.rect().bottomLeft()))

    def contextMenuEvent(self, _event: object) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is not None and loaded_stems.comparisons:
            self._ask_which()

    def _compare(self, comparison: ComparisonResult) -> None:
        """It is heard at once, whether it was chosen before or not."""
        self._playback.compare_with(comparison)
        self._playback.hear(MonitorSource.COMPARISON)


def heard_words(playback: Playback) -> str:
    """What sounds instead of the stems; empty where these do."""
    match playback.heard:
        case MonitorSource.ORIGINAL:
            return tr("You hear: the original")
        case MonitorSource.RESIDUAL:
            return tr("You hear: the residual, the original minus the audible stems")
        case MonitorSource.COMPARISON if playback.comparison is not None:
            return tr("You hear: B, {name}", name=show(playback.comparison.name))
    return ""
