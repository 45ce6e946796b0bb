"""Memory and throughput of a song that travels as base64 in JSON, up and down, on loopback.

    python -m tests.benchmarks.sami [MEGABYTES]

One line of JSON. The server is a process of its own, so that its memory does not count.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stemdesk.http.client import HttpClient
from stemdesk.http.request import EncodedFile, Request
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.sami.streaming_decoder import StreamingBase64Decoder

SERVER = """
import http.server, sys
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def do_POST(self):
        left, first = int(self.headers["content-length"]), b""
        body = []
        while left:
            body.append(self.rfile.read(min(left, 1 << 20))); left -= len(body[-1])
        whole = b"".join(body)
        data = whole[whole.index(b'"data": "') + 9 : -2]
        answer = b'{"task_id": "t", "data": "' + data + b'", "status_code": 20000000}'
        self.send_response(200); self.send_header("content-length", str(len(answer))); self.end_headers()
        self.wfile.write(answer)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); print(s.server_address[1], flush=True); s.serve_forever()
"""


async def there_and_back(url: str, song: Path, target: Path) -> None:
    web = HttpClient("bench", lambda: url, RetryPolicy(), 300.0)
    taker = StreamingBase64Decoder(target, 1 << 30)
    request = Request("POST", "/", encoded=EncodedFile(b'{"payload": "x", "data": "', song, b'"}'))

    async def before_end() -> None:
        pass

    await web.send(request, before_end=before_end, take=taker.feed)
    taker.close()
    await web.close()


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    with tempfile.TemporaryDirectory() as name:
        small, song, back = Path(name) / "small", Path(name) / "song", Path(name) / "back"
        small.write_bytes(os.urandom(100_000))
        with song.open("wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(1 << 20))
        asyncio.run(there_and_back(url, small, Path(name) / "first"))  # libraries are loaded now
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        asyncio.run(there_and_back(url, song, back))
        took = time.perf_counter() - begun
        above = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        same = subprocess.run(["cmp", "-s", str(song), str(back)], check=False).returncode == 0
    server.kill()
    print(
        json.dumps(
            {"megabytes": megabytes, "seconds": round(took, 2), "megabytes_above": round(above, 1), "same": same}
        )
    )


if __name__ == "__main__":
    main()
