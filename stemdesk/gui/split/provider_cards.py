"""Who splits: one card per provider, a radio button each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import described, named, tip
from stemdesk.gui.base.theme import RADIUS_CARD, Theme, sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint

    from stemdesk.core.descriptions import ProviderDescription


class ProviderCards(QWidget):
    """`chosen` carries a provider's id."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, providers: Sequence[ProviderDescription]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._cards = {provider.id: _ProviderCard(theme, provider) for provider in providers}
        group = QButtonGroup(self)
        for provider_id, card in self._cards.items():
            group.addButton(card)
            row.addWidget(card)
            card.toggled.connect(lambda on, id_=provider_id: self.chosen.emit(id_) if on else None)

    def choose(self, provider_id: str) -> None:
        card = self._cards.get(provider_id)
        if card is not None:
            card.setChecked(True)

    def describe(self, provider_id: str, second: str, state: str, tone: str) -> None:
        """The card's lines below the name; `tone` is the token of the last one (ok, accent, muted, bad)."""
        self._cards[provider_id].describe(second, state, tone)


class _ProviderCard(QRadioButton):
    def __init__(self, theme: Theme, provider: ProviderDescription) -> None:
        super().__init__(show(provider.name))
        self._theme = theme
        self._second = show(provider.tagline)
        self._state = ""
        self._tone = "muted"
        named(self, show(provider.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe(self._second, tr("ready"), "ok")
        theme.changed.connect(self.update)

    def describe(self, second: str, state: str, tone: str) -> None:
        self._second, self._state, self._tone = second, state, tone
        described(self, f"{second}, {state}")
        tip(self, f"{self.text()}: {second}, {state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 80)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802  Qt's name
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = theme.color("accent" if chosen or self.hasFocus() else "muted" if self.underMouse() else "line")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        inner = self.rect().adjusted(14, 11, -12, -11)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        for words, font, token, where in (
            (self.text(), sized(self.font(), 13, bold=True), "text", top),
            (self._second, sized(self.font(), 12), "muted", middle),
            (self._state, sized(self.font(), 12), self._tone, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, where | Qt.AlignmentFlag.AlignLeft, line)
        painter.end()
