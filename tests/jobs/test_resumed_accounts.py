"""Jobs that go on at a start ask the keyring for the accounts that they need, and for no other."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import keyring

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.jobs import JobSpec, JobState
from stemdesk.core.text import text, verbatim
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.store import Store
from stemdesk.providers.registry import Registry
from tests.accounts.recording import SECRET, Recording
from tests.jobs.fakes import FakeProvider
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path


def service(name: str) -> FakeProvider:
    made = FakeProvider(name)
    made.description = ProviderDescription(
        name, verbatim(name), verbatim(""), (CredentialField("key", text("Key")), CredentialField("id", text("Id")))
    )
    return made


def test_jobs_that_are_resumed_ask_for_the_account_of_their_own_service_once(tmp_path: Path) -> None:
    song = make_song(tmp_path / "a song.wav", 0.1)  # as long as the stems that come back
    backend = Recording()
    keyring.set_keyring(backend)
    for name in ("used", "unused"):
        backend.kept["StemDesk", name] = json.dumps({"key": SECRET, "id": "me"})

    def desk(provider: FakeProvider) -> Engine:
        where = app_paths()
        return Engine(Store(where.database), Registry([service("unused"), provider]), Credentials(), where)

    async def two_lives() -> None:
        before = service("used")
        before.gate.clear()
        first = desk(before)
        spec = JobSpec(str(song), "used", "m", "wav", tmp_path / "out", {}, "M")
        jobs = await first.add([spec, spec])
        await before.following.wait()
        await first.close()
        backend.calls.clear()
        second = desk(service("used"))
        await second.resume()
        ended = await second.finished([job.id for job in jobs])
        await second.close()
        assert [job.state for job in ended] == [JobState.DONE, JobState.DONE]

    asyncio.run(asyncio.wait_for(two_lives(), 60))
    assert backend.calls == ["get used"]
