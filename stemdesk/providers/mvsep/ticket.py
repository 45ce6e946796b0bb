"""What is written down about a separation, and how one goes on from it.

    (nothing) ──► sending ──► sent ──► accepted ──► (fetched)
                     │          │          │
                     │          │          └─► ended: the service failed it, lost it, or it was cancelled
                     │          └─► accepted, if its history shows the separation; else somebody has to decide
                     └─► sending again: what was not sent to its end cannot have been accepted

`sending` is written before the upload begins, `sent` before its last piece leaves, `accepted` with the answer.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import RecoveryAction
from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_list, as_text, objects
from stemdesk.core.text import text
from stemdesk.providers.mvsep.separation import ResultFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.text import Text
    from stemdesk.providers.contract import Ticket


#: Hours that results are kept, as other clients of the service have seen.
KEPT_HOURS: Final = 72


class Phase(StrEnum):
    NEW = "new"
    SENDING = "sending"
    SENT = "sent"
    ACCEPTED = "accepted"
    ENDED = "ended"


class Mirror(StrEnum):
    """Whether the result comes from the other server, which costs a credit."""

    NO = "no"
    WANTED = "wanted"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class MvsepTicket:
    """`known`: the newest hashes of the account's history before we sent. `remote`: `hash` is that of a job from a link.

    `adopted`: the hash was found in the history instead of being told. `when`: epoch seconds of the acceptance.
    `files`: the mirror's answer, which was paid for. `only_fetch`: the separation is one of the history's; there is no
    song that could be sent again. `refunded`: it was cancelled before it had begun.
    `missing`: MVSEP did not know it when it was asked last.
    """

    phase: Phase = Phase.NEW
    sep_type: str = ""
    known: tuple[str, ...] = ()
    hash: str = ""
    remote: bool = False
    adopted: bool = False
    when: float | None = None
    mirror: Mirror = Mirror.NO
    files: tuple[ResultFile, ...] = ()
    input_name: str = ""
    only_fetch: bool = False
    refunded: bool = False
    missing: bool = False

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> MvsepTicket:
        """Lenient: whatever an older version wrote. A hash alone (from the history) is an accepted separation."""
        data = dict(ticket or {})
        hash_ = as_text(data.get("hash"))
        phase = as_text(data.get("phase"))
        mirror = as_text(data.get("mirror"))
        known_phase = Phase(phase) if phase in _PHASES else Phase.ACCEPTED if hash_ else Phase.NEW
        files = tuple(
            ResultFile(as_text(f.get("url")), as_text(f.get("name")), as_text(f.get("stem")), as_int(f.get("size")))
            for f in objects(data.get("files"))
        )
        return cls(
            known_phase, as_text(data.get("sep_type")), tuple(as_text(known) for known in as_list(data.get("known"))),
            hash_, as_bool(data.get("remote")), as_bool(data.get("adopted")), as_float(data.get("when")),
            Mirror(mirror) if mirror in _MIRRORS else Mirror.NO, files, as_text(data.get("input_name")),
            as_bool(data.get("only_fetch")), as_bool(data.get("refunded")),
            as_bool(data.get("missing")),
        )  # fmt: skip

    def as_ticket(self) -> Ticket:
        empty = MvsepTicket()
        kept = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(empty, f.name)}
        plain: Ticket = {key: value.value if isinstance(value, StrEnum) else value for key, value in kept.items()}
        if self.known:
            plain["known"] = list(self.known)
        if self.files:
            plain["files"] = [asdict(file) for file in self.files]
        return {"phase": self.phase.value} | plain

    @property
    def was_paid(self) -> bool:
        """It ended after it had been accepted, and the credits did not come back."""
        return self.phase is Phase.ENDED and bool(self.hash) and not self.refunded


_PHASES = frozenset(phase.value for phase in Phase)
_MIRRORS = frozenset(mirror.value for mirror in Mirror)

_GO_ON, _ANEW, _MIRROR, _MAIN = "go_on", "anew", "mirror", "main"


def recovery_actions(ticket: MvsepTicket) -> Sequence[RecoveryAction]:
    """How a job with this ticket can go on, what costs nothing first."""
    if ticket.phase is Phase.SENT:
        return (
            RecoveryAction(_GO_ON, text("Check again"), text("Looks for it in MVSEP's history. Free.")),
            _paying(
                _ANEW,
                text("Send again"),
                text("If MVSEP has accepted it after all, or still will, it is charged a second time."),
            ),
        )  # fmt: skip
    if ticket.phase is Phase.ACCEPTED:
        return _of_accepted(ticket)
    if ticket.only_fetch:
        return (RecoveryAction(_GO_ON, text("Retry"), text("Checks whether it is available again.")),)
    if ticket.was_paid:
        return (_paying(_ANEW, text("Send again"), text("Sends the song anew. It is charged again.")),)
    return (RecoveryAction(_GO_ON, text("Retry"), text("Sends the song anew.")),)


def _of_accepted(ticket: MvsepTicket) -> Sequence[RecoveryAction]:
    if ticket.mirror is Mirror.ASKED:
        return (
            RecoveryAction(_MAIN, text("Main server"), text("Downloads the result from the main server. Free.")),
            _paying(_MIRROR, text("Mirror again"), text("Asks the mirror again, which may cost one more credit.")),
        )
    if ticket.missing:
        again = RecoveryAction(_GO_ON, text("Check again"), text("Checks whether it is available again. Free."))
        anew = _paying(_ANEW, text("Send again"), text("Sends the song anew. It is charged again."))
        return (again,) if ticket.only_fetch else (again, anew)
    on = RecoveryAction(_GO_ON, text("Retry"), text("Goes on where it stopped. Nothing is charged again."))
    if ticket.remote or ticket.mirror is not Mirror.NO:
        return (on,)
    return (on, _paying(_MIRROR, text("Use the mirror"), text("Downloads the result from the mirror, for one credit.")))


def _paying(id_: str, label: Text, note: Text) -> RecoveryAction:
    return RecoveryAction(id_, label, note, may_charge_again=True)


def decided(ticket: MvsepTicket, decision: str) -> MvsepTicket:
    """The ticket after the user's decision."""
    if decision == _ANEW:
        return MvsepTicket()
    ticket = replace(ticket, missing=False)
    if decision == _MIRROR:
        return replace(ticket, mirror=Mirror.WANTED, files=())
    if decision == _MAIN:
        return replace(ticket, mirror=Mirror.NO, files=())
    return ticket


def gone() -> StemDeskError:
    return StemDeskError(
        ErrorKind.EXPIRED,
        text("MVSEP does not have this result any more; it keeps results for about {hours} hours.", hours=KEPT_HOURS),
    )
