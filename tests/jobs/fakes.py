"""A provider that obeys the test: it holds each verb until it is let go, and remembers what was asked of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from stemdesk.core.descriptions import ProviderDescription
from stemdesk.core.jobs import JobState, PartialStems, Progress
from stemdesk.core.models import Format, Model
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.providers.contract import Fetched, Work
from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.errors import StemDeskError


class FakeProvider:
    def __init__(self, name: str = "fake", parallel: int = 2) -> None:
        self.description = ProviderDescription(name, text("Fake"), text("for tests"), parallel_jobs=parallel)
        self.calls: Counter[tuple[str, str]] = Counter()
        self.gate = asyncio.Event()
        self.gate.set()
        self.following = asyncio.Event()
        self.is_full = asyncio.Event()
        self.now = 0
        self.most = 0
        self.fail: StemDeskError | None = None

    async def models(self) -> Sequence[Model]:
        return [Model("m", text("M"), text("G"), text(""), ("vocals", "other"), (Format("wav", text("W"), ".wav"),))]

    async def submit(self, work: Work) -> None:
        self.calls["submit", work.spec.title] += 1
        if work.ticket is None:
            await work.write_ticket({"paid": work.job})
            self.calls["charge", work.spec.title] += 1

    async def follow(self, work: Work) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        if self.now == self.description.parallel_jobs:
            self.is_full.set()
        try:
            work.report(Progress(JobState.PROCESSING, 0.5, text("working"), self._partial(work)))
            self.following.set()
            await self.gate.wait()
            if self.fail is not None:
                raise self.fail
        finally:
            self.now -= 1

    def _partial(self, work: Work) -> PartialStems | None:
        if work.partials is None:
            return None
        work.partials.mkdir(parents=True)
        (work.partials / "vocals.pcm").write_bytes(bytes(400))
        return PartialStems((StemFile("vocals", work.partials / "vocals.pcm"),), 44_100, 1000, 100)

    async def fetch(self, work: Work) -> Fetched:
        stems = [StemFile(name, make_song(work.folder / f"raw {name}.wav", 0.1)) for name in ("other", "vocals")]
        document = work.folder / "notes.txt"
        document.write_text("C major")
        (work.folder / "leftover.part").write_bytes(b"x")
        return Fetched(stems, [document])

    async def cancel(self, work: Work) -> Text:
        self.calls["cancel", work.spec.title] += 1
        return text("nothing was charged")
