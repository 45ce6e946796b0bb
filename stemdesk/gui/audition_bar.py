"""What is heard: the stems, the song as it was, what no stem has got, or the same stems of another result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from stemdesk.gui.i18n import show, tr
from stemdesk.gui.loaded_stems import Heard
from stemdesk.gui.parts import button
from stemdesk.gui.plain import tip

if TYPE_CHECKING:
    from stemdesk.gui.playback import Playback


class AuditionBar(QWidget):
    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self._playback = playback
        self.setObjectName("transparent")
        self._original = button(tr("A/B original"), tr("Original"), "pill")
        tip(self._original, tr("The song as it was, at the same moment and as loud (A)"))
        self._rest = button(tr("What is left"), tr("What is left"), "pill")
        tip(
            self._rest,
            tr("The original less the stems that are on: what the split has lost or smeared is heard alone (R)"),
        )
        self._rival = button(tr("Compare…"), tr("Compare"), "pill")
        tip(self._rival, tr("The same stems from another result of this song, at the same moment (B)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for pill, heard in ((self._original, Heard.ORIGINAL), (self._rest, Heard.REST)):
            pill.setCheckable(True)
            pill.clicked.connect(lambda on, heard=heard: playback.hear(heard if on else Heard.MIX))
            row.addWidget(pill)
        self._rival.setCheckable(True)
        self._rival.clicked.connect(lambda _: self.press_rival())
        row.addWidget(self._rival)
        playback.mix_changed.connect(self.refresh)

    def refresh(self) -> None:
        playback = self._playback
        record = playback.record
        for pill, heard in ((self._original, Heard.ORIGINAL), (self._rest, Heard.REST), (self._rival, Heard.RIVAL)):
            pill.setChecked(playback.heard is heard)
        self._original.setEnabled(playback.has_original)
        self._rest.setEnabled(playback.has_original)
        rivals = record.rivals if record is not None else ()
        self._rival.setVisible(bool(rivals))
        name = show(playback.rival.name) if playback.rival is not None else ""
        self._rival.setText(tr("B: {name}", name=name) if name else tr("Compare…"))

    def press_rival(self) -> None:
        """To and fro between this result and the other; with no other chosen yet, asks which."""
        playback = self._playback
        record = playback.record
        if record is None or not record.rivals:
            return
        if playback.rival is not None and playback.heard is not Heard.RIVAL:
            playback.hear(Heard.RIVAL)
        elif playback.rival is not None:
            playback.hear(Heard.MIX)
        elif len(record.rivals) == 1:
            playback.compare_with(record.rivals[0])
        else:
            self._ask_which()
        self.refresh()

    def _ask_which(self) -> None:
        record = self._playback.record
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for rival in record.rivals if record is not None else ():
            menu.addAction(show(rival.name), partial(self._playback.compare_with, rival))
        menu.popup(self._rival.mapToGlobal(self._rival.rect().bottomLeft()))

    def contextMenuEvent(self, _event: object) -> None:
        record = self._playback.record
        if record is not None and len(record.rivals) > 1:
            self._ask_which()
