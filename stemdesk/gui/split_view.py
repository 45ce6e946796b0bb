"""The place where a song is handed over: who splits it, how, into which format, where to, and one big button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stemdesk.core.jobs import JobSpec
from stemdesk.gui.i18n import show, tr, tr_n
from stemdesk.gui.model_list import ModelFilter, ModelList, price
from stemdesk.gui.options_form import OptionsForm
from stemdesk.gui.parts import Card, Elided, button, label, pick_folder
from stemdesk.gui.provider_cards import ProviderCards
from stemdesk.gui.wording import long_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.models import Model
    from stemdesk.gui.bridge import Bridge
    from stemdesk.gui.settings import Settings
    from stemdesk.gui.theme import Theme
    from stemdesk.jobs.store import Song
    from stemdesk.providers.registry import Registry


class SplitView(QWidget):
    """`split_wanted` carries the job specs of the selected songs, in their order, and the songs' ids."""

    split_wanted = Signal(list, list)

    def __init__(self, theme: Theme, registry: Registry, bridge: Bridge, settings: Settings) -> None:
        super().__init__()
        self._registry = registry
        self._bridge = bridge
        self._settings = settings
        self._songs: list[Song] = []
        self._all: list[Model] = []
        self._provider = ""
        self.setAccessibleName(tr("Split view"))

        self._cards = ProviderCards(theme, registry.descriptions())
        self._filter = ModelFilter()
        self._list = ModelList(theme)
        self._details = _Details(settings)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self._list, 6)
        lists.addWidget(self._details, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._cards)
        column.addWidget(self._filter)
        column.addLayout(lists, 1)

        self._cards.chosen.connect(self._choose_provider)
        self._filter.changed.connect(self._refill)
        self._list.chosen.connect(self._choose_model)
        self._details.split.clicked.connect(self._split)
        usable = [provider.description.id for provider in registry]
        before = settings.choice("provider")
        self._cards.choose(before if before in usable else usable[0])

    def set_songs(self, songs: Sequence[Song]) -> None:
        """The songs that the button is for."""
        self._songs = [song for song in songs if song.track.codec != "stems"]
        self._details.describe_batch(self._songs)

    def press(self) -> None:
        """Splits the chosen songs, if the button would."""
        self._details.split.click()

    def _choose_provider(self, provider_id: str) -> None:
        self._provider = provider_id
        self._settings.remember("provider", provider_id)
        self._bridge.spawn(self._load_models(provider_id))

    async def _load_models(self, provider_id: str) -> None:
        models = list(await self._bridge.ask(_models_of(self._registry, provider_id)))
        if provider_id == self._provider:
            self._all = models
            self._filter.offer(models)
            self._refill()

    def _refill(self) -> None:
        fitting = [model for model in self._all if self._filter.fits(model)]
        self._list.fill(fitting, self._settings.choice(f"model/{self._provider}"))

    def _choose_model(self, model: Model | None) -> None:
        if model is not None:
            self._settings.remember(f"model/{self._provider}", model.id)
        self._details.show_model(model)

    def _split(self) -> None:
        model = self._details.model
        if model is None or not self._songs:
            return
        options = model.complete(self._details.options())
        format_ = self._details.format()
        for key, value in {"format": format_, **{f"option/{model.id}/{k}": v for k, v in options.items()}}.items():
            self._settings.remember(key, value)
        specs = [
            JobSpec(str(song.track.path), self._provider, model.id, format_, self._settings.output, options,
                    model.name.template)
            for song in self._songs
        ]  # fmt: skip
        self.split_wanted.emit(specs, [song.id for song in self._songs])


async def _models_of(registry: Registry, provider_id: str) -> Sequence[Model]:
    return await registry.get(provider_id).models()


class _Details(Card):
    """The chosen model: what it does, its options, the format, the folder, the batch and the button."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.model: Model | None = None
        self._name = label("", "subheading", wrap=True)
        self._description = label("", "muted", wrap=True)
        self._form = OptionsForm()
        self._format = QComboBox()
        self._format.setAccessibleName(tr("Output"))
        self._folder = Elided(str(settings.output), "", Qt.TextElideMode.ElideMiddle)
        change = button(tr("Change"), tr("Change the folder"), "link")
        change.clicked.connect(self._pick_folder)
        self._batch = label("", "muted")
        self._price = label("", "muted")
        self.split = button(tr("Split"), tr("Split"), "big")

        form = QWidget()
        form.setObjectName("transparent")
        upper = QVBoxLayout(form)
        upper.setContentsMargins(0, 0, 6, 0)
        upper.setSpacing(4)
        upper.addWidget(self._name)
        upper.addWidget(self._description)
        upper.addSpacing(8)
        upper.addWidget(self._form)
        upper.addWidget(label(tr("Output"), "label"))
        upper.addWidget(self._format)
        upper.addSpacing(6)
        upper.addWidget(label(tr("Save to"), "label"))
        where = QHBoxLayout()
        where.addWidget(self._folder, 1)
        where.addWidget(change)
        upper.addLayout(where)
        upper.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        scroll.viewport().setObjectName("transparent")
        self.column.addWidget(scroll, 1)
        facts = QHBoxLayout()
        facts.addWidget(self._batch)
        facts.addStretch(1)
        facts.addWidget(self._price)
        self.column.addLayout(facts)
        self.column.addWidget(self.split)
        self.describe_batch([])

    def show_model(self, model: Model | None) -> None:
        self.model = model
        self._name.setText(show(model.name) if model else "")
        self._description.setText(show(model.description) if model else "")
        self._format.clear()
        if model is not None:
            given = {field.key: self._settings.choice(f"option/{model.id}/{field.key}") for field in model.options}
            self._form.show_fields(model, {key: value for key, value in given.items() if value})
            for format_ in model.formats:
                self._format.addItem(show(format_.label), format_.id)
            self._format.setCurrentIndex(max(0, self._format.findData(self._settings.choice("format"))))
            self._price.setText(price(model))
        self._form.setVisible(model is not None and bool(model.options))
        self._enable()

    def options(self) -> dict[str, str]:
        return self._form.values()

    def format(self) -> str:
        return str(self._format.currentData())

    def describe_batch(self, songs: Sequence[Song]) -> None:
        count = len(songs)
        total = sum(song.track.seconds for song in songs)
        self._batch.setText(
            tr("{songs} · {length}", songs=tr_n("%n song(s)", count), length=long_duration(total))
            if songs else tr("Drop a song anywhere, or choose one on the left.")
        )  # fmt: skip
        self.split.setText(tr_n("Split %n song(s)", count) if count > 1 else tr("Split"))
        self._price.setVisible(bool(songs))
        self._has_songs = bool(songs)
        self._enable()

    def _enable(self) -> None:
        self.split.setEnabled(self.model is not None and self._has_songs)

    def _pick_folder(self) -> None:
        dialog = pick_folder(self.window(), tr("Where should the stems go?"), self._settings.output)
        dialog.fileSelected.connect(self._use_folder)
        dialog.open()

    def _use_folder(self, folder: str) -> None:
        self._settings.output = Path(folder)
        self._folder.say(str(Path(folder)))
