"""Tells of a newer StemDesk, to people who have asked to be told. At most one question a day, and one word a version."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk import __version__
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base import desktop
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label
from stemdesk.updates import Source, Update, is_newer, look, source

if TYPE_CHECKING:
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.widgets.message_bar import MessageBar

_log = logging.getLogger(__name__)
_DAY: Final = 24 * 3600


class UpdateChecker(QObject):
    """`source` is None where nobody has said whom to ask; then there is nothing to switch on."""

    def __init__(self, settings: Settings, bridge: EngineBridge, notice: MessageBar) -> None:
        super().__init__()
        self.source = source()
        self._settings = settings
        self._bridge = bridge
        self._notice = notice

    async def begin(self) -> None:
        """At the start of the window. Trouble is no news for somebody who wants to play music; the log has it."""
        settings = self._settings
        now = int(time.time())
        if self.source is None or not settings.wants_updates or 0 <= now - settings.looked_for_updates < _DAY:
            return
        try:
            update = await self.look()
        except StemDeskError as error:
            _log.info("updates: %s", error)
            return
        if update is None or self._notice.tells_of_trouble:
            return
        if not is_newer(update.version, settings.told_version):  # the same, or an old answer that somebody has kept
            return
        settings.told_version = update.version
        self._notice.say(
            tr("StemDesk {version} is available (you have {current}).", version=update.version, current=__version__),
            action=tr("Download page"), act=lambda: open_page(update),
        )  # fmt: skip

    async def look(self) -> Update | None:
        """Raises StemDeskError. A question without an answer counts as one, too."""
        assert self.source is not None
        self._settings.looked_for_updates = int(time.time())
        return await self._bridge.ask(look(self.source))

    def row(self, at: Source) -> QWidget:
        """For the settings: the switch, what it means, and a look right now."""
        return _Row(self, at, self._settings, self._bridge)


class _Row(QWidget):
    def __init__(self, watch: UpdateChecker, at: Source, settings: Settings, bridge: EngineBridge) -> None:
        super().__init__()
        self._watch = watch
        self._update: Update | None = None
        words = tr("Check for updates daily")
        wanted = QCheckBox(words)
        named(wanted, words)
        wanted.setChecked(settings.wants_updates)
        wanted.toggled.connect(lambda on: setattr(settings, "wants_updates", on))
        self._now = button(tr("Check now"), tr("Check now"), "link")
        self._now.clicked.connect(lambda: bridge.spawn(self._look()))
        self._page = button(tr("Download page"), tr("Download page"), "link")
        self._page.clicked.connect(self._open)
        self._page.hide()
        self._words = label(
            tr("Asks {host}. Nothing about you or your songs is sent, and nothing is installed.", host=at.host),
            "muted", wrap=True,
        )  # fmt: skip
        line = QHBoxLayout()
        line.addWidget(wanted)
        line.addStretch(1)
        line.addWidget(self._page)
        line.addWidget(self._now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._words)
        self._words.setTextFormat(Qt.TextFormat.PlainText)

    async def _look(self) -> None:
        self._now.setEnabled(False)
        try:
            self._update = await self._watch.look()
        except StemDeskError as error:
            self._words.setText(show(error.message))
        else:
            if self._update is None:
                self._words.setText(tr("{current} is the latest version.", current=__version__))
            else:
                version = self._update.version
                self._words.setText(
                    tr("StemDesk {version} is available (you have {current}).", version=version, current=__version__)
                )
            self._page.setVisible(self._update is not None)
        self._now.setEnabled(True)

    def _open(self) -> None:
        if self._update is not None:
            open_page(self._update)


def open_page(update: Update) -> None:
    desktop.open_page(update.page)
