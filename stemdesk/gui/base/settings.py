"""What the user has chosen for the window, in one INI file in the config folder. Never a secret.

Qt takes that file whole, and three times over. So one that is larger than settings can be, that is no file, or that holds a
value which Qt would unpack to whatever size it promises, is put aside, and the settings begin anew.
"""

from __future__ import annotations

import json
import logging
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from stemdesk.audio.playback.output_device import OutputSettings
from stemdesk.core.lenient_json import as_int, as_list, as_mapping, as_text, parsed
from stemdesk.core.private import private_file, private_folder
from stemdesk.gui.base.theme import ThemeChoice

if TYPE_CHECKING:
    from stemdesk.core.app_paths import AppPaths

_log = logging.getLogger(__name__)

#: A thousand favourites and presets have a tenth of it.
_MOST_BYTES: Final = 1 << 20
#: How Qt writes values of other types, alone or in a list; we keep none. A list in one gets as much memory as it asks for.
_PACKED: Final = re.compile(rb'^[^=\n]*=(?:[^"\n]*,)?[ \t]*"?@Variant\(', re.MULTILINE)
_MOST_RECENT: Final = 3
#: Sample rates that an output may be given instead of the song's own.
RATES: Final = (44_100, 48_000, 88_200, 96_000)
#: Milliseconds; below 60 a busy window was measured to make it stutter.
LATENCIES: Final = (60, 100, 200)


@dataclass(frozen=True, slots=True)
class Preset:
    """A way to split that somebody gave a name."""

    name: str
    provider: str
    model: str
    format: str
    options: dict[str, str]


class Settings(QObject):
    """Typed access; an unreadable value counts as not set."""

    output_changed = Signal()

    def __init__(self, app_paths: AppPaths) -> None:
        super().__init__()
        self._places = app_paths
        kept = app_paths.config / "stemdesk.ini"
        with suppress(OSError):  # Qt keeps the rights of a file that is there
            private_folder(kept.parent)
            private_file(kept)
        self._file = QSettings(str(_can_be_read(kept)), QSettings.Format.IniFormat)

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
        self.output_changed.emit()

    @property
    def notify(self) -> bool:
        return str(self._file.value("window/notify", "true")) == "true"

    @notify.setter
    def notify(self, wanted: bool) -> None:
        self._file.setValue("window/notify", "true" if wanted else "false")

    @property
    def wants_updates(self) -> bool:
        """Whether to ask for newer versions; off until somebody switches it on."""
        return str(self._file.value("updates/wanted", "false")) == "true"

    @wants_updates.setter
    def wants_updates(self, wanted: bool) -> None:
        self._file.setValue("updates/wanted", "true" if wanted else "false")

    @property
    def looked_for_updates(self) -> int:
        """When that was asked last, in seconds since 1970."""
        return as_int(self._file.value("updates/looked")) or 0

    @looked_for_updates.setter
    def looked_for_updates(self, when: int) -> None:
        self._file.setValue("updates/looked", when)

    @property
    def told_version(self) -> str:
        """The newer version that the user has been told of."""
        return str(self._file.value("updates/told", ""))

    @told_version.setter
    def told_version(self, version: str) -> None:
        self._file.setValue("updates/told", version)

    @property
    def device(self) -> OutputSettings:
        """The output for the player."""
        name = str(self._file.value("sound/output", ""))
        rate = as_int(self._file.value("sound/rate"))
        latency = as_int(self._file.value("sound/latency"))
        known = latency if latency in LATENCIES else LATENCIES[0]
        return OutputSettings(name, rate if rate in RATES else None, known / 1000)

    @device.setter
    def device(self, device: OutputSettings) -> None:
        self._file.setValue("sound/output", device.name)
        self._file.setValue("sound/rate", device.rate or 0)
        self._file.setValue("sound/latency", round(device.latency * 1000))

    def choice(self, key: str) -> str:
        """The last choice in the split view: provider, model, format or an option."""
        return str(self._file.value(f"choice/{key}", ""))

    def remember(self, key: str, value: str) -> None:
        self._file.setValue(f"choice/{key}", value)

    # --- models that somebody likes --------------------------------------------------------------------------------------

    def favourites(self, provider: str) -> list[str]:
        """Ids of models, the newest favourite last."""
        return self._list(f"favourites/{provider}")

    def set_favourite(self, provider: str, model: str, wanted: bool) -> None:
        kept = [known for known in self.favourites(provider) if known != model]
        self._file.setValue(f"favourites/{provider}", json.dumps([*kept, model] if wanted else kept))

    def recent(self, provider: str) -> list[str]:
        """Ids of the models that were split with last, the newest first."""
        return self._list(f"recent/{provider}")

    def used(self, provider: str, model: str) -> None:
        kept = [known for known in self.recent(provider) if known != model]
        self._file.setValue(f"recent/{provider}", json.dumps([model, *kept][:_MOST_RECENT]))

    @property
    def presets(self) -> list[Preset]:
        found = []
        for item in as_list(parsed(str(self._file.value("split/presets", "[]")))):
            data = as_mapping(item)
            options = {key: as_text(value) for key, value in as_mapping(data.get("options")).items()}
            preset = Preset(as_text(data.get("name")), as_text(data.get("provider")), as_text(data.get("model")),
                            as_text(data.get("format")), options)  # fmt: skip
            if preset.name and preset.provider and preset.model:
                found.append(preset)
        return found

    @presets.setter
    def presets(self, presets: list[Preset]) -> None:
        self._file.setValue("split/presets", json.dumps([asdict(preset) for preset in presets]))

    def size_limit(self, provider: str, *, paid: bool, otherwise: int) -> int:
        """MB above which the split view warns."""
        found = as_int(self._file.value(f"limits/{provider}-{'paid' if paid else 'free'}"))
        return otherwise if found is None or found <= 0 else found

    def set_size_limit(self, provider: str, *, paid: bool, megabytes: int) -> None:
        self._file.setValue(f"limits/{provider}-{'paid' if paid else 'free'}", megabytes)

    def _list(self, key: str) -> list[str]:
        return [as_text(item) for item in as_list(parsed(str(self._file.value(key, "[]"))))]

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


def _can_be_read(kept: Path) -> Path:
    """The file's own path; if that is neither fit to be read nor can be put aside, one beside it."""
    try:
        if kept.is_file() and kept.stat().st_size <= _MOST_BYTES and not _PACKED.search(kept.read_bytes()):
            return kept
        if kept.exists():
            kept.replace(kept.with_name(f"{kept.name}.unreadable"))
            _log.warning("the settings in %s could not be read and were put aside", kept)
    except OSError:
        return kept.with_name("stemdesk-new.ini")
    return kept
