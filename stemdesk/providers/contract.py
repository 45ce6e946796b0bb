"""What a provider is: a description plus four verbs.

It describes itself with data (`ProviderDescription`, `Model`), from which screens and commands are made; no screen knows
a provider's name. Then it submits, follows, fetches and cancels one job at a time:

    submit   the song goes to whoever splits it; the ticket comes back
    follow   until the result is there, with progress
    fetch    the result as finished files in the job's work folder
    cancel   stop, and say what that means

Every verb may be called again after a crash with the ticket that was written last. A provider writes a ticket
*before* each step that may cost money (`Work.write_ticket` returns only when it is on disk).

What a verb owes:

- It raises `StemDeskError`. Only an answer that says no in the service's own form counts as a refusal of a call that
  charges; whatever else comes back, or does not, is `UNKNOWN_OUTCOME` and stays written down as such.
- It believes the disk, not the ticket: a stem that was paid for and is not there any more is a question, never paid again
  by itself.
- Cancelled, it ends in a known state before `CancelledError` passes: no thread writes on (`core.threads`), no file is half
  under its final name, a note about a call that may cost stays. Whoever takes the job over finds it in nobody's hands.
- It does not wait longer than its own polls, whatever clocks say.

What only some services can do (an account, a history, decisions about an unclear job, …) is a protocol of its own below;
screens and commands ask `isinstance(provider, HasHistory)` and never for a service's name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.jobs import JobSpec, Progress, RecoveryAction
    from stemdesk.core.models import KeptModel, Model
    from stemdesk.core.services import (
        AccountState,
        Board,
        BoardPage,
        Catalogue,
        Example,
        NewsItem,
        Page,
        PastJob,
        QueueLoad,
    )
    from stemdesk.core.song_files import FileStamp, SongFile
    from stemdesk.core.stems import StemFile
    from stemdesk.core.text import Text

#: All that is needed to find a job again: plain JSON, never a secret.
Ticket = dict[str, Any]


@dataclass(slots=True)
class Work:
    """One job in a provider's hands.

    `folder` is the job's own, on the disk where the stems will lie, and outlives a crash. `song_file` is None when the
    source is a URL or there is none; `reference` is the second song of a pair. `ticket` is what was written last (None:
    nothing yet).
    """

    job: str
    spec: JobSpec
    song_file: SongFile | None
    folder: Path
    ticket: Ticket | None
    credentials: Mapping[str, str]
    write_ticket: Callable[[Ticket], Awaitable[None]]
    report: Callable[[Progress], None]
    reference: SongFile | None = None
    #: The bytes of `song_file` as they were decoded (SHA-256, hexadecimal); "" without a file.
    song_sha256: str = ""
    #: The stamps that the files had when they were decoded: only those are sent.
    stamps: dict[Path, FileStamp] = field(default_factory=dict)
    #: The user takes the stems whatever their length is.
    takes_as_is: bool = False
    #: Where stems may be written while they are being made, for whoever wants to hear them already (`Progress.partial`);
    #: None where nobody does. The engine removes it with the job's end.
    partials: Path | None = None
    #: The tickets of all other jobs of this provider: what they hold is not this job's.
    others: Callable[[], Sequence[Ticket]] = tuple

    @property
    def track(self) -> SongFile | None:
        """What `song_file` was called before; providers of other packages may know it so."""
        return self.song_file


@dataclass(frozen=True, slots=True)
class Instead:
    """Another model has split the song than was `asked` for. `is_news`: nobody was told why yet."""

    model: str
    asked: str
    why: Text
    is_news: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """Finished files inside `Work.folder`, under any names; the engine gives them their final ones."""

    stems: Sequence[StemFile]
    documents: Sequence[Path] = field(default_factory=tuple)
    instead: Instead | None = None


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


@runtime_checkable
class HasConnections(Protocol):
    """Holds something open that wants to be closed on the engine's loop."""

    async def close(self) -> None: ...


@runtime_checkable
class HasCatalogue(Protocol):
    """Models that come from the service and are kept on disk."""

    async def catalogue(self) -> Catalogue | None:
        """What is on disk, without asking anybody; None if there is nothing."""

    async def refresh(self) -> Catalogue:
        """Asks the service. Without an answer the old list comes back with `trouble`; NETWORK if there is none."""


@runtime_checkable
class HasAccount(Protocol):
    """An account that the service tells about. Methods raise AUTH for credentials that are missing or refused."""

    async def account(self, credentials: Mapping[str, str]) -> AccountState: ...

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        """Turns one of the account's switches; the service's words."""


