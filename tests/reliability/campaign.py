"""Kills StemDesk at every step of a paid job, under every fault, and looks what became of the money and the stems.

    python -m tests.reliability.campaign [--most N] [--share I/N] [--report FILE]

Every run: a fresh home, one song, one fault; the process is killed (SIGKILL) at its n-th step or at a random moment,
often a second time after its restart, and then left alone until the job is over. A user who is asked checks again first,
and sends again only if the service's own page does not show the song. What has to hold without exception: the song is
charged once, the stems are byte for byte the service's, no file is left over, the token is nowhere on disk.

Each life of the program is a fork of this process, which therefore has no threads; the service is a process beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobSpec, JobState
from stemdesk.core.places import places
from stemdesk.jobs import delivery
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.opening_store import open_store
from stemdesk.jobs.store import Store
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.mvsep.provider import MvsepProvider
from stemdesk.providers.registry import Registry
from stemdesk.providers.web import client, download
from stemdesk.providers.web.client import Web
from stemdesk.providers.web.pace import Pace
from tests.reliability.service import FAULTS
from tests.sounds import make_song
from tests.standins.mvsep import TOKEN

for _name in ("anyio._backends._asyncio", "httpcore", "h11", "keyring.backends.fail"):
    import_module(_name)  # once here instead of once in every fork

#: The manners of a real service at a speed for a campaign.
PACE = Pace(poll=(0.0, 0.01), tries=6, first_wait=0.01, longest_wait=0.03, enough=8, outage=0.0,
            rest=(0.01, 0.03))  # fmt: skip
#: Lives that a job gets; a job that is not over then is stuck.
MOST_LIVES = 40
#: Kill points per fault, spread over all steps.
POINTS = 27
LOCAL_POINTS = 10
RANDOM_MOMENTS = 3
#: A disk in memory where there is one: a killed process leaves the same behind there, only sooner.
QUICK_DISK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


@dataclass
class Life:
    """One start of the program. `kill_at` is the step at which it dies, `kill_after` the moment (seconds)."""

    kill_at: int = 0
    kill_after: float | None = None
    retry: str | None = None


@dataclass
class Run:
    fault: str
    home: Path
    song: Path
    url: str
    lives: int = 0
    kills: int = 0
    questions: int = 0
    trouble: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.home / "out"

    @property
    def is_paid(self) -> bool:
        return self.fault != "on this computer"

    def spec(self) -> JobSpec:
        if self.is_paid:
            return JobSpec(str(self.song), "mvsep", "40", "wav16", self.out, {"add_opt1": "81"}, "BS Roformer")
        return JobSpec(str(self.song), "local", "vocals", "wav16", self.out, {}, "Quick vocals")

    def registry(self) -> Registry:
        return Registry([LocalProvider(), MvsepProvider(places().cache, PACE)], [])


class Steps:
    """Counts the places at which the world outside or the disk changes, and dies at one of them."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at = kill_at
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str) -> None:
        """A step before and a step after each call."""
        inner = getattr(owner, name)
        if asyncio.iscoroutinefunction(inner):

            @functools.wraps(inner)
            async def wrapped(*args: Any, **named: Any) -> Any:
                self.step()
                result = await inner(*args, **named)
                self.step()
                return result
        else:

            @functools.wraps(inner)
            def wrapped(*args: Any, **named: Any) -> Any:
                self.step()
                result = inner(*args, **named)
                self.step()
                return result

        setattr(owner, name, wrapped)

    def install(self) -> None:
        for name in ("add_job", "write_ticket", "write_delivery", "deliver", "settle", "requeue", "attach_song"):
            self.around(Store, name)
        self.around(Web, "send")
        for name in ("_append", "_begin", "_finish"):
            self.around(download, name)
        for name in ("prepare", "move", "discard", "open_work_folder"):
            self.around(delivery, name)


def live(run: Run, life: Life) -> int:
    """One life of the program, in a fork. Returns how many steps it took (in the parent: 0 if it was killed)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            steps = Steps(life.kill_at)
            steps.install()
            asyncio.run(asyncio.wait_for(_work(run, life), 60))
            os.write(writing, str(steps.count).encode())
        except BaseException as error:
            os.write(2, f"{run.fault}: {error!r}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    if life.kill_after is not None:
        _wait(child, life.kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        steps_taken = pipe.read()
    run.lives += 1
    run.kills += os.WIFSIGNALED(status)
    return int(steps_taken or 0)


def _wait(child: int, seconds: float) -> None:
    """Waits for the moment of a kill; a child that ended meanwhile is still there to be waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        os.sched_yield()


