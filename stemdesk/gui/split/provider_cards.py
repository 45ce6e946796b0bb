"""Who splits: one card per provider, a radio button each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import described, named, tip
from stemdesk.gui.base.theme import RADIUS_CARD, Theme, sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint

    from stemdesk.core.descriptions import ProviderDescription

_ACROSS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class ProviderCards(QWidget):
    """`chosen` carries a provider's id; `opened` one that was clicked, or pressed with Return, on purpose and not on
    the way to another."""

    chosen = Signal(str)
    opened = Signal(str)

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
            card.opened.connect(lambda id_=provider_id: self.opened.emit(id_))

    def choose(self, provider_id: str) -> None:
        card = self._cards.get(provider_id)
        if card is not None:
            card.setChecked(True)

    def describe(self, provider_id: str, second: str, state: str, tone: str) -> None:
        """The card's lines below the name; `tone` is the token of the last one (ok, accent, muted, bad)."""
        self._cards[provider_id].describe(second, state, tone)


class _ProviderCard(QRadioButton):
    opened = Signal()

    def __init__(self, theme: Theme, provider: ProviderDescription) -> None:
        super().__init__(show(provider.name))
        self._theme = theme
        self._second = show(provider.tagline)
        self._state = ""
        self._tone = "muted"
        named(self, show(provider.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe(self._second, "" if provider.credentials else tr("ready"), "ok")
        theme.changed.connect(self.update)

    def describe(self, second: str, state: str, tone: str) -> None:
        self._second, self._state, self._tone = second, state, tone
        said = ", ".join(part for part in (second, state) if part)
        described(self, said)
        tip(self, f"{self.text()}: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 80)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_meant = self.isDown() and event.button() is Qt.MouseButton.LeftButton
        super().mouseReleaseEvent(event)
        if is_meant and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        """Left and right go from card to card here, and do not seek."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and event.key() in _ACROSS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The window gives Space to the player, so Return is what presses a card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.opened.emit()
        else:
            super().keyPressEvent(event)

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
