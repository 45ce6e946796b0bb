"""Ends StemDesk at every step of a paid job, in every way in which programs end, under every fault, and looks what became of
the money and the stems.

    python -m tests.reliability.campaign [--service NAME]… [--points N] [--seed N] [--report FILE]

Every run: a fresh home, one song, one fault of the service or of the computer; the program ends at its n-th step or at a
moment, often a second time after its restart, and is then left alone until the job is over. A user who is asked takes what
costs nothing first, and what may be charged again only by its name, when nothing else is left. What has to hold without
exception: the song is charged once (SAMI: once a stem), and once more only where the user has named it at a question; the
stems are byte for byte the service's; nothing is left over on the disk or in the bucket; no secret is anywhere on disk.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import mimetypes
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keyring

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import Job, JobSpec, JobState
from stemdesk.core.later import load_all
from stemdesk.http import client, download
from stemdesk.http.rate_limiter import RateLimiter
from stemdesk.http.retry import RetryPolicy
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store
from stemdesk.jobs.ways_on import TAKE_AS_IT_IS, ways_on
from stemdesk.providers.contract import Provider
from stemdesk.providers.dango.provider import DangoProvider
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.mvsep.provider import MvsepProvider
from stemdesk.providers.registry import Registry
from stemdesk.providers.sami.provider import SamiProvider
from stemdesk.providers.tencent.provider import TencentProvider
from tests.patience import looks
from tests.reliability.life import End, Life, Outcome, live
from tests.reliability.services import FAULTS
from tests.sounds import make_song
from tests.standins import dango, mvsep, sami, tencent

#: The manners of a real service at a speed for a campaign.
PACE = RetryPolicy(poll=(0.0, 0.01), tries=6, first_wait=0.01, longest_wait=0.03, enough=8, outage=0.0,
            rest=(0.01, 0.03))  # fmt: skip
#: Lives that a job gets; a job that is not over then is stuck.
MOST_LIVES = 40
#: A disk in memory where there is one: a killed process leaves the same behind there, only sooner.
QUICK_DISK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
SECONDS = {"small": 0.6, "large": 60.0}
#: What the computer does. Large songs where it is the disk that counts.
WORLD = ("slow disk", "output full", "home full", "folder gone", "song gone", "song replaced", "clock jumps")
LARGE = frozenset({"slow disk", "upload cut", "result replaced half way", "download cut"})
ENDS = (End.KILL, End.INTERRUPT, End.TERMINATE, End.CLOSE, End.CANCEL)
LOCAL = "on this computer"


@dataclass(frozen=True)
class Service:
    """One of the four in the campaign: what is asked of it, how often that charges, and what must be on no disk."""

    make: Callable[[], Provider]
    model: str
    format: str
    secrets: tuple[str, ...]
    charges: int = 1


SERVICES = {
    "mvsep": Service(lambda: MvsepProvider(app_paths().cache, PACE), "40", "wav16", (mvsep.TOKEN,)),
    "dango": Service(lambda: DangoProvider(PACE, first_poll=0.0), "9", "flac", (dango.TOKEN,)),
    "tencent": Service(lambda: TencentProvider(PACE), "2", "original", (tencent.SECRET_KEY,)),
    "sami": Service(lambda: SamiProvider(PACE), "2track", "wav", (sami.SECRET_KEY, "minted-"), charges=2),
    LOCAL: Service(LocalProvider, "preview-vocals", "wav16", (), charges=0),
}


@dataclass
class Run:
    service: str
    fault: str
    home: Path
    song: Path
    url: str
    lives: int = 0
    ends: int = 0
    questions: int = 0
    #: Decisions by which the user has paid again, knowing it.
    paid_again: int = 0
    asked_safely: bool = False
    is_helped: bool = False
    trouble: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.home / "out"

    @property
    def provider(self) -> Service:
        return SERVICES[self.service]

    def spec(self) -> JobSpec:
        name = "local" if self.service == LOCAL else self.service
        options = {"add_opt1": "81"} if name == "mvsep" else {}
        return JobSpec(str(self.song), name, self.provider.model, self.provider.format, self.out, options, "M")

    def registry(self) -> Registry:
        return Registry([self.provider.make()])

    def live(self, life: Life) -> Outcome:
        outcome = live(life, self.spec(), self.registry, self._world)
        self.lives += 1
        self.ends += outcome.was_killed or life.end not in (End.NONE, End.KILL)
        if outcome.was_stuck:
            self.trouble.append(f"life {self.lives} was stuck")
        return outcome

    def _world(self) -> None:
        """What is special about the computer, in a life of the program. Nobody waits for five calls a second here."""
        setattr(RateLimiter, "turn", _at_once)  # noqa: B010
        if self.fault == "clock jumps":
            shift = random.Random(self.lives).choice((-90_000, 2_000_000, -3_000_000))  # noqa: S311
            real = time.time
            time.time = lambda: real() + shift
        if self.fault == "late answer":
            for name in ("_TIMES", "_AFTER_UPLOAD"):
                setattr(client, name, dict.fromkeys(("connect", "read", "write", "pool"), 5.0))
        if self.fault == "slow disk":
            os.environ["SLOW_WRITES"] = "30"
        if self.fault == "home full":
            self._fill_home()
        if self.fault == "output full":
            setattr(download, "_RESERVE", 0)  # noqa: B010  a constant; the disk itself has to say it

    def _fill_home(self) -> None:
        """Until the user has made room, there is none for the list of jobs, once the job is in it."""
        if self.is_helped:
            return
        real = Store.add_jobs

        def full(store: Store, jobs: Iterable[Job]) -> None:
            real(store, jobs)
            with suppress(OSError), self._ballast().open("wb") as file:
                while True:
                    file.write(bytes(4096))
                    file.flush()

        if self.lives:
            with suppress(OSError), self._ballast().open("ab") as file:
                file.write(bytes(1 << 20))
        else:
            setattr(Store, "add_jobs", full)  # noqa: B010

    def _ballast(self) -> Path:
        return app_paths().database.with_name("ballast")

    def between_lives(self) -> None:
        """What happens to the computer while the program does not run."""
        job = self.job()
        if job is not None and job.state is JobState.DONE:
            return
        if self.fault == "folder gone" and self.lives == 1:
            shutil.rmtree(self.out, ignore_errors=True)
        if self.fault == "song gone" and self.lives == 1:
            self.song.rename(self._kept())
        if self.fault == "song replaced" and self.lives == 1:
            self.song.rename(self._kept())
            make_song(self.song, SECONDS["small"], noise=9)

    def help(self) -> None:
        """What a user does who reads that the disk or the song is the trouble."""
        self.is_helped = True
        self._ballast().unlink(missing_ok=True)
        if self.out.is_mount():
            subprocess.run(["mount", "-o", "remount,size=256m", str(self.out)], check=True)
        if self._kept().exists():
            self._kept().replace(self.song)

    def _kept(self) -> Path:
        return self.song.with_name("kept.wav")

    def report(self) -> dict[str, Any]:
        return ask(self.url, "_report") if self.url else {"charged": 0, "files": [], "left": [], "busy": False}

    def job(self) -> Job | None:
        database = app_paths().database
        if not database.exists():
            return None
        try:
            store, _ = open_store(database)
        except StemDeskError:  # no room even for that: a user reads why, and makes some
            self.help()
            store, _ = open_store(database)
        jobs = store.jobs()
        store.close()
        return jobs[0] if jobs else None


async def _at_once(_: RateLimiter) -> None: ...


def ask(url: str, what: str, method: str = "GET") -> Any:
    with urllib.request.urlopen(urllib.request.Request(f"{url}/{what}", method=method), timeout=30) as answer:
        return json.loads(answer.read() or b"{}")


def to_the_end(run: Run, lives: list[Life]) -> None:
    """Starts the program again and again, as a user does, until its job is done."""
    while run.lives < MOST_LIVES:
        job = run.job()
        if job is not None and job.state is JobState.DONE:
            run.live(Life())  # the next day
            return
        life = lives.pop(0) if lives else Life()
        if job is not None and not job.state.is_active:
            life.retry = _decision(run, job)
        elif run.lives > 3 and run.fault == "home full":
            run.help()
        run.live(life)
        run.between_lives()
    job = run.job()
    run.trouble.append(f"not done after {run.lives} lives: {job.state if job else None} {job.error if job else ''}")


def _decision(run: Run, job: Job) -> str:
    """A user who is asked: what costs nothing first, then by its name what may be charged again."""
    is_question = job.state is JobState.ATTENTION
    if job.error is not None and job.error.kind in (ErrorKind.DISK, ErrorKind.DECODE):
        run.help()
    elif is_question:
        run.questions += 1
    ways = [way for way in ways_on(job, run.registry()) if way.id != TAKE_AS_IT_IS]
    free = [way.id for way in ways if not way.may_charge_again]
    again = [way.id for way in ways if way.may_charge_again]
    if free and not (again and is_question and run.asked_safely):
        run.asked_safely = is_question
        return free[0]
    run.asked_safely = False
    told = run.report()
    if told["charged"] > len((job.ticket or {}).get("done", ())):
        run.paid_again += 1  # the user has looked at the service's page: it is charged, and there is no other way
    return again[0]


def judge(run: Run, expected: list[str] | None) -> None:
    """What has to hold in the end. `expected`: the digests of stems that were made without any trouble."""
    told, job, once = run.report(), run.job(), run.provider.charges
    if not once <= told["charged"] <= once + run.paid_again:
        run.trouble.append(f"charged {told['charged']}, paid again by name {run.paid_again} times")
    if job is None or job.results is None:
        run.trouble.append("no results")
        return
    wanted = [sorted(files) for files in told["files"]] if expected is None else [expected]
    if digests(job) not in wanted:
        run.trouble.append("stems differ from what they should be")
    names = sorted(path.name for path in run.out.rglob("*") if path.is_file())
    if names != sorted(["stemdesk.json", *(stem.path.name for stem in job.results.stems)]):
        run.trouble.append(f"files left over: {names}")
    if [path.name for path in run.out.iterdir()] != [job.results.folder.name]:
        run.trouble.append("folders left over")
    if told["left"]:
        run.trouble.append(f"left at the service: {told['left']}")
    if list(app_paths().locks.glob("*")):
        run.trouble.append("locks left over")
    for path in run.home.rglob("*"):
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in run.provider.secrets):
            run.trouble.append(f"a secret is in {path.name}")


def digests(job: Job) -> list[str]:
    assert job.results
    return sorted(hashlib.sha256(stem.path.read_bytes()).hexdigest() for stem in job.results.stems)


@dataclass
class Campaign:
    urls: dict[str, str]
    songs: dict[str, Path]
    seed: int
    points: int
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    expected: list[str] | None = None

    def start(self, service: str, fault: str) -> Run:
        home = Path(tempfile.mkdtemp(prefix="campaign-", dir=QUICK_DISK))
        url = self.urls.get(service, "")
        if url:
            ask(url, "_drain", "POST")  # what a killed program had asked for must not fall into this run
            for _ in looks(600.0, pause=0.005):
                if not ask(url, "_report")["in_hand"]:
                    break
            ask(url, f"_reset/{(fault if fault in FAULTS else 'nothing').replace(' ', '%20')}", "POST")
        os.environ["STEMDESK_HOME"] = str(home)
        size = "large" if fault in LARGE and service != LOCAL else "small"
        song = home / "songs" / "a song.wav"
        song.parent.mkdir()
        shutil.copyfile(self.songs[size], song)
        run = Run(service, fault, home, song, url)
        bytes_ = song.stat().st_size
        if fault == "output full":
            run.out.mkdir()
            _mount(run.out, 44 + bytes_ * 3 // 2)
        if fault == "home full":
            app_paths().database.parent.mkdir(parents=True, exist_ok=True)
            _mount(app_paths().database.parent, 1 << 20)
        return run

    @staticmethod
    def end(run: Run) -> None:
        for folder in (run.out, *places_of(run.home)):
            if folder.is_mount():
                subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(run.home, ignore_errors=True)

    def one(self, service: str, fault: str, number: int, lives: list[Life]) -> int:
        """One run; says how many steps its first life took."""
        described = ", ".join(f"{life.end.value} at {life.after or life.at}" for life in lives)
        run = self.start(service, fault)
        first = lives.pop(0) if lives else Life()
        try:
            steps = run.live(first).steps
            run.between_lives()
            to_the_end(run, lives)
            judge(run, self.expected)
        finally:
            self.end(run)
        row = self.rows.setdefault(f"{service}: {fault}", Counter())
        row.update(runs=1, ends=run.ends, restarts=run.lives - 1, questions=run.questions, again=run.paid_again,
                   wrong=bool(run.trouble))  # fmt: skip
        self.trouble += [f"{service}, {fault}, run {number} ({described}): {words}" for words in run.trouble]
        return steps

    def under(self, service: str, fault: str) -> None:
        """Ends in turn, at steps spread over the whole job, then at moments."""
        begun = time.monotonic()
        self._under(service, fault)
        wrong = self.rows[f"{service}: {fault}"]["wrong"]
        print(f"{service}: {fault}: {wrong} wrong, {time.monotonic() - begun:.1f} s", file=sys.stderr, flush=True)

    def _under(self, service: str, fault: str) -> None:
        self.expected = None
        if service == LOCAL:
            self.expected = self._undisturbed()
        steps = max(2, self.one(service, fault, 0, []))
        dice = random.Random(f"{self.seed} {service} {fault}")  # noqa: S311  the same in every campaign
        turn = dice.randrange(len(ENDS))
        for number in range(1, self.points + 1):
            at = 1 + round(number * (steps - 1) / self.points)
            lives = [Life(ENDS[(turn + number) % len(ENDS)], max(1, at - dice.randrange(3)))]
            if dice.random() < 0.5:
                lives.append(Life(dice.choice(ENDS), dice.randint(1, steps)))
            self.one(service, fault, number, lives)
        moment = dice.uniform(0.0, 1.5 if service == LOCAL else 0.3)
        self.one(service, fault, 1000, [Life(End.KILL, after=moment), Life(End.KILL, after=moment / 2)])

    def _undisturbed(self) -> list[str]:
        run = self.start(LOCAL, "nothing")
        run.live(Life())
        job = run.job()
        assert job is not None
        made = digests(job)
        self.end(run)
        return made


def _mount(folder: Path, size: int) -> None:
    """A disk of its own and of this size. Needs the right to mount; without it the disk stays large."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size // 4096 * 4096}", "tmpfs", str(folder)],
                   capture_output=True, check=False)  # fmt: skip


