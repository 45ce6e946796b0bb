"""The state machine under anything that people and fate do to it (hypothesis makes up the stories)."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.descriptions import ProviderDescription
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobSpec, JobState, Progress, RecoveryAction
from stemdesk.core.models import Model
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.jobs.engine import Engine, JobChanged
from stemdesk.jobs.store import Store
from stemdesk.providers.contract import Fetched, Work
from stemdesk.providers.registry import Registry
from tests.sounds import make_song

ENDS = st.sampled_from([None, ErrorKind.NETWORK, ErrorKind.SERVER, ErrorKind.REJECTED, ErrorKind.UNKNOWN_OUTCOME])


class Paid:
    """A provider that charges at submit, and whose jobs end as the story says."""

    description = ProviderDescription("paid", text("Paid"), text("for tests"), parallel_jobs=2)

    def __init__(self) -> None:
        self.charges: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.gates: dict[str, asyncio.Future[ErrorKind | None]] = {}

    async def models(self) -> Sequence[Model]:
        return []

    async def submit(self, work: Work) -> None:
        if (work.ticket or {}).get("paid"):
            return
        await work.write_ticket({"paid": True})
        self.charges[work.job] += 1

    async def follow(self, work: Work) -> None:
        work.report(Progress(JobState.PROCESSING, 0.5, text("working")))
        gate = self.gates.setdefault(work.job, asyncio.get_running_loop().create_future())
        kind = await asyncio.shield(gate)
        del self.gates[work.job]
        if kind is not None:
            raise StemDeskError(kind, text("as the story says"))

    async def fetch(self, work: Work) -> Fetched:
        return Fetched([StemFile(name, make_song(work.folder / f"{name}.wav", 0.02)) for name in ("vocals", "other")])

    async def cancel(self, work: Work) -> Text:
        return text("stopped")

    def recovery_actions(self, ticket: Any) -> Sequence[RecoveryAction]:
        return (RecoveryAction("go_on", text("Check again")), RecoveryAction("anew", text("Send again")))

    def recover(self, ticket: Any, decision: str) -> Any:
        return None if decision == "anew" else ticket


class Story(RuleBasedStateMachine):
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))  # noqa: S108
        os.environ["STEMDESK_HOME"] = str(self.folder)
        self.song = make_song(self.folder / "a song.wav", 0.02)
        self.loop = asyncio.new_event_loop()
        self.provider = Paid()
        self.states: dict[str, JobState] = {}
        self.wrong: list[str] = []
        self.removed: set[str] = set()
        self.open()

    def open(self) -> None:
        self.store = Store(app_paths().database)
        self.engine = Engine(self.store, Registry([self.provider]), Credentials(), app_paths())
        self.engine.listen(self.hear)

    def hear(self, event: Any) -> None:
        if isinstance(event, JobChanged):
            before, now = self.states.get(event.job.id, event.job.state), event.job.state
            if before is not now and not before.may_become(now):
                self.wrong.append(f"{before} became {now}")
            self.states[event.job.id] = now

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def settle(self) -> None:
        """Until nobody can get any further without the story going on."""

        async def quiet() -> None:
            for _ in range(400):
                await asyncio.sleep(0.001)
                working = [job for job in self.store.unfinished() if job.id in self.engine._tasks]
                if all(job.id in self.provider.gates or job.state is JobState.QUEUED for job in working) and (
                    len([job for job in working if job.id in self.provider.gates]) >= min(2, len(working))
                ):
                    return

        self.run(quiet())

    @rule(target=jobs)
    def add(self) -> str:
        spec = JobSpec(str(self.song), "paid", "m", "wav", self.folder / "out", {}, "M")
        (job,) = self.run(self.engine.add([spec]))
        self.settle()
        return str(job.id)

    @rule(job=jobs, kind=ENDS)
    def the_service_is_through_with(self, job: str, kind: ErrorKind | None) -> None:
        gate = self.provider.gates.get(job)
        if gate is not None and not gate.done() and job in self.engine._tasks:
            gate.set_result(kind)
            self.run(self.engine.finished([job]))
            self.settle()

    @rule(job=jobs)
    def cancel(self, job: str) -> None:
        try:
            self.run(self.engine.cancel(job))
            self.provider.gates.pop(job, None)
        except UsageError:
            assert self.store.job(job) is None or not self.store.job(job).state.is_active  # type: ignore[union-attr]
        self.settle()

    @rule(job=jobs, way=st.sampled_from([None, "go_on", "anew"]))
    def retry(self, job: str, way: str | None) -> None:
        try:
            self.run(self.engine.retry(job, way))
        except UsageError:
            return
        self.provider.agreed[job] += way == "anew"
        self.settle()

    @rule()
    def the_program_ends_and_starts_again(self) -> None:
        self.run(self.engine.close())
        self.provider.gates.clear()  # nobody waits there any more; a job that is queued now would be waited for without end
        self.open()
        self.run(self.engine.resume())
        self.settle()

    @rule(job=consumes(jobs))
    def remove(self, job: str) -> None:
        try:
            self.run(self.engine.remove(job))
            self.removed.add(job)
        except UsageError:
            self.run(self.engine.cancel(job))
            self.provider.gates.pop(job, None)
            self.settle()

    @invariant()
    def no_state_follows_that_may_not(self) -> None:
        assert self.wrong == []

    @invariant()
    def nothing_is_charged_that_nobody_agreed_to(self) -> None:
        for job, charges in self.provider.charges.items():
            assert charges <= 1 + self.provider.agreed[job]

    @invariant()
    def what_is_done_is_whole_and_what_is_given_up_leaves_nothing(self) -> None:
        for job in self.store.jobs():
            work = job.spec.output / f".stemdesk-{job.id}"
            if job.state is JobState.DONE:
                assert job.results
                assert all(stem.path.is_file() for stem in job.results.stems)
            if job.state in (JobState.DONE, JobState.CANCELLED):
                assert not work.exists()

    def teardown(self) -> None:
        self.run(self.engine.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_story_breaks_the_state_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    monkeypatch.setenv("STEMDESK_HOME", "set by each story")
    run_state_machine_as_test(
        Story,
        settings=settings(max_examples=40, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
