"""Settings: look, language, folder, notifications. Each takes effect at once, but for the language (next start)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from stemdesk import __version__
from stemdesk.core.app_paths import notices
from stemdesk.gui.base import desktop
from stemdesk.gui.base.i18n import LANGUAGES, show, tr
from stemdesk.gui.base.plain_text import form_row, named, tip
from stemdesk.gui.base.theme import Theme, ThemeChoice
from stemdesk.gui.preferences.audio_output_row import AudioOutputRow
from stemdesk.gui.preferences.downloaded_models import KeptModels
from stemdesk.gui.widgets.basic import button, label, scrolled, tallest
from stemdesk.gui.widgets.output_folder import OutputFolderRow

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.preferences.update_checker import UpdateChecker
    from stemdesk.gui.session.playback import Playback
    from stemdesk.providers.registry import Registry

_WIDTH: Final = 640


class SettingsDialog(QDialog):
    def __init__(
        self, parent: QWidget, theme: Theme, settings: Settings, registry: Registry, *, bridge: EngineBridge,
        playback: Playback, updates: UpdateChecker,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self.setWindowTitle(tr("Settings"))
        bridge.delete_when_done(self)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form_row(form, tr("Theme"), self._look_box())
        form_row(form, tr("Language"), self._language_box())
        form_row(form, tr("Output folder"), OutputFolderRow(self._settings))
        notify = QCheckBox(tr("Notify me when a job finishes in the background"))
        notify.setChecked(settings.notify)
        notify.toggled.connect(self._set_notify)
        form_row(form, "", notify)
        for description in registry.descriptions():
            if description.size_advice is not None:
                form_row(
                    form, tr("{service}: warn above", service=show(description.name)), self._limits_row(description)
                )
        form_row(form, tr("Audio output"), AudioOutputRow(settings, playback))
        if updates.source is not None:
            form_row(form, tr("Updates"), updates.row(updates.source))
        self._note = label("", "muted", wrap=True)
        self.kept_models = KeptModels(registry, bridge)
        inside = QWidget()
        inside.setObjectName("transparent")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(20, 20, 20, 0)
        self._inside.addLayout(form)
        self._inside.addWidget(self.kept_models)
        self._inside.addWidget(self._note)
        self._inside.addStretch(1)
        inside.installEventFilter(self)
        foot = self._foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(foot)
        self._outside = column.spacing() + foot.sizeHint().height()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As high as what is in it, also when more has come: the models on this disk are looked up after it has opened."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        self._inside.activate()
        width = max(_WIDTH, self._inside.totalMinimumSize().width())
        # a form with wrapped words asks for too little
        height = max(self._inside.totalHeightForWidth(width), self._inside.totalSizeHint().height()) + self._outside
        self.setMinimumSize(width, min(height, tallest(self)))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if self.isVisible() and below > 0:  # it has grown over the edge
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - below))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 16)
        row.addWidget(label(f"StemDesk {__version__} · GPL-3.0-or-later", "muted"))
        if (papers := notices()) is not None:
            licences = button(tr("Third-party licences"), tr("Third-party licences"), "link")
            tip(licences, tr("The libraries that StemDesk uses, and their licences"))
            licences.clicked.connect(lambda: desktop.open_notices(papers))
            row.addWidget(licences)
        row.addStretch(1)
        close = button(tr("Close"), tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return row

    def _look_box(self) -> QComboBox:
        box = QComboBox()
        named(box, tr("Theme"))
        for choice, words in (
            (ThemeChoice.SYSTEM, tr("System")), (ThemeChoice.LIGHT, tr("Light")), (ThemeChoice.DARK, tr("Dark")),
        ):  # fmt: skip
            box.addItem(words, choice.value)
        box.setCurrentIndex(box.findData(self._settings.theme.value))
        box.currentIndexChanged.connect(lambda _: self._set_theme(ThemeChoice(box.currentData())))
        return box

    def _language_box(self) -> QComboBox:
        box = QComboBox()
        named(box, tr("Language"))
        box.addItem(tr("System"), "")
        for key, name in LANGUAGES.items():
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(self._settings.language)))
        box.currentIndexChanged.connect(lambda _: self._set_language(str(box.currentData())))
        return box

    def _limits_row(self, description: ProviderDescription) -> QHBoxLayout:
        """Sizes from which on the split view warns before an upload: without a plan that is paid for, and with one."""
        assert description.size_advice is not None
        row = QHBoxLayout()
        for paid, otherwise, words in (
            (False, description.size_advice.free, tr("free")), (True, description.size_advice.paid, tr("premium")),
        ):  # fmt: skip
            box = QSpinBox()
            box.setRange(1, 100_000)
            box.setFixedWidth(96)
            box.lineEdit().setTextMargins(8, 0, 0, 0)  # which a style sheet cannot give to the line in a spin box
            box.setSuffix(tr(" MB"))
            box.setValue(self._settings.size_limit(description.id, paid=paid, otherwise=otherwise))
            name = show(description.name)
            named(box, tr("{service} size warning, {plan}", service=name, plan=words))
            box.valueChanged.connect(
                lambda value, paid=paid: self._settings.set_size_limit(description.id, paid=paid, megabytes=value)
            )
            row.addWidget(label(words, "muted"))
            row.addWidget(box)
        row.setSpacing(10)
        row.addStretch(1)
        return row

    def _set_theme(self, choice: ThemeChoice) -> None:
        self._settings.theme = choice
        self._theme.choose(choice)

    def _set_language(self, language: str) -> None:
        self._settings.language = language
        self._note.setText(tr("The language changes after a restart."))

    def _set_notify(self, wanted: bool) -> None:
        self._settings.notify = wanted