def _dice(seed: str | int) -> random.Random:
    return random.Random(seed)  # noqa: S311  no secret, but the same in every campaign


def _prepare_world(run: Run) -> None:
    """What is special about the computer under this fault."""
    if run.fault == "clock jumps":
        shift = _dice(run.lives).choice((-90_000, 2_000_000, -3_000_000))
        real = time.time
        time.time = lambda: real() + shift
    if run.fault == "time-out":
        for name in ("_TIMES", "_AFTER_UPLOAD"):
            setattr(client, name, httpx.Timeout(0.3))
    if run.fault == "disk full":
        setattr(download, "_RESERVE", 0)  # noqa: B010  a constant; the disk itself has to say it


async def _work(run: Run, life: Life) -> None:
    _prepare_world(run)
    where = places()
    store, _ = open_store(where.database)
    engine = Engine(store, run.registry(), Credentials(), where)
    try:
        known = await engine.jobs()
        if not known:
            known = await engine.add([run.spec()])
        elif life.retry is not None:
            await engine.retry(known[0].id, life.retry or None)
        else:
            await engine.resume()
        await engine.finished([job.id for job in known])
    finally:
        await engine.close()


def state_of(run: Run) -> Job | None:
    database = places().database
    if not database.exists():
        return None
    store, _ = open_store(database)
    jobs = store.jobs()
    store.close()
    return jobs[0] if jobs else None


def to_the_end(run: Run, lives: Iterator[Life]) -> None:
    """Starts the program again and again, as a user does, until its job is done."""
    while run.lives < MOST_LIVES:
        job = state_of(run)
        if job is not None and job.state is JobState.DONE:
            live(run, Life())  # the next day
            return
        life = next(lives, Life())
        if job is not None and not job.state.is_active:
            life.retry = "go_on" if run.is_paid else ""
            if job.error is not None and job.error.kind is ErrorKind.DISK:
                _make_room(run)
            if job.error is not None and job.error.kind is ErrorKind.UNKNOWN_OUTCOME:
                run.questions += 1
                told = report(run)
                if run.questions > 1 and told["created"] == 0 and not told["busy"]:
                    life.retry = "anew"  # the user has looked at the service's page: it is not there, nor on its way
        live(run, life)
    job = state_of(run)
    run.trouble.append(f"not done after {run.lives} lives: {job.state if job else None} {job.error if job else ''}")


def judge(run: Run, expected: list[str] | None) -> None:
    """What has to hold in the end. `expected`: the digests of stems that were made without any trouble."""
    told = report(run)
    job = state_of(run)
    if (told["charged"], told["created"]) != (int(run.is_paid), int(run.is_paid)):
        run.trouble.append(f"charged {told['charged']}, created {told['created']}")
    if job is None or job.results is None:
        run.trouble.append("no results")
        return
    found = digests(job)
    wanted = [sorted(files.values()) for files in told["files"]] if expected is None else [expected]
    if [found] != wanted:
        run.trouble.append("stems differ from what they should be")
    out = run.out
    names = sorted(path.name for path in out.rglob("*") if path.is_file())
    if names != sorted(["stemdesk.json", *(stem.path.name for stem in job.results.stems)]):
        run.trouble.append(f"files left over: {names}")
    if [path.name for path in out.iterdir()] != [job.results.folder.name]:
        run.trouble.append("folders left over")
    locks = list(places().locks.glob("*"))
    if locks:
        run.trouble.append(f"locks left over: {locks}")
    for path in run.home.rglob("*"):
        if path.is_file() and TOKEN.encode() in path.read_bytes():
            run.trouble.append(f"the token is in {path.name}")


def digests(job: Job) -> list[str]:
    assert job.results
    return sorted(hashlib.sha256(stem.path.read_bytes()).hexdigest() for stem in job.results.stems)