@runtime_checkable
class ChecksAccount(Protocol):
    """Can try credentials out beyond what `HasAccount` tells, without being charged."""

    async def check_account(self, credentials: Mapping[str, str]) -> Sequence[Text]:
        """What was found, a sentence each. Raises AUTH for credentials that are missing or refused."""


@runtime_checkable
class CanLogIn(Protocol):
    """Gives credentials for an e-mail address and a password, which is never stored."""

    async def login(self, email: str, password: str) -> Mapping[str, str]:
        """The credentials by the keys of the description's fields. Raises StemDeskError(AUTH) with the service's words."""

    async def register(self, name: str, email: str, password: str) -> Text:
        """Makes an account; the service's words. Raises REJECTED with its words."""


@runtime_checkable
class HasConcurrencyLimit(Protocol):
    """The account decides how many jobs run at once."""

    async def at_once(self, credentials: Mapping[str, str]) -> int:
        """At least 1. Raises nothing: an account that cannot be asked gets what everybody has."""


@runtime_checkable
class CanRecover(Protocol):
    """Knows more than one way to go on with a stopped job."""

    def recovery_actions(self, ticket: Mapping[str, Any] | None) -> Sequence[RecoveryAction]:
        """At least one, the safest first. Those that may be charged again say so."""

    def recover(self, ticket: Mapping[str, Any] | None, decision: str) -> Ticket | None:
        """The ticket to go on with after the action of that id; None to begin anew."""


@runtime_checkable
class RetainsUpload(Protocol):
    """Has the song once it was sent: from then on the job goes on without the file."""

    def has_song(self, ticket: Mapping[str, Any] | None) -> bool: ...


@runtime_checkable
class HasPartialResults(Protocol):
    """A result can be there in part, and each part is paid for: the work folder is kept until the job is done."""

    def has_parts(self, ticket: Mapping[str, Any] | None) -> bool: ...


@runtime_checkable
class TidiesUp(Protocol):
    """Leaves something with the service that goes once the stems are in their place."""

    async def tidy_up(self, work: Work) -> None:
        """May be called more than once. Raises StemDeskError; the job is done all the same."""


@runtime_checkable
class KeepsModels(Protocol):
    """Has models that are downloaded to this computer once (`Model.download`). Getting and removing take a model's id or
    that of what it needs (`KeptModel`), and raise UsageError for any other."""

    async def kept_models(self) -> Sequence[KeptModel]:
        """All that can be downloaded, there or not; what several models need is there once."""

    async def get_model(self, model_id: str, report: Callable[[float], None]) -> None:
        """Brings it, and tells how much of it is there, 0…1."""

    async def remove_model(self, model_id: str) -> None: ...


@runtime_checkable
class HasHistory(Protocol):
    """Keeps earlier jobs, which can be fetched again for a while."""

    async def history(self, credentials: Mapping[str, str], start: int = 0) -> Page[PastJob]:
        """The newest first. `start` is 0 or the last page's `next_start`; how long a page is, the service decides.

        Raises StemDeskError: AUTH for credentials that are missing or refused, NETWORK without an answer.
        """


@runtime_checkable
class HasExamples(Protocol):
    """Publishes separations to listen to."""

    async def examples(self, start: int = 0, model: str = "") -> Page[Example]:
        """The newest first, all or those of one model (`Model.id`); `start` as in `HasHistory`."""

    async def bring_example(self, example: Example, folder: Path) -> Fetched:
        """Downloads one into `folder`."""


@runtime_checkable
class HasNews(Protocol):
    async def news(self, language: str, start: int = 0) -> Page[NewsItem]:
        """The newest first, in this language ("zh_CN") if there are any; `start` as in `HasHistory`."""


@runtime_checkable
class HasQueueLoad(Protocol):
    """Says how many jobs wait there."""

    async def queue_load(self, credentials: Mapping[str, str]) -> QueueLoad:
        """Also without credentials, which may be empty or refused; then `QueueLoad.own` is None."""


@runtime_checkable
class HasLeaderboards(Protocol):
    """Measures models against each other."""

    def boards(self) -> Sequence[Board]:
        """What can be asked for; needs nobody to be asked."""

    async def board(self, board: str, start: int = 0, name: str = "", sort: str = "") -> BoardPage:
        """The rows from `start` on (as in `HasHistory`) of the board of that id: those with `name` in their names, sorted by
        the column of the id `sort` ("" for the board's own order)."""
