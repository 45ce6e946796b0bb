"""Ways to split that somebody gave a name: a button with a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.settings import Preset

if TYPE_CHECKING:
    from stemdesk.gui.base.settings import Settings


class PresetsButton(QPushButton):
    """`applied` carries a preset; `wanted` asks for what is chosen now, to be given to `keep`."""

    applied = Signal(object)
    wanted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(tr("Presets"))
        self.setObjectName("pill")
        named(self, tr("Presets"))
        self._settings = settings
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def _fill(self) -> None:
        self._menu.clear()
        presets = self._settings.presets
        for preset in presets:
            self._menu.addAction(preset.name, partial(self.applied.emit, preset))
        if not presets:
            self._menu.addAction(tr("No presets yet")).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(tr("Save current settings…"), self.wanted.emit)
        if presets:
            forget = self._menu.addMenu(tr("Delete"))
            for preset in presets:
                forget.addAction(preset.name, partial(self.forget, preset.name))

    def keep(self, preset: Preset) -> None:
        """Asks for a name and keeps it; a preset of the same name is replaced."""
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(tr("Save preset"))
        dialog.setLabelText(tr("Preset name:"))
        dialog.setTextValue(preset.name)
        dialog.textValueSelected.connect(lambda name: self._store(preset, name.strip()))
        dialog.open()

    def _store(self, preset: Preset, name: str) -> None:
        if name:
            others = [known for known in self._settings.presets if known.name != name]
            kept = Preset(name, preset.provider, preset.model, preset.format, preset.options)
            self._settings.presets = [*others, kept]

    def forget(self, name: str) -> None:
        self._settings.presets = [preset for preset in self._settings.presets if preset.name != name]
