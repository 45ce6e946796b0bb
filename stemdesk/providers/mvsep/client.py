"""MVSEP's API with types on both sides, one method an endpoint: the pure halves (`requests`, and the modules that read)
put together over the wire. Calls that only look are repeated patiently; calls that change something are made once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.services import Page
from stemdesk.core.text import text
from stemdesk.http.retry import with_retries
from stemdesk.providers.mvsep import account, requests, separation, site
from stemdesk.providers.mvsep.answers import read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from stemdesk.core.services import AccountState, BoardPage, Example, NewsItem, PastJob, QueueLoad
    from stemdesk.core.song_files import FileStamp
    from stemdesk.core.text import Text
    from stemdesk.http.client import HttpClient
    from stemdesk.http.request import Request, Response
    from stemdesk.http.retry import RetryPolicy
    from stemdesk.providers.mvsep.separation import JobStatus
    from stemdesk.providers.mvsep.site import Entry

#: Entries of a page of what is long to read or to look through.
_FEW: Final = 10


class MvsepClient:
    """Every method raises StemDeskError: NETWORK without an answer, else what the server's words mean."""

    def __init__(self, web: HttpClient, pace: RetryPolicy) -> None:
        self.web = web
        self.pace = pace

    # --- separations -------------------------------------------------------------------------------------------------

    async def create(
        self,
        request: Request,
        progress: Callable[[int, int], None],
        before_end: Callable[[], Awaitable[None]],
        known: Mapping[Path, FileStamp],
    ) -> Response:
        """The one call that charges. Made once; see `HttpClient.send` for what its errors say about the outcome."""
        return await self.web.send(request, progress=progress, before_end=before_end, known=known)

    async def status(self, hash_: str, *, remote: bool = False) -> tuple[JobStatus, Response]:
        """Asks once; whoever follows a job has a patience of its own."""
        answer = await self.web.send(requests.remote_result(hash_) if remote else requests.result(hash_))
        return separation.status(answer), answer

    async def mirror(self, token: str, hash_: str) -> JobStatus:
        """The result from the other server. Costs one credit, so it is asked once."""
        answer = await self.web.send(requests.result_from_mirror(token, hash_))
        read(answer)
        return separation.status(answer)

    async def cancel(self, token: str, hash_: str) -> str:
        """The server's words about it. Cancelling twice does no harm."""
        return separation.cancelled(await self._look(requests.cancel(token, hash_)))

    # --- the site ----------------------------------------------------------------------------------------------------

    async def algorithms(self) -> bytes:
        """The catalogue as it came (`catalogue.models_in` reads it)."""
        answer = await self._look(requests.algorithms())
        if answer.status != 200:
            read(answer)
        return answer.body

    async def news(self, language: str, start: int = 0, limit: int = _FEW) -> Page[NewsItem]:
        answer = await self._look(requests.news(language, start, limit))
        return Page(site.news(answer), _next(answer, start, limit))

    async def queue(self, token: str = "") -> QueueLoad:
        return site.queue(await self._look(requests.queue(token)))

    async def demos(self, start: int = 0, limit: int = _FEW, algorithm: str = "") -> Page[Example]:
        answer = await self._look(requests.demos(start, limit, algorithm))
        return Page(site.demos(answer), _next(answer, start, limit))

    # --- the account -------------------------------------------------------------------------------------------------

    async def login(self, email: str, password: str) -> str:
        """The API token."""
        return account.token_of_login(await self.web.send(requests.login(email, password)))

    async def register(self, name: str, email: str, password: str, repeated: str) -> Text:
        return account.registered(await self.web.send(requests.register(name, email, password, repeated)))

    async def user(self, token: str) -> AccountState:
        return account.account(await self._look(requests.user(token)))

    async def history(self, token: str, start: int = 0, limit: int = requests.PAGE) -> Page[PastJob]:
        answer = await self._look(requests.history(token, start, limit))
        return Page(account.history(answer), _next(answer, start, limit))

    async def switch(self, token: str, key: str, on: bool) -> Text:
        """`key`: account.PREMIUM or account.LONG_FILENAMES. Switching twice does no harm."""
        build = {account.PREMIUM: requests.switch_premium, account.LONG_FILENAMES: requests.switch_long_filenames}.get(
            key
        )
        if build is None:
            raise StemDeskError(ErrorKind.UNSUPPORTED, text("MVSEP has no switch {key}.", key=key))
        return account.switched(await self._look(build(token, on)))

    # --- the quality checker -----------------------------------------------------------------------------------------

    async def quality_queue(self, start: int = 0, limit: int = requests.PAGE) -> list[Entry]:
        return site.entries(await self._look(requests.quality_queue(start, limit)))

    async def quality_board(
        self, dataset: str, start: int = 0, limit: int = requests.PAGE, name: str = "", sort: str = ""
    ) -> BoardPage:
        answer = await self._look(requests.quality_board(dataset, start, limit, name, sort))
        return replace(site.board(answer), next_start=_next(answer, start, limit))

    async def quality_entry(self, entry: str) -> list[Entry]:
        return site.entries(await self._look(requests.quality_entry(entry)))

    async def quality_add(self, token: str, entry: requests.Contribution) -> tuple[str, str]:
        """The new entry's id and link."""
        return site.added(await self.web.send(requests.quality_add(token, entry)))

    async def quality_delete(self, entry: str, password: str) -> str:
        """The server's words."""
        return separation.cancelled(await self.web.send(requests.quality_delete(entry, password)))

    async def _look(self, request: Request) -> Response:
        return await with_retries(lambda: self.web.send(request), self.pace)


def _next(answer: Response, start: int, limit: int) -> int | None:
    """Where the next page begins. MVSEP does not say how many entries there are: a page that is not full is the last."""
    count = site.entries_in(answer)
    return start + count if count >= limit else None
