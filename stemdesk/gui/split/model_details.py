"""The chosen model: what it does, in the service's words; its options, the format, the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.core.models import Audience, InputKind
from stemdesk.core.untrusted.safe_html import safe_html
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.split.chosen_line import Chosen
from stemdesk.gui.split.options_form import OptionsForm
from stemdesk.gui.widgets.basic import IconButton, ScrollArea, button, label
from stemdesk.gui.widgets.output_folder import OutputFolderRow
from stemdesk.gui.widgets.rich_text import RichText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from stemdesk.core.models import Model
    from stemdesk.core.song_files import SongFile
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme

_WORDS_HEIGHT: Final = 190


class ModelDetails(ScrollArea):
    """`changed`: something that decides about the job was changed. `favoured`: the star was pressed (on or off)."""

    changed = Signal()
    favoured = Signal(bool)

    def __init__(self, theme: Theme, settings: Settings, bridge: EngineBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._settings = settings
        self.model: Model | None = None
        self._name = label("", "subheading", wrap=True)
        self._star = IconButton(theme, "star", tr("Favourite"), size=16)
        self._star.setCheckable(True)
        self._star.clicked.connect(self._favoured)
        self._facts = label("", "muted", wrap=True)
        self._description = label("", "muted", wrap=True)
        self._more = button(tr("More"), tr("More"), "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._unfold)
        self._words = RichText(theme, tr("About the model"))
        self._words.setFixedHeight(_WORDS_HEIGHT)
        self._html = ""
        self._form = OptionsForm()
        self._form.changed.connect(self.changed)
        self._extras = OptionsForm()
        self._extras.changed.connect(self.changed)
        self._reference = _ReferencePicker()
        self._reference.changed.connect(self.changed)
        self._format = QComboBox()
        named(self._format, tr("Output"))
        self._format.currentIndexChanged.connect(self.changed)
        self._folder = OutputFolderRow(settings)
        settings.output_changed.connect(self.changed)
        self._all = self._inside()
        self.setWidget(self._all)
        self.show_model(None, {}, "", favourite=False)

    def _inside(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setObjectName("transparent")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._description)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self._reference)
        column.addWidget(self._form)
        column.addWidget(label(tr("Output"), "label"))
        column.addWidget(self._format)
        column.addSpacing(6)
        column.addWidget(label(tr("Output folder"), "label"))
        column.addWidget(self._folder)
        column.addSpacing(10)
        column.addWidget(self._extras)
        column.addStretch(1)
        return inside

    def show_model(self, model: Model | None, given: Mapping[str, str], format_: str, *, favourite: bool) -> None:
        """`given` are the option values to start with, where they still fit."""
        self.model = model
        self._name.setText(show(model.name) if model else "")
        self._star.setVisible(model is not None)
        self.show_star(favourite)
        self._show_words(model)
        self._format.blockSignals(True)
        self._format.clear()
        if model is not None:
            self._form.show_fields(model.options, given)
            self._extras.show_fields(model.extras, given)
            for known in model.formats:
                self._format.addItem(show(known.label), known.id)
            self._format.setCurrentIndex(max(0, self._format.findData(format_)))
        self._format.blockSignals(False)
        self._form.setVisible(model is not None and bool(model.options))
        self._extras.setVisible(model is not None and bool(model.extras))
        self._reference.setVisible(model is not None and model.input is InputKind.PAIR)
        self._all.setVisible(model is not None)
        self.verticalScrollBar().setValue(0)

    def chosen(self) -> Chosen:
        """All that is set here, in words: at most sizes of the window some of it has to be scrolled to."""
        forms = (self._form, self._extras)
        return Chosen(
            self._format.currentText(), str(self._settings.output), tuple(said for form in forms for said in form.chosen()),
            tuple(note for form in forms for note in form.notes()),
        )  # fmt: skip

    def offer_references(self, songs: Sequence[SongFile]) -> None:
        """The songs of the list, for models that match one song to another."""
        self._reference.offer(songs)

    def options(self) -> dict[str, str]:
        """The values that count, checked. Raises UsageError."""
        assert self.model is not None
        return self.model.complete(self.values())

    def values(self) -> dict[str, str]:
        """All fields as they stand, also those that do not count now."""
        return self._form.values() | self._extras.values()

    def kept_and_for_one_job(self) -> tuple[dict[str, str], dict[str, str]]:
        """`values`, those that are chosen anew for each job apart."""
        assert self.model is not None
        anew = {field.key for field in (*self.model.options, *self.model.extras) if field.is_asked_anew}
        values = self.values()
        return {k: v for k, v in values.items() if k not in anew}, {k: v for k, v in values.items() if k in anew}

    def ask_anew(self) -> None:
        """What is chosen for each job stands at its default again."""
        self._form.ask_anew()
        self._extras.ask_anew()

    def missing(self) -> str:
        return self._form.missing() if self.model is not None else ""

    def reference(self) -> str:
        return self._reference.path() if self.model is not None and self.model.input is InputKind.PAIR else ""

    def format(self) -> str:
        return str(self._format.currentData())

    def _show_words(self, model: Model | None) -> None:
        details = model.details_in(QLocale().name()) if model else None
        short = (details.short if details else "") or (show(model.description) if model else "")
        self._description.setText(short)
        self._description.setVisible(bool(short))
        self._facts.setText(facts_of(model) if model else "")
        self._facts.setVisible(bool(self._facts.text()))
        has_more = details is not None and bool(details.html.strip())
        self._more.setChecked(False)
        self._more.setVisible(has_more)
        self._words.setVisible(False)
        self._html = details.html if details else ""

    def _unfold(self, wanted: bool) -> None:
        if wanted:
            self._bridge.spawn(self._show_more(self._html))
        self._words.setVisible(wanted)
        self._more.setText(tr("Less") if wanted else tr("More"))

    async def _show_more(self, html: str) -> None:
        safe = await in_thread(safe_html, html)
        if html == self._html:  # nobody has turned to another model meanwhile
            self._words.say(safe)

    def _favoured(self, on: bool) -> None:
        self.show_star(on)
        self.favoured.emit(on)

    def show_star(self, on: bool) -> None:
        """Whether the model is a favourite."""
        self._star.setChecked(on)
        self._star.picture("star-full" if on else "star")


class _ReferencePicker(QWidget):
    """The second song: one of the list, or any file."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._songs: Sequence[SongFile] = ()
        self._is_filled = False
        self.setObjectName("transparent")
        self._box = QComboBox()
        named(self._box, tr("Reference"))
        self._box.setMinimumContentsLength(8)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.currentIndexChanged.connect(self.changed)
        browse = button(tr("Choose a file…"), tr("Choose a reference file"), "link")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self._box, 1)
        row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        column.addWidget(label(tr("Should sound like (reference)"), "label"))
        column.addLayout(row)

    def offer(self, songs: Sequence[SongFile]) -> None:
        """The list is filled when it is to be seen: few models want a reference, and there may be thousands of songs."""
        self._songs, self._is_filled = songs, False
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_filled:
            self._fill()

    def _fill(self) -> None:
        self._is_filled = True
        chosen = self.path()
        paths = [str(song.path) for song in self._songs]
        if chosen and chosen not in paths:
            paths.append(chosen)
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItem(tr("choose a song"), "")
        for path in paths:
            self._box.addItem(Path(path).name, path)
        self._box.setCurrentIndex(max(0, self._box.findData(chosen)))
        self._box.blockSignals(False)

    def path(self) -> str:
        return str(self._box.currentData() or "")

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), tr("Should sound like (reference)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._use)
        dialog.open()

    def _use(self, path: str) -> None:
        if self._box.findData(path) < 0:
            self._box.addItem(Path(path).name, path)
        self._box.setCurrentIndex(self._box.findData(path))


def facts_of(model: Model) -> str:
    """Rating, use and audience in one line."""
    number = QLocale().toString
    parts = []
    if model.rating is not None:
        parts.append(tr("★ {rating} from {votes} votes", rating=number(model.rating, "f", 2), votes=model.votes or 0))
    if model.usage is not None:
        parts.append(tr("used {times} times this month", times=number(model.usage)))
    if model.audience is not Audience.EVERYONE:
        parts.append(tr("for registered users") if model.audience is Audience.REGISTERED else tr("for premium users"))
    return " · ".join(parts)
