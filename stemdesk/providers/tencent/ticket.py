"""What is written down about a job at Tencent, and how one goes on from it.

    (nothing) ──► staging ──► creating ──► accepted ──► (fetched)
                    │            │            └─► ended
                    │            └─► accepted, if ListJobs knows our customId; else somebody has to decide
                    └─► staged again: nothing was ordered yet

The customId is written down before anything else, and the staged song's key with it, so that it is deleted whatever happens.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.jobs import RecoveryAction
from stemdesk.core.lenient_json import as_text, objects
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.text import Text
    from stemdesk.providers.contract import Ticket

#: Everything of ours in the bucket lies below it.
FOLDER: Final = "stemdesk"
_GO_ON, _ANEW = "go_on", "anew"


class Phase(StrEnum):
    NEW = "new"
    STAGING = "staging"
    CREATING = "creating"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TencentTicket:
    """`custom` is our own id of the job, `staged` the song's key in the bucket while it is there."""

    phase: Phase = Phase.NEW
    custom: str = ""
    staged: str = ""
    job: str = ""
    destination: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> TencentTicket:
        data = dict(ticket or {})
        phase = as_text(data.get("phase"))
        files = tuple((as_text(f.get("stem")), as_text(f.get("name"))) for f in objects(data.get("files")))
        return cls(
            Phase(phase) if phase in set(Phase) else Phase.NEW, as_text(data.get("custom")), as_text(data.get("staged")),
            as_text(data.get("job")), as_text(data.get("destination")), files,
        )  # fmt: skip

    def as_ticket(self) -> Ticket:
        plain: Ticket = asdict(self) | {"phase": self.phase.value}
        plain["files"] = [{"stem": stem, "name": name} for stem, name in self.files]
        return plain

    @property
    def folder(self) -> str:
        """Where the results of this job alone are told to land."""
        return f"/{FOLDER}/{self.custom}/"


def recovery_actions(ticket: TencentTicket) -> Sequence[RecoveryAction]:
    """How a job with this ticket can go on, what costs nothing first."""
    match ticket.phase:
        case Phase.CREATING:
            return (
                RecoveryAction(_GO_ON, text("Check again"), text("Asks Tencent for the job by its id. Free.")),
                _anew(text("If Tencent has accepted it after all, it is charged twice.")),
            )
        case Phase.ACCEPTED:
            return (RecoveryAction(_GO_ON, text("Retry"), text("Goes on where it stopped. Nothing is charged again.")),)
        case Phase.ENDED:
            return (_anew(text("Sends the song anew. It may be charged again.")),)
        case _:
            return (RecoveryAction(_GO_ON, text("Retry"), text("Sends the song anew.")),)


def _anew(note: Text) -> RecoveryAction:
    return RecoveryAction(_ANEW, text("Send again"), note, may_charge_again=True)


def decided(ticket: TencentTicket, decision: str) -> TencentTicket:
    """The ticket after the user's decision. What lies in the bucket still stays known."""
    if decision == _ANEW or ticket.phase is Phase.ENDED:
        return TencentTicket(staged=ticket.staged)
    return ticket
