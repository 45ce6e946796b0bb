"""Rows: songs on their way, beside curl and plain httpx, on loopback; and the window meanwhile.

Each transfer runs in a process of its own. What comes down is on the disk (`fsync`, `sync`) when the clock is stopped.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx

from stemdesk.http.client import HttpClient
from stemdesk.http.download import Wanted, download
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.mvsep import requests
from tests.benchmarks.rows import Outcome, Row, in_turns, program, ratio, run

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTES: Final = 500
#: Bytes a second of a line of 1 Gbit/s.
GIGABIT: Final = 125_000_000

SERVER = """
import http.server, os, sys, time
size, rate = int(sys.argv[1]), float(sys.argv[2])
def keep_to(rate, begun, moved):
    time.sleep(max(0.0, begun + moved / rate - time.perf_counter()))
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def do_POST(self):
        left = all = int(self.headers["content-length"]); begun = time.perf_counter()
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20))); keep_to(rate, begun, all - left)
        self.send_response(200); self.send_header("content-length", "2"); self.end_headers(); self.wfile.write(b"{}")
    def do_GET(self):
        self.send_response(200); self.send_header("content-length", str(size)); self.send_header("etag", '"x"')
        self.end_headers(); left = size; block = os.urandom(1 << 20); begun = time.perf_counter()
        while left:
            n = min(left, len(block)); self.wfile.write(block[:n]); left -= n; keep_to(rate, begun, size - left)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); print(s.server_address[1], flush=True); s.serve_forever()
"""


async def ours_up(url: str, song: Path, _: Path) -> None:
    web = HttpClient("bench", lambda: url, RetryPolicy())

    async def before_end() -> None:
        pass

    await web.send(requests.create("t", "1", "1", {}, audio=song), progress=lambda *_: None, before_end=before_end)
    await web.close()


async def plain_up(url: str, song: Path, _: Path) -> None:
    async with httpx.AsyncClient(timeout=None, trust_env=False) as client:  # noqa: S113
        with song.open("rb") as file:
            await client.post(f"{url}/x", data={"api_token": "t"}, files={"audiofile": file})


async def ours_down(url: str, _: Path, target: Path) -> None:
    web = HttpClient("bench", lambda: url, RetryPolicy())
    await download(web, Wanted(f"{url}/x", target, 1 << 40, "x"), RetryPolicy(), lambda *_: None)
    await web.close()


async def plain_down(url: str, _: Path, target: Path) -> None:
    client = httpx.AsyncClient(timeout=None, trust_env=False)  # noqa: S113
    async with client, client.stream("GET", f"{url}/x") as response:
        with target.open("wb") as file:
            async for piece in response.aiter_bytes():
                file.write(piece)
            os.fsync(file.fileno())


def one(name: str, url: str, song: str, target: str) -> None:
    """One transfer: its time, and how much memory it needs on top."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    asyncio.run(globals()[name](url, Path(song), Path(target)))
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))


class Loopback:
    """A server of its own process, a song to send, and a place for what comes."""

    def __init__(self, rate: float = math.inf) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-")
        self.song = Path(self._folder.name, "song.wav")
        with self.song.open("wb") as file:
            for _ in range(MEGABYTES):
                file.write(bytes(1 << 20))
        command = [sys.executable, "-c", SERVER, str(MEGABYTES << 20), str(rate)]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._server.stdout
        self.url = f"http://127.0.0.1:{self._server.stdout.readline().strip()}"
        self.memory: list[float] = []

    def transfer(self, name: str) -> float:
        """Seconds."""
        target = Path(self._folder.name, "came.bin")
        target.unlink(missing_ok=True)
        worker = [sys.executable, "-m", "tests.benchmarks.transfer", "--one", name, self.url, self.song, target]
        done = subprocess.run([*map(str, worker)], capture_output=True, text=True, check=True)
        seconds, memory = json.loads(done.stdout)
        if name.startswith("ours"):
            self.memory.append(memory)
        return float(seconds)

    def curl_down(self) -> float:
        target = Path(self._folder.name, "curl.bin")
        target.unlink(missing_ok=True)
        return run([program("curl"), "-s", "-o", target, f"{self.url}/x"]) + run([program("sync", "coreutils"), target])

    def curl_up(self) -> float:
        form = ["-F", "api_token=t", "-F", f"audiofile=@{self.song}"]
        return run([program("curl"), "-s", "-H", "Expect:", *form, f"{self.url}/x"])

    def __enter__(self) -> Loopback:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()
        if self._server.stdout:
            self._server.stdout.close()
        self._folder.cleanup()


def _beside(ours: str, theirs: Callable[[Loopback], float], rate: float = math.inf) -> Outcome:
    with Loopback(rate) as loopback:
        pairs = in_turns(lambda: loopback.transfer(ours), lambda: theirs(loopback))
        note = f"{max(loopback.memory):.0f} MB of memory"
        return ratio(pairs, 0.9, at_least=True, note=note)


def window_meanwhile() -> Outcome:
    """How long Qt's thread is held up while the jobs' thread uploads and downloads, all the time."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from stemdesk.jobs.thread import EngineThread

    application = QApplication.instance() or QApplication([])  # later rows have widgets
    gaps: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000)
        last[0] = now

    with Loopback() as loopback:
        thread = EngineThread()
        thread.start()
        timer = QTimer()
        timer.timeout.connect(tick)
        timer.start(1)

        async def travel() -> None:
            await ours_up(loopback.url, loopback.song, loopback.song)
            await ours_down(loopback.url, loopback.song, loopback.song.with_name("gui.bin"))

        future = thread.call(travel())
        last[0] = time.perf_counter()
        while not future.done():
            application.processEvents()
            time.sleep(0.0002)
        timer.stop()
        thread.stop()
    gaps.sort()
    p99 = gaps[int(len(gaps) * 0.99)]
    return Outcome(
        f"{p99:.1f} ms", f"–{gaps[-1]:.0f} ms", p99 <= 16.0, f"{len(gaps)} turns of the loop; the longest is the spread"
    )


_LOOPBACK: Final = (
    "on loopback both are many times as fast as a line, see the row of 1 Gbit/s; two thirds of our time is httpx"
)

ROWS = (
    Row("download", f"download of {MEGABYTES} MB, safe on disk", "curl + sync", "≥ 0.9",
        lambda: _beside("ours_down", Loopback.curl_down), _LOOPBACK),
    Row("download-httpx", "  the same", "plain httpx + fsync", "≥ 0.9",
        lambda: _beside("ours_down", lambda loopback: loopback.transfer("plain_down"))),
    Row("download-gigabit", "  the same from a line of 1 Gbit/s", "curl + sync", "≥ 0.9",
        lambda: _beside("ours_down", Loopback.curl_down, GIGABIT)),
    Row("upload", f"upload of {MEGABYTES} MB", "curl", "≥ 0.9", lambda: _beside("ours_up", Loopback.curl_up), _LOOPBACK),
    Row("upload-httpx", "  the same", "plain httpx", "≥ 0.9",
        lambda: _beside("ours_up", lambda loopback: loopback.transfer("plain_up"))),
    Row("upload-gigabit", "  the same to a line of 1 Gbit/s", "curl", "≥ 0.9",
        lambda: _beside("ours_up", Loopback.curl_up, GIGABIT)),
    Row("gui-gap", "the window's longest wait meanwhile (99 %)", "a frame", "≤ 16 ms", window_meanwhile),
)  # fmt: skip


if __name__ == "__main__":
    one(*sys.argv[2:6])
