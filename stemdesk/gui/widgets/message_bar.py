"""Notices: what happened, and one thing to do about it. Never modal, and nothing moves for them: they lie over the page.

A notice leaves with the next thing that somebody does (a click, or a key that does not write text), or when a newer one
comes. One that tells of trouble stays until it is closed, or until what had failed has worked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.user_actions import UserActions
from stemdesk.gui.widgets.basic import IconButton, button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.base.theme import Theme

#: The newest troubles; older ones are in the list of jobs.
_MOST: Final = 3
_MARGIN: Final = 16
#: Of the page's width: the other half has what is pressed most.
_SHARE: Final = 0.54
_LOWEST: Final = 42


class MessageBar(QWidget):
    """The notices, the newest last, in a lower corner of the widget that they lie on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._theme = theme
        self._notices: list[_Notice] = []
        self._actions: UserActions | None = None
        self._is_right = False
        self._above = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def lie_on(self, page: QWidget) -> None:
        """Where they are shown from now on."""
        self.setParent(page)
        page.installEventFilter(self)

    def keep_to(self, *, right: bool, above: int = 0) -> None:
        """The lower corner where least is: the right or the left one, `above` what is pressed at the page's lower edge."""
        self._is_right, self._above = right, above
        self._place()

    def say(
        self, words: str, *, bad: bool = False, action: str = "", act: Callable[[], None] | None = None, about: str = ""
    ) -> None:
        """`about` names what it speaks of (a job): the next notice about the same takes this one's place."""
        for old in list(self._notices):
            if not old.is_bad or (about and old.about == about) or old.words == words:
                self._drop(old)
        while len(self._notices) >= _MOST:
            self._drop(self._notices[0])
        notice = _Notice(self._theme, words, bad=bad, action=action, about=about)
        notice.done.connect(lambda: self._drop(notice))
        if act is not None:
            notice.action_wanted.connect(act)
        self._notices.append(notice)
        self._column.addWidget(notice)
        notice.show()
        self.show()
        self._place()
        self.raise_()
        if not bad:
            if self._actions is None:
                self._actions = UserActions(self.window(), (self,))
                self._actions.acted.connect(self._leave)
            self._actions.start()

    def take_back(self, about: str) -> None:
        """What had failed has worked, or is no more."""
        for notice in list(self._notices):
            if about and notice.about == about:
                self._drop(notice)

    @property
    def tells_of_trouble(self) -> bool:
        return any(notice.is_bad for notice in self._notices)

    def words(self) -> str:
        return "\n".join(notice.words for notice in self._notices) if self.isVisible() else ""

    def _leave(self) -> None:
        for notice in list(self._notices):
            if not notice.is_bad:
                self._drop(notice)

    def _drop(self, notice: _Notice) -> None:
        if notice not in self._notices:
            return
        self._notices.remove(notice)
        self._column.removeWidget(notice)
        notice.setParent(None)
        notice.deleteLater()
        if self._actions is not None and all(left.is_bad for left in self._notices):
            self._actions.stop()
        self.setVisible(bool(self._notices))
        self._place()

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None or not self._notices:
            return
        widest = max(notice.natural_width() for notice in self._notices)
        width = min(round(page.width() * _SHARE) - _MARGIN, widest)
        self.setFixedWidth(width)
        self._column.activate()
        height = sum(notice.height_for(width) for notice in self._notices) + 8 * (len(self._notices) - 1)
        left = page.width() - _MARGIN - width if self._is_right else _MARGIN
        self.setGeometry(left, page.height() - _MARGIN - self._above - height, width, height)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self.parentWidget() and event.type() is QEvent.Type.Resize:
            self._place()
        return False


class _Notice(QFrame):
    """One of them. `done`: it was closed, or its action was taken."""

    done = Signal()
    action_wanted = Signal()

    def __init__(self, theme: Theme, words: str, *, bad: bool, action: str, about: str) -> None:
        super().__init__()
        self.words, self.is_bad, self.about = words, bad, about
        self.setObjectName("notice")
        self.setProperty("tone", "bad" if bad else "")
        named(self, words)
        self._label = label(words, wrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = IconButton(theme, "close", tr("Close this notice"), size=14)
        close.clicked.connect(self.done)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        if action:
            offered = button(action, action, "link")
            offered.clicked.connect(self._take)
            row.addWidget(offered)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row

    def natural_width(self) -> int:
        """With its words in one line."""
        self._polish()
        margins = self._row.contentsMargins()
        others = [item.widget() for item in map(self._row.itemAt, range(1, self._row.count())) if item is not None]
        beside = sum(widget.sizeHint().width() + self._row.spacing() for widget in others if widget is not None)
        lines = self.words.splitlines() or [""]
        longest = max(self._label.fontMetrics().horizontalAdvance(line) for line in lines)
        return longest + beside + margins.left() + margins.right() + 16

    def height_for(self, width: int) -> int:
        self._polish()
        return max(_LOWEST, self._row.totalHeightForWidth(width))

    def _polish(self) -> None:
        """The style's fonts and margins count before it is shown, too."""
        for widget in (self, *self.findChildren(QWidget)):
            widget.ensurePolished()
        self._row.invalidate()

    def _take(self) -> None:
        self.done.emit()
        self.action_wanted.emit()
