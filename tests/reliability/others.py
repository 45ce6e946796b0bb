"""The campaign for Dango, Tencent and SAMI: killed at steps of a paid job, restarted, and asked what became of the money.

    python -m tests.reliability.others [--most N] [--report FILE]

What has to hold: a song is charged once (SAMI: once a stem), and once more only where the user has decided so at the one
question that there is; the stems are byte for byte the service's; nothing is left over on disk or in the bucket; no
secret is anywhere on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stemdesk.core.jobs import JobSpec, JobState
from stemdesk.core.places import places
from stemdesk.providers.contract import CanDecide, Provider
from stemdesk.providers.dango.provider import DangoProvider
from stemdesk.providers.registry import Registry
from stemdesk.providers.sami.provider import SamiProvider
from stemdesk.providers.tencent.provider import TencentProvider
from tests.reliability.campaign import MOST_LIVES, PACE, QUICK_DISK, Life, Run, digests, live, state_of
from tests.sounds import make_song
from tests.standins import dango, sami, tencent

POINTS = 9
FAULTS = {
    "dango": ("nothing", "answer lost", "download cut"),
    "tencent": ("nothing", "answer lost"),
    "sami": ("nothing", "answer lost", "status 429"),
}
SECRETS = {"dango": (dango.TOKEN,), "tencent": (tencent.SECRET_KEY,), "sami": (sami.SECRET_KEY, "minted-")}
MAKE: dict[str, Callable[[], Provider]] = {
    "dango": lambda: DangoProvider(PACE, first_poll=0.0), "tencent": lambda: TencentProvider(PACE),
    "sami": lambda: SamiProvider(PACE),
}  # fmt: skip
SPECS = {"dango": ("9", "flac"), "tencent": ("2", "original"), "sami": ("2track", "wav")}


@dataclass
class OtherRun(Run):
    service: str = ""
    paid_again: int = 0

    def spec(self) -> JobSpec:
        model, format_ = SPECS[self.service]
        return JobSpec(str(self.song), self.service, model, format_, self.out, {}, "M")

    def registry(self) -> Registry:
        return Registry([MAKE[self.service]()], [])


def to_the_end(run: OtherRun, lives: list[Life]) -> None:
    """A user who is asked takes the safe way first, and pays again only when that has not helped."""
    decider = MAKE[run.service]()
    assert isinstance(decider, CanDecide)
    asked_safely = False
    while run.lives < MOST_LIVES:
        job = state_of(run)
        if job is not None and job.state is JobState.DONE:
            live(run, Life())  # the next day
            return
        life = lives.pop(0) if lives else Life()
        if job is not None and not job.state.is_active:
            ways = [decision.id for decision in decider.decisions(job.ticket)]
            life.retry = ways[0]
            if job.state is JobState.ATTENTION:
                run.questions += 1
                if asked_safely or ways == ["anew"]:
                    life.retry = "anew"
                    run.paid_again += 1
                asked_safely = life.retry != "anew"
        live(run, life)
    job = state_of(run)
    run.trouble.append(f"not done after {run.lives} lives: {job.state if job else None} {job.error if job else ''}")


def judge(run: OtherRun) -> None:
    told = ask(run.url, "_report")
    job = state_of(run)
    calls = 2 if run.service == "sami" else 1
    if not calls <= told["charged"] <= calls + run.paid_again:
        run.trouble.append(f"charged {told['charged']}, decided to pay again {run.paid_again} times")
    if job is None or job.results is None:
        run.trouble.append("no results")
        return
    if digests(job) not in [sorted(files) for files in told["files"]]:
        run.trouble.append("stems differ from what they should be")
    names = sorted(path.name for path in run.out.rglob("*") if path.is_file())
    if names != sorted(["stemdesk.json", *(stem.path.name for stem in job.results.stems)]):
        run.trouble.append(f"files left over: {names}")
    if told["staged"]:
        run.trouble.append(f"left in the bucket: {told['staged']}")
    if list(places().locks.glob("*")):
        run.trouble.append("locks left over")
    for path in run.home.rglob("*"):
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in SECRETS[run.service]):
            run.trouble.append(f"a secret is in {path.name}")


def ask(url: str, what: str, method: str = "GET") -> Any:
    request = urllib.request.Request(f"{url}/{what}", method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"{}")


@dataclass
class Campaign:
    urls: dict[str, str]
    song: Path
    most: int
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)

    def one(self, service: str, fault: str, lives: list[Life]) -> int:
        """One run; says how many steps its first life took."""
        home = Path(tempfile.mkdtemp(prefix="campaign-", dir=QUICK_DISK))
        os.environ["STEMDESK_HOME"] = str(home)
        while ask(self.urls[service], "_report")["in_hand"]:
            os.sched_yield()
        ask(self.urls[service], f"_reset/{fault.replace(' ', '%20')}", "POST")
        run = OtherRun(fault, home, self.song, self.urls[service], service=service)
        steps = live(run, lives.pop(0)) if lives else live(run, Life())
        try:
            to_the_end(run, lives)
            judge(run)
        finally:
            shutil.rmtree(home, ignore_errors=True)
        name = f"{service}: {fault}"
        row = self.rows.setdefault(name, Counter())
        row.update(runs=1, kills=run.kills, restarts=run.lives - 1, questions=run.questions, wrong=bool(run.trouble))
        self.trouble += [f"{name}: {words}" for words in run.trouble]
        return steps

    def under(self, service: str, fault: str) -> None:
        steps = max(2, self.one(service, fault, []))
        for number in range(self.most):
            dice = random.Random(f"{service} {fault} {number}")  # noqa: S311  the same in every campaign
            lives = [Life(kill_at=1 + round(number * (steps - 1) / max(1, self.most - 1)))]
            if dice.random() < 0.5:
                lives.append(Life(kill_at=dice.randint(1, steps)))
            self.one(service, fault, lives)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--most", type=int, default=POINTS, help="kill points per fault")
    arguments.add_argument("--report", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([sys.executable, "-m", "tests.reliability.other_services"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)  # fmt: skip
        assert server.stdout
        told = json.loads(server.stdout.readline())
        os.environ.update(told["environment"])
        campaign = Campaign(told["urls"], make_song(Path(folder) / "a song.wav", 0.4), options.most)
        try:
            for service, faults in FAULTS.items():
                for fault in faults:
                    campaign.under(service, fault)
        finally:
            server.communicate("")
    print("| service and fault | runs | kills | restarts | questions | wrong |\n|---|---|---|---|---|---|")
    columns = ("runs", "kills", "restarts", "questions", "wrong")
    for name, row in campaign.rows.items():
        print(f"| {name} | " + " | ".join(str(row[column]) for column in columns) + " |")
    print("\n".join(campaign.trouble))
    if options.report:
        rows = {name: dict(row) for name, row in campaign.rows.items()}
        options.report.write_text(json.dumps({"rows": rows, "trouble": campaign.trouble}), "utf-8")
    return 1 if campaign.trouble else 0


if __name__ == "__main__":
    raise SystemExit(main())
