"""What exactly is about to be split, what it costs, what speaks against it, and the one big button."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stemdesk.core.jobs import title_of
from stemdesk.core.limits import limit_error, needs_conversion
from stemdesk.core.models import Audience, InputKind
from stemdesk.core.prices import format_credits
from stemdesk.core.quantities import whole_megabytes
from stemdesk.gui.accounts.account_line import account_trouble
from stemdesk.gui.accounts.account_link import AccountLink
from stemdesk.gui.base.formatting import long_duration
from stemdesk.gui.base.i18n import listed, show, tr, tr_n
from stemdesk.gui.base.plain_text import no_mnemonic, tip
from stemdesk.gui.split.chosen_line import ChosenLine
from stemdesk.gui.widgets.basic import ElidedLabel, button, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.models import Model
    from stemdesk.core.services import AccountState
    from stemdesk.gui.accounts.account_monitor import Account
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.split.chosen_line import Chosen
    from stemdesk.jobs.store import Song

_BUTTON_EDGES: Final = 30
_MOST_TITLES: Final = 12


@dataclass(frozen=True, slots=True)
class Batch:
    """The chosen songs, or the links that were dropped. `sizes` are the songs' files in bytes, as far as known."""

    songs: tuple[Song, ...] = ()
    links: tuple[str, ...] = ()
    sizes: Mapping[int, int] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return sum(song.song_file.seconds for song in self.songs)


@dataclass(frozen=True, slots=True)
class SplitContext:
    """What the batch meets: the model, the account, and the sizes in MB from which on a warning is in place."""

    model: Model
    account: Account | None
    warn_above: int | None = None
    reference: str = ""
    missing: str = ""
    takes_links: bool = False
    description: ProviderDescription | None = None
    chosen: Chosen | None = None


class BatchBar(QWidget):
    """`split` is the big button; `links_dropped` fires when the links are not wanted any more, `account_wanted` when
    somebody wants to see what is wrong with the account."""

    links_dropped = Signal()
    account_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._words = ElidedLabel("", "muted")
        self._without_links = button(tr("Remove"), tr("Remove the links"), "link")
        self._without_links.clicked.connect(self.links_dropped)
        self._price = label("", "muted")
        self._warning = label("", "warning", wrap=True)
        self._chosen = ChosenLine()
        self._account = AccountLink(theme)
        self._account.clicked.connect(self.account_wanted)
        self.split = button(tr("Split"), tr("Split"), "big")
        self.split.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.split.installEventFilter(self)
        self.button_words = ""
        facts = QHBoxLayout()
        facts.addWidget(self._words, 1)
        facts.addWidget(self._without_links)
        facts.addWidget(self._price)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._account)
        column.addWidget(self._warning)
        column.addWidget(self._chosen)
        column.addLayout(facts)
        column.addWidget(self.split)
        self.describe(Batch(), None)

    def describe(self, batch: Batch, terms: SplitContext | None) -> None:
        kind = terms.model.input if terms else InputKind.AUDIO
        self._words.say(self._what(batch, kind))
        self._without_links.setVisible(bool(batch.links) and kind is InputKind.AUDIO)
        self._price.setText(cost(batch, terms) if terms else "")
        warning = trouble(batch, terms) if terms else ""
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._chosen.describe(terms.chosen if terms else None)
        self._account.say(*account_trouble(terms.account if terms else None))
        count = len(batch.links or batch.songs)
        many = tr_n("Split %n song(s)", count) if count > 1 else tr("Split")
        if len(batch.songs) == 1 and not batch.links:
            many = tr("Split “{song}”", song=batch.songs[0].title)
        if terms is not None and is_to_be_got(terms.model):
            many = tr("Get it and split")
        self.button_words = (
            tr("Generate") if kind is InputKind.NONE else many if kind is InputKind.AUDIO else tr("Match")
        )
        tip(self.split, "\n".join(song.title for song in batch.songs[:_MOST_TITLES]))
        self._fit()
        self.split.setEnabled(terms is not None and is_complete(batch, terms))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on the button is one press."""
        is_second = watched is self.split and event.type() is QEvent.Type.MouseButtonDblClick
        return is_second or super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A long name gives way in its middle."""
        room = max(60, self.split.width() - _BUTTON_EDGES)
        words = self.split.fontMetrics().elidedText(self.button_words, Qt.TextElideMode.ElideMiddle, room)
        self.split.setText(no_mnemonic(words))

    @staticmethod
    def _what(batch: Batch, kind: InputKind) -> str:
        if kind is InputKind.NONE:
            return tr("Needs no song.")
        if batch.links and kind is InputKind.AUDIO:
            titles = listed(title_of(link) for link in batch.links)
            return tr_n("%n link(s): {titles}", len(batch.links), titles=titles)
        if not batch.songs:
            return tr("Drop a song anywhere, or select one on the left.")
        songs = listed(song.title for song in batch.songs[:_MOST_TITLES])
        if len(batch.songs) > 1:
            songs = tr("{n}: {titles}", n=tr_n("%n song(s)", len(batch.songs)), titles=songs)
        return tr("{songs} · {length}", songs=songs, length=long_duration(batch.seconds))


