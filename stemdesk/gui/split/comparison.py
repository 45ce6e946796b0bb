"""What each provider would make of these songs, side by side: from what is known already, and nothing made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from stemdesk.core.jobs import JobState
from stemdesk.core.limits import limit_error
from stemdesk.core.models import InputKind
from stemdesk.core.quantities import whole_megabytes
from stemdesk.gui.accounts.account_line import account_line
from stemdesk.gui.base.formatting import long_duration, price, stem_name
from stemdesk.gui.base.i18n import listed, show, tr, tr_n
from stemdesk.gui.split.batch_bar import SplitContext, cost
from stemdesk.gui.split.model_delegate import short_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.jobs import Job
    from stemdesk.core.models import Model
    from stemdesk.gui.accounts.account_monitor import Account
    from stemdesk.gui.split.batch_bar import Batch

#: Jobs whose songs are longer or shorter by more say little about how long another one takes.
_ALIKE: Final = 2.0
_MOST_PAST: Final = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """A provider with the model that would split. Without one, `trouble` says why. `past` are jobs that are over."""

    description: ProviderDescription
    model: Model | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    past: Sequence[Job] = ()
    trouble: str = ""


def headings() -> tuple[str, ...]:
    return (
        tr("Service"), tr("Stems"), tr("Price"), tr("Expected time"), tr("Published quality"), tr("Account"),
        tr("Your song"),
    )  # fmt: skip


def cells(offer: Offer, batch: Batch) -> tuple[str, ...]:
    """In the order of `headings`."""
    name = show(offer.description.name)
    ends = _account_words(offer), _whereabouts(offer.description)
    if offer.model is None:
        return (name, offer.trouble, "", "", "", *ends)
    stems = listed(map(stem_name, offer.model.stems)) or show(offer.model.description)
    return (
        f"{name}\n{short_name(offer.model)}", stems, _price_words(offer, offer.model, batch),
        _time_words(offer, offer.model, batch), _quality_words(offer, offer.model), *ends,
    )  # fmt: skip


def expected_seconds(
    past: Sequence[Job], provider: str, model: str, lengths: Sequence[float]
) -> tuple[float, int] | None:
    """How long songs of these lengths take one after the other, and by how many jobs that is said. None where no job of
    this model had a song of about such a length."""
    known = [
        (length, job.finished - job.started) for job in past
        if (job.spec.provider, job.spec.model, job.state) == (provider, model, JobState.DONE)
        and job.started is not None and job.finished is not None and job.song is not None
        and (length := job.song.frames / job.song.rate) > 0
    ]  # fmt: skip
    whole, used = 0.0, set[tuple[float, float]]()
    for wanted in lengths:
        alike = [each for each in known if wanted / _ALIKE <= each[0] <= wanted * _ALIKE][:_MOST_PAST]
        if not alike:
            return None
        whole += median(took * wanted / length for length, took in alike)
        used.update(alike)
    return (whole, len(used)) if used else None


def _price_words(offer: Offer, model: Model, batch: Batch) -> str:
    description = offer.description
    if batch.links and not description.takes_urls:
        return tr("takes no links")
    if not batch.links and model.input is InputKind.AUDIO:
        for song in batch.songs:
            size = batch.sizes.get(song.id, 0)
            if (refusal := limit_error(description.limits, song.song_file, size, description.name)) is not None:
                return show(refusal.message)
    words = cost(batch, SplitContext(model, offer.account)) or price(model)
    download = model.download
    if download is None or download.ready:
        return words
    if not download.is_to_be_got:
        return show(download.why_not)
    return tr("{price}, after a download of {size} MB", price=words, size=whole_megabytes(download.bytes))


def _time_words(offer: Offer, model: Model, batch: Batch) -> str:
    lengths = [song.song_file.seconds for song in batch.songs] if not batch.links else []
    expected = expected_seconds(offer.past, offer.description.id, model.id, lengths)
    if expected is None:
        return tr("not known")
    seconds, jobs = expected
    return tr_n("about {time}, as %n earlier job(s) took", jobs, time=long_duration(max(1, round(seconds))))


def _quality_words(offer: Offer, model: Model) -> str:
    parts = [show(model.quality_with(offer.options))]
    if model.rating is not None:
        rating = QLocale().toString(model.rating, "f", 2)
        parts.append(tr("★ {rating} from {votes} votes", rating=rating, votes=model.votes or 0))
    return "\n".join(part for part in parts if part) or tr("not known")


def _account_words(offer: Offer) -> str:
    if not any(known.needed for known in offer.description.credentials):
        return tr("none needed")
    if offer.account is None:
        return tr("needed")
    if not offer.account.has_credentials:
        return tr("needed, none yet")
    return account_line(offer.account)[0]


def _whereabouts(description: ProviderDescription) -> str:
    if description.sends_songs is None:
        return tr("not known")
    if description.sends_songs:
        return tr("is sent to {service}", service=show(description.name))
    return tr("stays on this computer")
