"""One question for all songs that are waiting at Dango, never more often than every five seconds."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.providers.dango import answers, requests

if TYPE_CHECKING:
    from stemdesk.providers.dango.answers import JobStatus
    from stemdesk.providers.dango.client import DangoClient
    from stemdesk.providers.dango.requests import ApiKey

#: Ids in one address.
_MOST = 40


class BatchStatusPoller:
    def __init__(self, client: DangoClient) -> None:
        self._client = client
        self._waiting: dict[ApiKey, dict[str, asyncio.Future[JobStatus]]] = defaultdict(dict)
        self._task: asyncio.Task[None] | None = None

    async def status(self, key: ApiKey, music: str) -> JobStatus:
        """Where a song stands at the next joint look. Raises StemDeskError: NETWORK, SERVER, AUTH, EXPIRED."""
        waiting = self._waiting[key].get(music)
        if waiting is None or waiting.done():
            waiting = self._waiting[key][music] = asyncio.get_running_loop().create_future()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        return await asyncio.shield(waiting)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look(self) -> None:
        while any(self._waiting.values()):
            await asyncio.sleep(self._client.next_poll())
            for key in list(self._waiting):
                ids = list(self._waiting[key])[:_MOST]
                if ids:
                    await self._ask(key, ids)

    async def _ask(self, key: ApiKey, ids: list[str]) -> None:
        try:
            found = await self._together(key, ids)
        except StemDeskError as error:
            for music in ids:
                self._settle(key, music, error)
            return
        for music in ids:
            self._settle(key, music, found.get(music))

    async def _together(self, key: ApiKey, ids: list[str]) -> dict[str, JobStatus | StemDeskError]:
        """All at once; where one of them spoils the answer, or it does not tell them apart, one by one."""
        found: dict[str, JobStatus | StemDeskError] = {}
        try:
            found |= answers.standings(await self._client.send(requests.status(key, ids)), ids)
        except StemDeskError as error:
            if len(ids) == 1 or error.kind in (ErrorKind.NETWORK, ErrorKind.AUTH, ErrorKind.SERVER):
                raise _of_a_song(error) from None
        for music in ids:
            if music not in found and len(ids) > 1:
                try:
                    answer = await self._client.send(requests.status(key, [music]))
                    found |= answers.standings(answer, [music])
                except StemDeskError as error:
                    found[music] = _of_a_song(error)
        return found

    def _settle(self, key: ApiKey, music: str, outcome: JobStatus | StemDeskError | None) -> None:
        waiting = self._waiting[key].pop(music, None)
        if waiting is None or waiting.done():
            return
        if isinstance(outcome, StemDeskError):
            waiting.set_exception(outcome)
            waiting.exception()  # whoever asked may be gone
        elif outcome is None:
            waiting.set_exception(StemDeskError(ErrorKind.SERVER, text("Dango says nothing about the song.")))
            waiting.exception()
        else:
            waiting.set_result(outcome)


def _of_a_song(error: StemDeskError) -> StemDeskError:
    """On this call, the code for a low balance means that the song has expired."""
    if error.kind is ErrorKind.QUOTA:
        return StemDeskError(ErrorKind.EXPIRED, text("Dango keeps songs for 30 days, and this one is gone."))
    return error