def is_complete(batch: Batch, terms: SplitContext) -> bool:
    download = terms.model.download
    if terms.missing or not (download is None or download.ready or download.is_to_be_got):
        return False
    match terms.model.input:
        case InputKind.NONE:
            return True
        case InputKind.PAIR:
            return len(batch.songs) == 1 and bool(terms.reference)
        case _:
            return terms.takes_links if batch.links else bool(batch.songs) and terms.model.takes_files


def cost(batch: Batch, terms: SplitContext) -> str:
    """The price of exactly this batch, beside what the account has."""
    model = terms.model
    if model.price_per_minute is None:
        return show(model.price_note) or tr("free")
    if batch.links and model.input is InputKind.AUDIO:
        return tr("price by length")
    lengths = [0.0] if model.input is InputKind.NONE else [song.song_file.seconds for song in batch.songs]
    price = model.batch_credits(lengths)
    if price is None:
        return ""
    is_whole = price == int(price)
    words = tr_n("%n credit(s)", int(price)) if is_whole else tr("{credits} credits", credits=format_credits(price))
    if any(option.moves_price for option in model.options):
        words = tr("about {price}", price=words)
    account = terms.account
    if account is None or account.state is None or account.state.credits is None:
        return words
    if account.state.free_queue:
        return tr("free in the queue")
    return tr("{price} of {credits}", price=words, credits=f"{account.state.credits:g}")


def trouble(batch: Batch, terms: SplitContext) -> str:
    """What speaks against it, most important first; never a wall."""
    return (
        _unfinished(batch, terms)
        or _account_trouble(batch, terms)
        or _size_trouble(batch, terms)
        or _download_note(terms.model)
    )


def is_to_be_got(model: Model) -> bool:
    """Whether it needs something on this computer that is not there yet, and can be got."""
    return model.download is not None and model.download.is_to_be_got


def _download_note(model: Model) -> str:
    if model.download is None or model.download.ready:
        return ""
    if not is_to_be_got(model):
        return show(model.download.why_not)
    return tr("“{model}” needs its network on this computer, got once: {what}. The quick preview needs none.",
              model=show(model.name), what=show(model.download.words))  # fmt: skip


def _unfinished(batch: Batch, terms: SplitContext) -> str:
    model = terms.model
    if terms.missing:
        return tr("“{field}” is required.", field=terms.missing)
    if model.input is InputKind.PAIR and len(batch.songs) != 1:
        return tr("Select one song on the left as the target, and the reference above.")
    if model.input is InputKind.AUDIO and batch.links and not terms.takes_links:
        return tr("Links need a service that fetches them: choose another one above, or download the song first.")
    if model.input is InputKind.AUDIO and not model.takes_files and not batch.links:
        return tr("This model takes links only.")
    return ""


def _account_trouble(batch: Batch, terms: SplitContext) -> str:
    model, account = terms.model, terms.account
    if account is None or account.state is None:
        return ""
    if model.audience is Audience.PREMIUM and not account.is_premium:
        return tr("This model is for premium accounts.")
    return "" if account.state.free_queue else _credit_trouble(batch, model, account.state)


def _credit_trouble(batch: Batch, model: Model, state: AccountState) -> str:
    price = None if batch.links else model.batch_credits(song.song_file.seconds for song in batch.songs)
    if price is not None and state.credits is not None and price > state.credits:
        return tr("That is more than the account has: {credits} credits.", credits=f"{state.credits:g}")
    return ""


def _size_trouble(batch: Batch, terms: SplitContext) -> str:
    return _limit_trouble(batch, terms) or _advice_trouble(batch, terms)


def _limit_trouble(batch: Batch, terms: SplitContext) -> str:
    """What the service does not take at all, and what is converted for it first."""
    description = terms.description
    if description is None or batch.links or terms.model.input is not InputKind.AUDIO:
        return ""
    for song in batch.songs:
        converted = needs_conversion(description.limits, song.song_file)
        size = 0 if converted else batch.sizes.get(song.id, 0)
        if (trouble := limit_error(description.limits, song.song_file, size, description.name)) is not None:
            return show(trouble.message)
        if converted:
            return tr("“{song}” is converted without loss first: {service} does not take such files.",
                      song=song.song_file.title, service=show(description.name))  # fmt: skip
    return ""


def _advice_trouble(batch: Batch, terms: SplitContext) -> str:
    limit = terms.warn_above
    if limit is None or batch.links or terms.model.input is InputKind.NONE:
        return ""
    for song in batch.songs:
        size = whole_megabytes(batch.sizes.get(song.id, 0))
        if size > limit:
            return tr("“{song}” has {size} MB; the service may refuse more than {limit} MB.",
                      song=song.song_file.title, size=size, limit=limit)  # fmt: skip
    return ""
