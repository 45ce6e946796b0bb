"""What is written down about a song at Dango, and how one goes on from it.

(nothing) ──► starting ──► accepted ──► (fetched)
    │            │             └─► ended
    │            └─► nobody knows: the start was sent, and its answer got lost
    │                    │  asked again
    │                    └─► accepted, or spent: the upload was used, by whom nobody tells
    └─► the upload itself costs nothing and is simply made again
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from stemdesk.core.jobs import RecoveryAction
from stemdesk.core.lenient_json import as_float, as_mapping, as_text
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.text import Text
    from stemdesk.providers.contract import Ticket


class Phase(StrEnum):
    NEW = "new"
    STARTING = "starting"
    ASK = "ask"
    SPENT = "spent"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class KeptLink:
    """An address that one of the seven downloads was spent on, and when (epoch seconds); it works for 20 minutes."""

    url: str
    since: float


@dataclass(frozen=True, slots=True)
class DangoTicket:
    """`music` is the song's id: told by the start, or read off the channel before that. `filename` is what Dango was told
    the song is called. `since`: when it was accepted (epoch seconds). `refunded`: it ended, and the points came back."""

    phase: Phase = Phase.NEW
    channel: str = ""
    music: str = ""
    since: float | None = None
    lossless: bool = False
    filename: str = ""
    refunded: bool = False
    links: Mapping[str, KeptLink] = field(default_factory=dict)

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> DangoTicket:
        data = dict(ticket or {})
        phase = as_text(data.get("phase"))
        links = {
            item: KeptLink(as_text(found.get("url")), as_float(found.get("since")) or 0.0)
            for item, value in as_mapping(data.get("links")).items()
            if as_text((found := as_mapping(value)).get("url"))
        }
        return cls(
            Phase(phase) if phase in set(Phase) else Phase.NEW, as_text(data.get("channel")), as_text(data.get("music")),
            as_float(data.get("since")), data.get("lossless") is True, as_text(data.get("filename")),
            data.get("refunded") is True, links,
        )  # fmt: skip

    def as_ticket(self) -> Ticket:
        return {
            "phase": self.phase.value, "channel": self.channel, "music": self.music, "since": self.since,
            "lossless": self.lossless, "filename": self.filename, "refunded": self.refunded,
            "links": {item: {"url": link.url, "since": link.since} for item, link in self.links.items()},
        }  # fmt: skip


_GO_ON, _ANEW = "go_on", "anew"


def recovery_actions(ticket: DangoTicket) -> Sequence[RecoveryAction]:
    """How a job with this ticket can go on, what costs nothing first."""
    if ticket.phase in (Phase.STARTING, Phase.ASK):
        return (
            RecoveryAction(
                _GO_ON, text("Ask again"),
                text("Asks Dango about the same upload, which it takes only once, so it cannot be charged twice for it."),
            ),
            _anew(text("If Dango has begun after all, it is charged a second time.")),
        )  # fmt: skip
    if ticket.phase is Phase.SPENT:
        return (_anew(text("Dango has most likely started and charged the song, and offers no way to find it.")),)
    if ticket.phase is Phase.ACCEPTED:
        return (RecoveryAction(_GO_ON, text("Retry"), text("Goes on where it stopped. Nothing is charged again.")),)
    if ticket.phase is Phase.ENDED and not ticket.refunded:
        return (_anew(text("Sends the song anew. It is charged again.")),)
    return (RecoveryAction(_GO_ON, text("Retry"), text("Sends the song anew.")),)


def _anew(note: Text) -> RecoveryAction:
    return RecoveryAction(_ANEW, text("Send again"), note, may_charge_again=True)


def decided(ticket: DangoTicket, decision: str) -> DangoTicket:
    """The ticket after the user's decision."""
    if ticket.phase is Phase.STARTING and decision == _GO_ON:
        return replace(ticket, phase=Phase.ASK)
    return DangoTicket() if decision == _ANEW or ticket.phase is Phase.ENDED else ticket
