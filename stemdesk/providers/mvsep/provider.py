"""MVSEP as a provider: the four verbs, and everything else that the service can tell."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import atomic_write
from stemdesk.core.lenient_json import as_float, as_mapping, as_text, parsed
from stemdesk.core.private import opened_private, private_folder
from stemdesk.core.services import Catalogue
from stemdesk.core.text import Text, text
from stemdesk.core.threads import in_thread
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.mvsep import account, catalogue, polling, site
from stemdesk.providers.mvsep import ticket as tickets
from stemdesk.providers.mvsep.client import MvsepClient
from stemdesk.providers.mvsep.description import ADDRESS, DESCRIPTION
from stemdesk.providers.mvsep.separation import Status
from stemdesk.providers.mvsep.stem_names import stems_in_name
from stemdesk.providers.mvsep.submitting import Sender
from stemdesk.providers.mvsep.ticket import MvsepTicket, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.jobs import RecoveryAction
    from stemdesk.core.models import Model
    from stemdesk.core.services import (
        AccountState,
        Board,
        BoardPage,
        Example,
        NewsItem,
        Page,
        PastJob,
        QueueLoad,
    )
    from stemdesk.providers.contract import Fetched, Ticket, Work

_log = logging.getLogger(__name__)

#: Seconds for which what the account may do is taken as known.
_ACCOUNT_HOLDS: Final = 60.0


class MvsepProvider:
    """`cache` is the folder for the list of models."""

    description: Final = DESCRIPTION

    def __init__(self, cache: Path, pace: RetryPolicy | None = None) -> None:
        self._cache = cache
        manners = pace or RetryPolicy()
        self.client = MvsepClient(HttpClient("MVSEP", lambda: base_address("mvsep", ADDRESS), manners), manners)
        self._sender = Sender(self.client)
        self._width: tuple[float, str, int] | None = None

    async def close(self) -> None:
        await self.client.web.close()

    # --- the four verbs ----------------------------------------------------------------------------------------------

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return MvsepTicket.read(ticket).phase in (Phase.SENT, Phase.ACCEPTED)

    async def submit(self, work: Work) -> None:
        if MvsepTicket.read(work.ticket).phase is Phase.ACCEPTED:
            return  # needs no token, either
        await self._sender.send(work, token_of(work.credentials))

    async def follow(self, work: Work) -> None:
        await polling.follow(self.client, work)

    async def fetch(self, work: Work) -> Fetched:
        return await polling.fetch(self.client, work, work.credentials.get("token", ""))

    async def cancel(self, work: Work) -> Text:
        """Asks MVSEP to stop what has not begun, which refunds the credits. What has begun is paid for: it stays there, and a
        retry fetches it."""
        ticket = MvsepTicket.read(work.ticket)
        if ticket.phase in (Phase.NEW, Phase.SENDING, Phase.ENDED):
            return text("nothing was charged")
        token = work.credentials.get("token", "")
        if ticket.phase is Phase.SENT:
            found = await self._sender.find(work, token, ticket)
            if found is None:
                return text("MVSEP may have accepted it: look at the history there, and cancel it there if you can")
            ticket = replace(ticket, phase=Phase.ACCEPTED, hash=found, adopted=True)
            await work.write_ticket(ticket.as_ticket())
        if ticket.only_fetch:
            return text("nothing was charged")
        return await self._call_off(work, token, ticket)

    async def _call_off(self, work: Work, token: str, ticket: MvsepTicket) -> Text:
        ours = not ticket.adopted or account.proves_name(ticket.hash, work.spec)
        try:
            status, _ = await self.client.status(ticket.hash, remote=ticket.remote)
            if status.status is not Status.WAITING or not ours:
                return polling.kept(ticket, is_done=status.status is Status.DONE)
            words = await self.client.cancel(token, ticket.hash)
        except StemDeskError as error:  # the ticket stays: what is paid can still be fetched by a retry
            return text("MVSEP did not stop it, so its credits may be spent: {reason}", reason=error.message)
        await work.write_ticket(replace(ticket, phase=Phase.ENDED, refunded=await self._is_gone(ticket)).as_ticket())
        if words:
            return text("MVSEP says: {words}", words=words)
        return text("cancelled at MVSEP; credits come back if it had not begun")

    async def _is_gone(self, ticket: MvsepTicket) -> bool:
        """After a cancel that was granted: what is not there any more had not begun, so its credits came back."""
        try:
            status, _ = await self.client.status(ticket.hash, remote=ticket.remote)
        except StemDeskError:
            return False
        return status.status is Status.NOT_FOUND

    # --- models ------------------------------------------------------------------------------------------------------

    async def models(self) -> Sequence[Model]:
        known = await self.catalogue()
        return (known or await self.refresh()).models

    async def catalogue(self) -> Catalogue | None:
        return await in_thread(self._kept)

    def _kept(self) -> Catalogue | None:
        try:
            kept = as_mapping(parsed(self._cache_file().read_bytes()))
            return Catalogue(catalogue.models_in(as_text(kept.get("body")).encode()), as_float(kept.get("fetched")))
        except (OSError, StemDeskError):
            return None

    async def refresh(self) -> Catalogue:
        try:
            body = await self.client.algorithms()
            models = await in_thread(catalogue.models_in, body)
        except StemDeskError as error:
            known = await self.catalogue()
            if known is None:
                raise
            return Catalogue(known.models, known.fetched, error.message)
        now = time.time()
        await in_thread(self._keep, body, now)
        return Catalogue(models, now)

    def _keep(self, body: bytes, now: float) -> None:
        """As it came, so that a newer StemDesk can read more out of it. A cache that cannot be written is no trouble."""
        file = self._cache_file()
        try:
            private_folder(file.parent)
            with atomic_write(file) as part, open(part, "w", encoding="utf-8", opener=opened_private) as kept:
                json.dump({"fetched": now, "body": body.decode("utf-8", "replace")}, kept)
        except OSError as error:
            _log.warning("the list of models cannot be kept: %s", error)

    def _cache_file(self) -> Path:
        place = hashlib.sha256(self.client.web.base.encode()).hexdigest()[:8]
        return self._cache / f"mvsep-models-{place}.json"

    # --- the account -------------------------------------------------------------------------------------------------

    async def account(self, credentials: Mapping[str, str]) -> AccountState:
        token = token_of(credentials)
        state = await self.client.user(token)
        self._width = (time.monotonic(), token, state.at_once)
        return state

    async def at_once(self, credentials: Mapping[str, str]) -> int:
        """One job without premium, several with it. One, too, while the account cannot be asked."""
        token = credentials.get("token", "")
        if self._width and self._width[1] == token and time.monotonic() - self._width[0] < _ACCOUNT_HOLDS:
            return self._width[2]
        try:
            return (await self.account(credentials)).at_once
        except StemDeskError:
            return 1

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        self._width = None
        return await self.client.switch(token_of(credentials), key, on)

    async def login(self, email: str, password: str) -> Mapping[str, str]:
        return {"token": await self.client.login(email, password)}

    async def register(self, name: str, email: str, password: str) -> Text:
        return await self.client.register(name, email, password, password)

    # --- jobs that stopped, and jobs of the past -----------------------------------------------------------------------

    def recovery_actions(self, ticket: Mapping[str, object] | None) -> Sequence[RecoveryAction]:
        return tickets.recovery_actions(MvsepTicket.read(ticket))

    def recover(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        return tickets.decided(MvsepTicket.read(ticket), decision).as_ticket()

    async def history(self, credentials: Mapping[str, str], start: int = 0) -> Page[PastJob]:
        return await self.client.history(token_of(credentials), start)

    # --- what the site tells everybody -------------------------------------------------------------------------------

    async def examples(self, start: int = 0, model: str = "") -> Page[Example]:
        return await self.client.demos(start, algorithm=model)

    async def bring_example(self, example: Example, folder: Path) -> Fetched:
        status, _ = await self.client.status(example.hash)
        bundle = polling.Bundle(example.hash, status.files, status.input_name, stems_in_name(example.model))
        return await polling.bring(self.client, bundle, folder, lambda *_: None)

    async def news(self, language: str, start: int = 0) -> Page[NewsItem]:
        return await self.client.news("ru" if language.startswith("ru") else "en", start)

    async def queue_load(self, credentials: Mapping[str, str]) -> QueueLoad:
        return await self.client.queue(credentials.get("token", ""))

    def boards(self) -> Sequence[Board]:
        return site.BOARDS

    async def board(self, board: str, start: int = 0, name: str = "", sort: str = "") -> BoardPage:
        return await self.client.quality_board(board, start, name=name, sort=sort)


def token_of(credentials: Mapping[str, str]) -> str:
    """Raises StemDeskError(AUTH) if there is none."""
    token = credentials.get("token", "").strip()
    if not token:
        raise StemDeskError(
            ErrorKind.AUTH,
            text(
                "MVSEP needs an API token. Paste it under Accounts or log in there (or: stemdesk account login mvsep)."
            ),
        )
    return token
