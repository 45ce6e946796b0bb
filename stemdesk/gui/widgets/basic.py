"""Small parts that every room of the window is built from: labels by role, buttons with icons, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.icons import icon
from stemdesk.gui.base.plain_text import named, plain_label, tip

if TYPE_CHECKING:
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme

_WIDEST_SIDE: Final = 1000
#: A window manager's title, and something of the screen around it.
_ABOUT_A_DIALOG: Final = 64


def label(words: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; `role` is its object name in the style sheet (heading, section, muted, label…)."""
    made = plain_label(words)
    made.setObjectName(role)
    made.setWordWrap(wrap)
    return made


def button(words: str, name: str, role: str = "") -> QPushButton:
    """A push button. `name` is what screen readers and tests know it by."""
    made = QPushButton(words)
    made.setObjectName(role)
    named(made, name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class IconButton(QPushButton):
    """A button with one of our icons, which follows the theme. Its name is its tool tip too."""

    def __init__(self, theme: Theme, icon_name: str, name: str, *, role: str = "plain", size: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self.setObjectName(role)
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rename(name)
        theme.changed.connect(self._tint)
        self._tint()

    def rename(self, name: str) -> None:
        named(self, name)
        tip(self, name)

    def picture(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self._tint()

    def _tint(self) -> None:
        token = "on_accent" if self.objectName() in ("play", "accent") else "text"
        self.setIcon(icon(self._icon_name, self._theme.color(token)))


class Card(QFrame):
    """A rounded surface with a column of things in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(8)


#: What is left of words has to have so many letters to tell anything.
_FEWEST_LETTERS: Final = 4


class ElidedLabel(QLabel):
    """One line that gives way with … instead of pushing its neighbours; the whole is its tool tip."""

    def __init__(self, words: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._words = ""
        self._mode = mode
        self.setObjectName(role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        if words != self._words:
            self._words = words
            tip(self, words)
            named(self, words)
            self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @property
    def is_wider_by(self) -> int:
        """So many pixels more than at the least does it want for all of its words."""
        return max(0, self.fontMetrics().horizontalAdvance(self._words) - self.minimumSizeHint().width())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, self._mode, max(24, self.width()))
        self.setText(shown if shown == self._words or len(shown) >= _FEWEST_LETTERS else "")


class TitleLabel(ElidedLabel):
    """An `ElidedLabel` for what need not be in the window's language, such as a song's title."""

    def say(self, words: str) -> None:
        self.setFont(fitting(self.font(), words))
        super().say(words)


class ScrollArea(QScrollArea):
    """Scrolls down only, without a frame; what it lies on shows through."""

    def __init__(self) -> None:
        super().__init__()
        ground = QWidget()  # asked for Qt's own, PySide would look through all kinds of widgets: 20 ms
        ground.setObjectName("transparent")
        self.setViewport(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def stacked(inside: QWidget, *parts: QWidget, fills: QWidget) -> None:
    """Parts below each other in a widget, without gaps; one of them takes the height that is left."""
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is fills))


def scrolled(inside: QWidget) -> QScrollArea:
    """Goes up and down where there is more of it than room."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll


def tallest(dialog: QWidget) -> int:
    """How high a dialog may be for its buttons to be on the screen."""
    return dialog.screen().availableSize().height() - _ABOUT_A_DIALOG


class SideBySide(QSplitter):
    """A side that keeps its width, and the rest of the window. QSplitter takes what a narrower window lacks from both alike,
    and gives it back to one of them only. The width that somebody drags the side to is kept in the settings under `key`;
    before, the side takes no more of all than `share`."""

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        side: QWidget,
        width: int,
        settings: Settings,
        key: str,
        share: float = 0.5,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side = side
        self._settings, self._key = settings, key
        kept = settings.choice(key)[:5]
        self._share = 1.0 if kept.isdecimal() else share
        self._width = max(side.minimumWidth(), min(_WIDEST_SIDE, int(kept) if kept.isdecimal() else width))
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self._width, self._share = self._side.width(), 1.0
        self._settings.remember(self._key, str(self._width))

    def event(self, event: QEvent) -> bool:
        was_taken = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and not self._side.isHidden():
            self._keep()
        return was_taken

    def _keep(self) -> None:
        sizes = self.sizes()
        is_left = self.widget(0) is self._side
        width = max(self._side.minimumWidth(), min(self._width, round(self._share * sum(sizes))))
        kept = [width, sum(sizes) - width]
        if all(size > 0 for size in kept) and sizes != (wanted := kept if is_left else kept[::-1]):
            self.setSizes(wanted)
