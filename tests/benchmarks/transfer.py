"""How fast and how lean songs travel: our upload and download beside plain httpx, on loopback, in one run.

    python -m tests.benchmarks.transfer [MEGABYTES]

Prints MB/s of each, the ratio, and the memory that a process needs on top for it. Ratios are what counts: both sides
run on the same machine, one after the other.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from stemdesk.http.client import HttpClient
from stemdesk.http.download import Wanted, download
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.mvsep import requests

SERVER = """
import http.server, os, sys
size = int(sys.argv[1])
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def do_POST(self):
        left = int(self.headers["content-length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        self.send_response(200); self.send_header("content-length", "2"); self.end_headers(); self.wfile.write(b"{}")
    def do_GET(self):
        self.send_response(200); self.send_header("content-length", str(size)); self.send_header("etag", '"x"')
        self.end_headers(); left = size; block = os.urandom(1 << 20)
        while left:
            n = min(left, len(block)); self.wfile.write(block[:n]); left -= n
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


def one(name: str, url: str, song: str, target: str) -> None:
    """One transfer in a process of its own: its time, and how much its memory grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    asyncio.run(globals()[name](url, Path(song), Path(target)))
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        song = Path(folder) / "song.wav"
        with song.open("wb") as file:
            for _ in range(megabytes):
                file.write(bytes(1 << 20))
        command = [sys.executable, "-c", SERVER, str(megabytes << 20)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            for direction in ("up", "down"):
                results: dict[str, tuple[float, float]] = {}
                for name in (f"plain_{direction}", f"ours_{direction}", f"plain_{direction}", f"ours_{direction}"):
                    target = Path(folder) / f"{name}.bin"
                    target.unlink(missing_ok=True)
                    worker = [sys.executable, "-m", "tests.benchmarks.transfer", "--one", name, url, song, target]
                    done = subprocess.run([*map(str, worker)], capture_output=True, text=True, check=True)
                    seconds, memory = json.loads(done.stdout)
                    results[name] = min(results.get(name, (9e9, 0.0)), (seconds, memory))
                plain, own = results[f"plain_{direction}"], results[f"ours_{direction}"]
                print(f"{direction}load of {megabytes} MB: ours {megabytes / own[0]:.0f} MB/s (+{own[1]:.0f} MB memory), "
                      f"plain httpx {megabytes / plain[0]:.0f} MB/s (+{plain[1]:.0f} MB), "
                      f"ratio {plain[0] / own[0]:.2f}")  # fmt: skip
            server.terminate()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:6])
    else:
        main()
