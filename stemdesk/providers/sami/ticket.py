"""What is written down about a song at SAMI, and how one goes on from it. It keeps no jobs: what is here is all there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stemdesk.core.jobs import RecoveryAction
from stemdesk.core.lenient_json import as_list, as_text
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.providers.contract import Ticket

_GO_ON, _ANEW = "go_on", "anew"


@dataclass(frozen=True, slots=True)
class SamiTicket:
    """`wanted`: the stems of the job, `done`: those that were paid for and came. `sent`: the stem whose question went out
    whole and has no answer yet. `lost`: one that was paid for and is not on the disk any more."""

    wanted: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    sent: str = ""
    lost: str = ""

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> SamiTicket:
        data = dict(ticket or {})
        return cls(_names(data.get("wanted")), _names(data.get("done")), as_text(data.get("sent")),
                   as_text(data.get("lost")))  # fmt: skip

    def as_ticket(self) -> Ticket:
        return {"wanted": list(self.wanted), "done": sorted(self.done), "sent": self.sent, "lost": self.lost}

    @property
    def is_complete(self) -> bool:
        return set(self.wanted or ("vocals", "instrumental")) <= set(
            self.done
        )  # older tickets do not say what is wanted


def _names(value: object) -> tuple[str, ...]:
    return tuple(sorted(as_text(name) for name in as_list(value)))


def recovery_actions(ticket: SamiTicket) -> Sequence[RecoveryAction]:
    """How a job with this ticket can go on, what costs nothing first."""
    if ticket.lost:
        return (
            RecoveryAction(_GO_ON, text("Check again"), text("Checks whether the stem is back. Free.")),
            RecoveryAction(
                _ANEW, text("Send again"), text("Volcengine charges the stem a second time."), may_charge_again=True
            ),
        )
    if ticket.sent:
        note = text("Volcengine cannot be asked about a call. If it was answered, it is charged a second time.")
        return (RecoveryAction(_ANEW, text("Send again"), note, may_charge_again=True),)
    return (
        RecoveryAction(_GO_ON, text("Retry"), text("Sends what is missing. Stems that are here are not sent again.")),
    )


def decided(ticket: SamiTicket, decision: str) -> SamiTicket:
    """The ticket after the user's decision."""
    if decision != _ANEW:
        return replace(ticket, lost="")
    if ticket.lost:
        return replace(ticket, lost="", done=tuple(stem for stem in ticket.done if stem != ticket.lost))
    return replace(ticket, sent="")
