"""A server's words with some structure in them: harmless by construction, and nothing in them is ever loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QTextBrowser

from stemdesk.core.untrusted.safe_html import SafeHtml
from stemdesk.gui.base import desktop
from stemdesk.gui.base.plain_text import named

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from stemdesk.gui.base.theme import Theme


class RichText(QTextBrowser):
    """Links open in the user's browser. Follows the theme."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._html = SafeHtml("")
        named(self, name)
        self.setObjectName("richtext")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open)
        theme.changed.connect(self._restyle)

    def say(self, html: SafeHtml) -> None:
        """Shows what `safe_html` has made, off the window's thread."""
        self._html = html
        self._restyle()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: N802  Qt's name
        return None

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.document().setDefaultStyleSheet(
            f"a {{ color: {tokens.accent}; }} td, th {{ padding: 2px 8px; }} body {{ color: {tokens.text}; }}"
        )
        self.setHtml(self._html)

    @staticmethod
    def _open(target: QUrl) -> None:
        desktop.open_page(target)