def _small_disk(run: Run) -> bool:
    """Room for one stem and a half. Needs the right to mount."""
    run.out.mkdir(parents=True)
    size = 44 + run.song.stat().st_size
    command = ["mount", "-t", "tmpfs", "-o", f"size={size * 3 // 2 // 4096 * 4096}", "tmpfs", str(run.out)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _make_room(run: Run) -> None:
    if run.out.is_mount():
        subprocess.run(["mount", "-o", "remount,size=64m", str(run.out)], check=True)


def report(run: Run) -> dict[str, Any]:
    return _told(run.url)


def _told(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}/_report", timeout=30) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


@dataclass
class Campaign:
    url: str
    songs: dict[str, Path]
    most: int
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    expected: list[str] | None = None

    def start(self, fault: str) -> Run:
        home = Path(tempfile.mkdtemp(prefix="campaign-", dir=QUICK_DISK))
        self._tell("_drain")  # what a killed program had asked for must not fall into this run
        while _told(self.url)["in_hand"]:
            os.sched_yield()
        self._tell(f"_reset/{fault.replace(' ', '%20')}")
        os.environ["STEMDESK_HOME"] = str(home)
        song = self.songs["large" if fault == "upload cut" else "small"]
        run = Run(fault, home, song, self.url)
        if fault == "disk full" and not _small_disk(run):
            print("a small disk cannot be mounted here; the disk stays large")
        return run

    def _tell(self, what: str) -> None:
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/{what}", method="POST"), timeout=30).close()

    @staticmethod
    def end(run: Run) -> None:
        if run.out.is_mount():
            subprocess.run(["umount", str(run.out)], check=True)
        shutil.rmtree(run.home, ignore_errors=True)

    def one(self, fault: str, number: int, lives: list[Life]) -> None:
        run = self.start(fault)
        try:
            to_the_end(run, iter(lives))
            judge(run, self.expected)
        finally:
            self.end(run)
        row = self.rows.setdefault(fault, Counter())
        row.update(runs=1, kills=run.kills, restarts=run.lives - 1, questions=run.questions, wrong=bool(run.trouble))
        self.trouble += [f"{fault}, run {number}: {words}" for words in run.trouble]

    def under(self, fault: str) -> None:
        """Every step (or as many as `most` allows), then moments at random."""
        run = self.start(fault)
        steps = live(run, Life())
        job = state_of(run)
        self.expected = digests(job) if job and job.results and not run.is_paid else None
        self.end(run)
        count = POINTS if run.is_paid else LOCAL_POINTS
        points = sorted({1 + round(i * (steps - 1) / max(1, count - 1)) for i in range(count)})[: self.most]
        for point in points:
            dice = _dice(f"{fault} {point}")
            lives = [Life(kill_at=point)]
            if dice.random() < 0.5:
                lives.append(Life(kill_at=dice.randint(1, steps)))
            self.one(fault, point, lives)
        for moment in range(min(RANDOM_MOMENTS, self.most)):
            dice = _dice(f"{fault} moment {moment}")
            longest = 0.25 if run.is_paid else 1.5
            self.one(fault, 1000 + moment, [Life(kill_after=dice.uniform(0.0, longest)) for _ in range(2)])


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--most", type=int, default=POINTS, help="kill points per fault")
    arguments.add_argument("--share", default="0/1", help="the I-th of N parts of the faults, for several at once")
    arguments.add_argument("--report", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        songs = {
            "small": make_song(Path(folder) / "a song.wav", 0.4),
            "large": make_song(Path(folder) / "large.wav", 90),
        }
        service = subprocess.Popen([sys.executable, "-m", "tests.reliability.service"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)  # fmt: skip
        assert service.stdout
        url = json.loads(service.stdout.readline())
        os.environ.update(STEMDESK_MVSEP_URL=url, STEMDESK_MVSEP_TOKEN=TOKEN)
        campaign = Campaign(url, songs, options.most)
        try:
            share, shares = map(int, options.share.split("/"))
            for fault in list(FAULTS)[share::shares]:
                campaign.under(fault)
        finally:
            service.communicate("")
    table(campaign, print)
    if options.report:
        rows = {fault: dict(row) for fault, row in campaign.rows.items()}
        options.report.write_text(json.dumps({"rows": rows, "trouble": campaign.trouble}), "utf-8")
    return 1 if campaign.trouble else 0


def table(campaign: Campaign, say: Callable[[str], None]) -> None:
    say("| fault | runs | kills | restarts | questions | wrong |\n|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    columns = ("runs", "kills", "restarts", "questions", "wrong")
    for fault, row in campaign.rows.items():
        total.update(row)
        say(f"| {fault} | " + " | ".join(str(row[column]) for column in columns) + " |")
    say("| together | " + " | ".join(str(total[column]) for column in columns) + " |")
    for words in campaign.trouble:
        say(words)


if __name__ == "__main__":
    raise SystemExit(main())
