"""What the user has chosen for the window, in one INI file in the config folder. Never a secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from stemdesk.gui.theme import ThemeChoice

if TYPE_CHECKING:
    from stemdesk.core.places import Places


class Settings:
    """Typed access; an unreadable value counts as not set."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._file = QSettings(str(places.config / "stemdesk.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeChoice:
        try:
            return ThemeChoice(str(self._file.value("window/theme", ThemeChoice.SYSTEM.value)))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._file.setValue("window/theme", choice.value)

    @property
    def language(self) -> str:
        """A key of `i18n.LANGUAGES`, or "" for the system's."""
        return str(self._file.value("window/language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._file.setValue("window/language", language)

    @property
    def output(self) -> Path:
        """Where stems go."""
        return Path(str(self._file.value("split/output", str(self._places.stems))))

    @output.setter
    def output(self, folder: Path) -> None:
        self._file.setValue("split/output", str(folder))

    @property
    def notify(self) -> bool:
        return str(self._file.value("window/notify", "true")) == "true"

    @notify.setter
    def notify(self, wanted: bool) -> None:
        self._file.setValue("window/notify", "true" if wanted else "false")

    def choice(self, key: str) -> str:
        """The last choice in the split view: provider, model, format or an option."""
        return str(self._file.value(f"choice/{key}", ""))

    def remember(self, key: str, value: str) -> None:
        self._file.setValue(f"choice/{key}", value)

    @property
    def demo_was_shown(self) -> bool:
        return str(self._file.value("window/demo", "false")) == "true"

    def demo_shown(self) -> None:
        self._file.setValue("window/demo", "true")

    @property
    def geometry(self) -> QByteArray:
        value = self._file.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue("window/geometry", geometry)
