"""What is heard: the stems, the song as it was, what no stem has got, or the same stems of another result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import tip
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.widgets.basic import button

if TYPE_CHECKING:
    from stemdesk.gui.session.playback import Playback


class CompareBar(QWidget):
    def __init__(self, playback: Playback) -> None:
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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for pill, heard in ((self._original, MonitorSource.ORIGINAL), (self._rest, MonitorSource.RESIDUAL)):
            pill.setCheckable(True)
            pill.clicked.connect(lambda on, heard=heard: playback.hear(heard if on else MonitorSource.MIX))
            row.addWidget(pill)
        self._rival.setCheckable(True)
        self._rival.clicked.connect(lambda _: self.press_rival())
        row.addWidget(self._rival)
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
        self._rival.setVisible(bool(comparisons))
        name = show(playback.comparison.name) if playback.comparison is not None else ""
        self._rival.setText(tr("B: {name}", name=name) if name else tr("Compare…"))

    def press_rival(self) -> None:
        """To and fro between this result and the other; with no other chosen yet, asks which."""
        playback = self._playback
        loaded_stems = playback.loaded_stems
        if loaded_stems is None or not loaded_stems.comparisons:
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
            menu.addAction(show(comparison.name), partial(self._playback.compare_with, comparison))
        menu.popup(self._rival.mapToGlobal(self._rival.rect().bottomLeft()))

    def contextMenuEvent(self, _event: object) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is not None and len(loaded_stems.comparisons) > 1:
            self._ask_which()
