"""Who splits: one card per provider, a radio button each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import described, named, tip
from stemdesk.gui.base.theme import RADIUS_CARD, Theme, sized
from stemdesk.gui.widgets.wrapped_text import draw_wrapped

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
        return QSize(120, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self._height())

    def _height(self) -> int:
        """A name, two lines, and the account's state."""
        return (
            16
            + QFontMetrics(sized(self.font(), 13, bold=True)).height()
            + 3 * QFontMetrics(sized(self.font(), 12)).height()
        )

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
        self._words(painter, self.rect().adjusted(11, 8, -9, -8))
        painter.end()

    def _words(self, painter: QPainter, inner: QRect) -> None:
        """The name, what it is in as many as two lines, the state of its account."""
        name = _largest_that_fits(fitting(self.font(), self.text()), self.text(), inner.width())
        small = sized(self.font(), 12)
        step = QFontMetrics(small).height()
        second = inner.adjusted(0, QFontMetrics(sized(self.font(), 13, bold=True)).height(), 0, -step)
        last = inner.adjusted(0, inner.height() - step, 0, 0)
        for words, font, token, where in (
            (self.text(), name, "text", inner), (self._state, small, self._tone, last),
        ):  # fmt: skip
            painter.setFont(font)
            painter.setPen(self._theme.color(token))
            line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, line)
        painter.setFont(small)
        painter.setPen(self._theme.color("muted"))
        draw_wrapped(painter, second, self._second, 2)


def _largest_that_fits(font: QFont, words: str, width: int) -> QFont:
    sizes = [sized(font, pixels, bold=True) for pixels in (13, 12, 11)]
    return next((each for each in sizes if QFontMetrics(each).horizontalAdvance(words) <= width), sizes[1])