def places_of(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_dir()]


def faults_of(service: str) -> tuple[str, ...]:
    """Those that can happen to it."""
    if service == LOCAL:
        return ("nothing",)
    left_out = {
        "sami": {"damaged gzip", "page sent as sound", "result replaced half way", "service in trouble"},
        "tencent": {"service in trouble"},
    }.get(service, set())
    if service != "mvsep":  # only that one says elsewhere how long its files are
        left_out = left_out | {"more than announced"}
    return tuple(fault for fault in (*FAULTS, *WORLD) if fault not in left_out)


def with_slow_disk() -> dict[str, str]:
    """The environment in which writes can be made to wait, from the first process on. Empty without a compiler."""
    library = Path(tempfile.gettempdir()) / f"stemdesk-slow-disk-{os.getuid()}.so"
    source = Path(__file__).with_name("slow_disk.c")
    built = subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"],
                           capture_output=True, check=False)  # fmt: skip
    return {"LD_PRELOAD": str(library)} if built.returncode == 0 else {}


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--service", action="append", choices=list(SERVICES), help="all of them without it")
    arguments.add_argument("--fault", action="append", help="all of them without it")
    arguments.add_argument("--points", type=int, default=5, help="steps at which each job is ended, per fault")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--report", type=Path)
    options = arguments.parse_args()
    if "LD_PRELOAD" not in os.environ and (slow := with_slow_disk()):
        command = [sys.executable, "-m", "tests.reliability.campaign", *sys.argv[1:]]
        return subprocess.call(command, env=os.environ | slow)
    # every life is a fork of this process
    load_all()
    client.certificates(*(os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))
    mimetypes.init()
    keyring.get_keyring()
    gc.freeze()  # else every fork's collector would copy all of it
    with tempfile.TemporaryDirectory() as folder:
        songs = {name: make_song(Path(folder) / f"{name}.wav", seconds, noise=1) for name, seconds in SECONDS.items()}
        services = subprocess.Popen([sys.executable, "-m", "tests.reliability.services"], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, text=True)  # fmt: skip
        assert services.stdout
        told = json.loads(services.stdout.readline())
        os.environ.update(told["environment"])
        campaign = Campaign(told["urls"], songs, options.seed, options.points)
        try:
            for service in options.service or SERVICES:
                for fault in options.fault or faults_of(service):
                    campaign.under(service, fault)
        finally:
            services.communicate("")
    table(campaign.rows, print)
    print("\n".join(campaign.trouble))
    if options.report:
        rows = {name: dict(row) for name, row in campaign.rows.items()}
        options.report.write_text(json.dumps({"rows": rows, "trouble": campaign.trouble}), "utf-8")
    return 1 if campaign.trouble else 0


def table(rows: dict[str, Counter[str]], say: Callable[[str], None]) -> None:
    columns = ("runs", "ends", "restarts", "questions", "again", "wrong")
    say("| service and fault | runs | ends | restarts | questions | paid again by name | wrong |\n" + "|---" * 7 + "|")
    totals: dict[str, Counter[str]] = {}
    for name, row in rows.items():
        totals.setdefault(name.split(":")[0], Counter()).update(row)
        say(f"| {name} | " + " | ".join(str(row[column]) for column in columns) + " |")
    for service, row in totals.items():
        say(f"| **{service}** | " + " | ".join(str(row[column]) for column in columns) + " |")


if __name__ == "__main__":
    raise SystemExit(main())
