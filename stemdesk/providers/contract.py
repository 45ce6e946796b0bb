"""What a provider is: a description plus four verbs.

It describes itself with data (`ProviderDescription`, `Model`), from which screens and commands are made; no screen knows
a provider's name. Then it submits, follows, fetches and cancels one job at a time:

    submit   the song goes to whoever splits it; the ticket comes back
    follow   until the result is there, with progress
    fetch    the result as finished files in the job's work folder
    cancel   stop, and say what that means

Every verb may be called again after a crash with the ticket that was written last. A provider writes a ticket
*before* each step that may cost money (`Work.write_ticket` returns only when it is on disk).
Verbs raise `StemDeskError`; being cancelled they clean up what is theirs and let `CancelledError` pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.jobs import JobSpec, Progress
    from stemdesk.core.models import Model
    from stemdesk.core.stems import StemFile
    from stemdesk.core.text import Text
    from stemdesk.core.tracks import Track

#: All that is needed to find a job again: plain JSON, never a secret.
Ticket = dict[str, Any]


@dataclass(slots=True)
class Work:
    """One job in a provider's hands.

    `folder` is the job's own, on the disk where the stems will lie, and outlives a crash. `track` is None when the
    source is a URL. `ticket` is what was written last (None: nothing yet).
    """

    job: str
    spec: JobSpec
    track: Track | None
    folder: Path
    ticket: Ticket | None
    credentials: Mapping[str, str]
    write_ticket: Callable[[Ticket], Awaitable[None]]
    report: Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """Finished files inside `Work.folder`, under any names; the engine gives them their final ones."""

    stems: Sequence[StemFile]
    documents: Sequence[Path] = field(default_factory=tuple)


class Provider(Protocol):
    @property
    def description(self) -> ProviderDescription: ...

    async def models(self) -> Sequence[Model]:
        """All models, best known state. Raises StemDeskError(NETWORK) only if there is not even an old list."""

    async def submit(self, work: Work) -> None:
        """Hands the song over, unless the ticket says that this has happened."""

    async def follow(self, work: Work) -> None:
        """Returns when the result can be fetched. Reports progress."""

    async def fetch(self, work: Work) -> Fetched:
        """Brings the result into `work.folder`, complete files only."""

    async def cancel(self, work: Work) -> Text:
        """Stops the job wherever it is and says what that means for the user ("nothing was charged")."""
