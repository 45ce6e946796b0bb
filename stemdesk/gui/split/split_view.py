"""The place where a song is handed over: who splits it, how, into which format, where to, and one big button."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.core.jobs import JobSpec
from stemdesk.core.later import later
from stemdesk.core.models import InputKind, default_model, speech_label
from stemdesk.core.song_files import SongKind
from stemdesk.gui.accounts.account_line import account_line
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.formatting import day
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.settings import Preset
from stemdesk.gui.service.service_bar import ServiceBar
from stemdesk.gui.split.batch_bar import Batch, BatchBar, SplitContext, is_to_be_got
from stemdesk.gui.split.model_details import ModelDetails
from stemdesk.gui.split.model_filter import ModelFilter, SortOrder
from stemdesk.gui.split.model_list import ModelList
from stemdesk.gui.split.model_rows import Entry, arranged
from stemdesk.gui.split.presets_button import PresetsButton
from stemdesk.gui.split.provider_cards import ProviderCards
from stemdesk.gui.widgets.basic import Card, button
from stemdesk.providers.contract import HasCatalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.models import Model
    from stemdesk.core.services import Catalogue
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.split import comparison_dialog
    from stemdesk.jobs.store import Song
    from stemdesk.providers.registry import Registry
else:
    comparison_dialog = later("stemdesk.gui.split.comparison_dialog")


_LOW: Final = 600


class SplitView(QWidget):
    """`split_wanted` carries the job specs, in the songs' order, and the songs' ids (None for a job without one).

    `service_wanted` carries a provider and a page of what it tells about itself, `account_wanted` one whose account needs
    somebody.
    """

    split_wanted = Signal(list, list)
    service_wanted = Signal(str, str)
    account_wanted = Signal(str)

    def __init__(
        self, theme: Theme, registry: Registry, bridge: EngineBridge, settings: Settings, accounts: AccountMonitor
    ) -> None:
        super().__init__()
        self._registry = registry
        self._bridge = bridge
        self._settings = settings
        self._accounts = accounts
        self._batch = Batch()
        self._all: list[Model] = []
        self._provider = ""
        self._is_begun = False
        #: Jobs are wanted that have not begun yet: nobody wants them twice.
        self._is_splitting = False
        self._wanted_options: Preset | None = None
        #: What each provider's list stood at when nothing narrowed it down, where nobody has chosen a model.
        self._stood_at: dict[str, str] = {}
        #: What was set in the forms of models that were left: turning to another one loses nothing.
        self._left_at: dict[tuple[str, str], tuple[dict[str, str], str]] = {}
        #: The same for what is chosen anew for each job: a split forgets it.
        self._left_for_one_job: dict[tuple[str, str], dict[str, str]] = {}
        self._shown = ("", "")
        named(self, tr("Split view"))
        self._cards = ProviderCards(theme, registry.descriptions())
        self._strip = ServiceBar(registry, bridge, accounts)
        self._compare = button(tr("Compare services"), tr("Compare services"), "link")
        self._filter = ModelFilter()
        self._list = ModelList(theme, self._filter.order_box)
        self._details = ModelDetails(theme, settings, bridge)
        self._bar = BatchBar(theme)
        self._presets = PresetsButton(settings)
        self._build()
        self._connect()
        usable = [description.id for description in registry.descriptions()]
        before = settings.choice("provider")
        self._cards.choose(before if before in usable else usable[0])

    def _build(self) -> None:
        card = Card()
        card.column.addWidget(self._details, 1)
        card.column.addWidget(self._bar)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self._list, 6)
        lists.addWidget(card, 5)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self._filter, 1)
        filters.addWidget(self._presets)
        strip = QHBoxLayout()
        strip.setSpacing(2)
        strip.addWidget(self._compare)
        strip.addWidget(self._strip, 1)
        strip.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._cards)
        column.addLayout(strip)
        column.addLayout(filters)
        column.addLayout(lists, 1)

    def _connect(self) -> None:
        self._cards.chosen.connect(self._choose_provider)
        self._cards.opened.connect(lambda provider_id: self._bridge.spawn(self._open(provider_id)))
        self._bar.account_wanted.connect(lambda: self.account_wanted.emit(self._provider))
        self._strip.wanted.connect(lambda page: self.service_wanted.emit(self._provider, page))
        self._compare.clicked.connect(self.compare)
        self._filter.changed.connect(self._refill)
        self._filter.entered.connect(self._list.choose_current)
        self._list.chosen.connect(self._choose_model)
        self._details.changed.connect(self._describe)
        self._details.favoured.connect(self._favour)
        self._bar.split.clicked.connect(self._split)
        self._bar.links_dropped.connect(lambda: self.set_links([]))
        self._presets.applied.connect(self._apply)
        self._presets.wanted.connect(self._keep_preset)
        self._accounts.changed.connect(self._account_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the room is for the models and the button."""
        super().resizeEvent(event)
        is_low = self.height() < _LOW
        column = self.layout()
        if column is not None:
            column.setContentsMargins(*((24, 4, 24, 8) if is_low else (24, 20, 24, 16)))
            column.setSpacing(6 if is_low else 12)

    # --- what is split ------------------------------------------------------------------------------------------------

    def set_songs(self, songs: Sequence[Song]) -> None:
        """The songs that the button is for."""
        self._batch = replace(self._batch, songs=tuple(song for song in songs if song.song_file.kind is SongKind.FILE))
        self._describe()
        self._bridge.spawn(self._measure(self._batch.songs))

    def set_links(self, links: Sequence[str]) -> None:
        """Links that were dropped; they go before the songs until they are split or taken away."""
        self._batch = replace(self._batch, links=tuple(links))
        self._describe()

    def offer_references(self, songs: Sequence[Song]) -> None:
        self._details.offer_references([song.song_file for song in songs if song.song_file.kind is SongKind.FILE])

    def look_again(self, provider_id: str) -> None:
        """After a job: it may have brought what a model of its provider needs."""
        if any(is_to_be_got(model) for model in self._all):
            self.reload(provider_id)

    def reload(self, provider_id: str) -> None:
        """What its models need on this computer came or went."""
        if provider_id == self._provider:
            self._bridge.spawn(self._load_models(provider_id))

    @property
    def description(self) -> ProviderDescription:
        """Of the chosen provider."""
        return self._registry.description(self._provider)

    def choose_provider(self, provider_id: str) -> None:
        self._cards.choose(provider_id)

    def compare(self) -> None:
        """All providers side by side, for what would be split now."""
        dialog = comparison_dialog.ComparisonDialog(
            self.window(), self._registry, self._bridge, self._accounts,
            batch=self._batch, choice=self._would_split, current=self._provider,
        )  # fmt: skip
        self._bridge.delete_when_done(dialog)
        dialog.chosen.connect(self.choose_provider)
        dialog.open()

    def _would_split(self, provider_id: str, models: Sequence[Model]) -> tuple[Model, dict[str, str]]:
        """The model that is chosen there, and what is set for it."""
        shown = self._details.model
        if shown is not None and provider_id == self._provider:
            return shown, self._details.values()
        wanted = self._settings.choice(f"model/{provider_id}") or self._stood_at.get(provider_id, "")
        known = next((model for model in models if model.id == wanted), None)
        model = known or default_model(models, self._registry.description(provider_id).default_model)
        kept = {o.key: self._settings.choice(f"option/{provider_id}/{model.id}/{o.key}") for o in model.options}
        return model, {key: value for key, value in kept.items() if value}

    @property
    def button_words(self) -> str:
        """What the button says: which songs it is for."""
        return self._bar.button_words

    def press(self) -> None:
        """Splits what is chosen, if the button would."""
        self._bar.split.click()

    def be_ready(self) -> None:
        """The jobs that were wanted have begun, or could not."""
        self._is_splitting = False

    async def _measure(self, songs: tuple[Song, ...]) -> None:
        sizes = await in_thread(_sizes, songs)
        if songs == self._batch.songs:
            self._batch = replace(self._batch, sizes=sizes)
            self._describe()

    # --- provider and models ------------------------------------------------------------------------------------------

    def _choose_provider(self, provider_id: str) -> None:
        self._provider = provider_id
        self._show_models(provider_id, (), "")  # nobody splits here with a model of the one before
        self._settings.remember("provider", provider_id)
        if not self._is_begun:
            return
        self._turn_to(provider_id)
        if self.description.credentials:
            self._bridge.spawn(self._accounts.look_once(provider_id))

    def begin(self) -> None:
        """Fills itself: what the chosen provider offers is loaded and asked for."""
        self._is_begun = True
        self._turn_to(self._provider)

    def _turn_to(self, provider_id: str) -> None:
        self._strip.show_provider(provider_id)
        self._bridge.spawn(self._load_models(provider_id))

    async def _open(self, provider_id: str) -> None:
        """Somebody has clicked a card: without an account, its page is what is needed now."""
        if not self._registry.description(provider_id).credentials:
            return
        account = await self._accounts.look_once(provider_id)
        if (account.is_missing or account.is_locked) and provider_id == self._provider:
            self.account_wanted.emit(provider_id)

    def take_focus(self) -> None:
        """Ready to split."""
        self._bar.split.setFocus()

    async def _load_models(self, provider_id: str) -> None:
        """What is known at once; what the service says now, behind."""
        provider = self._registry.get(provider_id)
        if not isinstance(provider, HasCatalogue):
            self._show_models(provider_id, await self._bridge.ask(provider.models()), "")
            return
        known = await self._bridge.ask(provider.catalogue())
        self._show_models(provider_id, known.models if known else (), tr("fetching the list …"))
        if known is None and provider_id == self._provider:
            self._list.explain(tr("The list of models is being fetched …"))
        try:
            fresh = await self._bridge.ask(provider.refresh())
        except StemDeskError as error:
            if provider_id == self._provider:
                self._list.tell("")
                self._list.explain(show(error.message))
            return
        self._show_models(provider_id, fresh.models, _age(fresh))

    def _show_models(self, provider_id: str, models: Sequence[Model], note: str) -> None:
        if provider_id != self._provider:
            return
        self._list.tell(note)
        if list(models) != self._all:
            self._all = list(models)
            self._filter.offer(self._all)
            self._refill()

    def _refill(self) -> None:
        fitting = self._filter.sorted(self._all)
        favourites = self._settings.favourites(self._provider)
        if self._filter.order is SortOrder.SERVICE:
            rows = arranged(fitting, favourites, self._settings.recent(self._provider))
        else:
            rows = [Entry(model, model.id in favourites) for model in fitting]
        self._list.fill(rows, self._current(fitting))

    def _current(self, fitting: Sequence[Model]) -> str:
        """The model that was chosen last, else the one for newcomers: nobody is to find a download chosen for them."""
        chosen = self._settings.choice(f"model/{self._provider}") or self._stood_at.get(self._provider, "")
        default = self.description.default_model
        if not default or not fitting or chosen in {model.id for model in fitting}:
            return chosen
        return default_model(fitting, default).id

    def _choose_model(self, model: Model | None, is_choice: bool) -> None:
        if model is not None and is_choice:
            self._settings.remember(f"model/{self._provider}", model.id)
        elif model is not None and not self._filter.narrows:
            self._stood_at[self._provider] = model.id
        if model is not None and model == self._details.model and self._wanted_options is None:
            self._details.show_star(model.id in self._settings.favourites(self._provider))
            return
        if self._details.model is not None:
            kept, once = self._details.kept_and_for_one_job()
            self._left_at[self._shown] = kept, self._details.format()
            self._left_for_one_job[self._shown] = once
        given: dict[str, str] = {}
        format_ = self._settings.choice("format")
        if model is not None:
            self._shown = (self._provider, model.id)
            for option in (*model.options, *model.extras):
                if not option.is_asked_anew:
                    given[option.key] = self._settings.choice(f"option/{self._provider}/{model.id}/{option.key}")
            left, format_ = self._left_at.get(self._shown, ({}, format_))
            given |= left | self._left_for_one_job.get(self._shown, {})
            preset = self._wanted_options
            if preset is not None and (preset.provider, preset.model) == (self._provider, model.id):
                given, format_, self._wanted_options = preset.options, preset.format, None
        favourite = model is not None and model.id in self._settings.favourites(self._provider)
        self._details.show_model(model, {k: v for k, v in given.items() if v}, format_, favourite=favourite)
        self._describe()

    def _favour(self, on: bool) -> None:
        if self._details.model is not None:
            self._settings.set_favourite(self._provider, self._details.model.id, on)
            self._refill()

    # --- presets --------------------------------------------------------------------------------------------------------

    def _keep_preset(self) -> None:
        model = self._details.model
        if model is not None:
            name = show(model.name)[:40]
            self._presets.keep(Preset(name, self._provider, model.id, self._details.format(), self._details.options()))

    def _apply(self, preset: Preset) -> None:
        self._wanted_options = preset
        self._settings.remember(f"model/{preset.provider}", preset.model)
        if preset.provider == self._provider:
            self._refill()
        else:
            self._cards.choose(preset.provider)

    # --- account, price, button -----------------------------------------------------------------------------------------

    def _account_changed(self, provider_id: str) -> None:
        description = self._registry.description(provider_id)
        account = self._accounts.of(provider_id)
        if account is not None:
            words, tone = account_line(account, waits=self._accounts.waits_for(provider_id))
            self._cards.describe(provider_id, show(description.tagline), words, tone)
        if provider_id == self._provider:
            self._describe()

    def _describe(self) -> None:
        self._bar.describe(self._batch, self._terms())

    def _terms(self) -> SplitContext | None:
        model = self._details.model
        if model is None:
            return None
        account = self._accounts.of(self._provider)
        advice = self.description.size_advice
        limit = None
        if advice is not None:
            paid = account is not None and account.is_premium
            otherwise = advice.paid if paid else advice.free
            limit = self._settings.size_limit(self._provider, paid=paid, otherwise=otherwise)
        return SplitContext(
            model, account, limit, self._details.reference(), self._details.missing(), self.description.takes_urls,
            self.description, self._details.chosen(),
        )  # fmt: skip

    def _split(self) -> None:
        model = self._details.model
        if model is None or self._is_splitting:
            return
        options, format_ = self._details.options(), self._details.format()
        self._is_splitting = True
        self._settings.remember("format", format_)
        for option in (*model.options, *model.extras):
            if option.key in options and not option.is_asked_anew:
                self._settings.remember(f"option/{self._provider}/{model.id}/{option.key}", options[option.key])
        self._settings.remember(f"model/{self._provider}", model.id)
        self._settings.used(self._provider, model.id)
        plain = JobSpec("", self._provider, model.id, format_, self._settings.output, options, str(model.name),
                        model_label=model.name)  # fmt: skip
        reference, songs = self._details.reference(), self._batch.songs
        self._left_for_one_job.clear()
        self._details.ask_anew()
        if model.input is InputKind.NONE:
            self.split_wanted.emit([replace(plain, label=speech_label(model, options))], [None])
        elif model.input is InputKind.AUDIO and self._batch.links:
            links = self._batch.links
            self.set_links([])
            self.split_wanted.emit([replace(plain, source=link) for link in links], [None] * len(links))
        else:
            specs = [replace(plain, source=str(song.song_file.path), reference=reference) for song in songs]
            self.split_wanted.emit(specs, [song.id for song in songs])


def _sizes(songs: Sequence[Song]) -> dict[int, int]:
    sizes = {}
    for song in songs:
        try:
            sizes[song.id] = song.song_file.path.stat().st_size
        except OSError:
            continue
    return sizes


def _age(catalogue: Catalogue) -> str:
    """Nothing for a list of just now; else when it came from and why it is old."""
    if not str(catalogue.trouble) or catalogue.fetched is None:
        return ""
    when = datetime.fromtimestamp(catalogue.fetched, UTC).astimezone()
    clock = QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)
    return tr("offline, list of {day} {time}", day=day(catalogue.fetched), time=clock)
