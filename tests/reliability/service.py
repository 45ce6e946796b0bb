"""The stand-in MVSEP in a process of its own, which the campaign tells what to do wrong and asks what it has charged."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from urllib.parse import unquote

from tests.standins.http import Reply, Seen, as_json
from tests.standins.mvsep import Mvsep, digest, working

CREATE, GET, HISTORY, FILES = (
    "/api/separation/create",
    "/api/separation/get",
    "/api/app/separation_history",
    "/storage/.*",
)
_PAGE = Reply(500, b"<html>oops</html>", {"Content-Type": "text/html"})
_LATER = Reply(429, b'{"success": false, "message": "Too many requests"}', {"Retry-After": "0"})


class Service(Mvsep):
    def __init__(self) -> None:
        super().__init__()
        self.route("POST", "/_reset/.*", self._reset)
        self.route("GET", "/_report", self._report)
        self.route("POST", "/_drain", self._drain)

    def _reset(self, seen: Seen) -> Reply:
        """Forgets everything; the last part of the path names what goes wrong from now on."""
        self.separations.clear()
        self.charges.clear()
        self.created.clear()
        self.faults.clear()
        self.premium.history.clear()
        self.premium.premium_minutes = 1000
        self.next_states = working("waiting", "processing")
        FAULTS[unquote(seen.path).rsplit("/", 1)[-1]](self)
        return as_json({})

    def _drain(self, _: Seen) -> Reply:
        """Lets everything that still waits come to its end."""
        for fault in self.faults:
            if fault.until is not None:
                fault.until.set()
        return as_json({})

    def _report(self, _: Seen) -> Reply:
        files = [{name: digest(content) for name, content in made.files.items()} for made in self.separations.values()]
        told = {"charged": sum(self.charges.values()), "created": sum(self.created.values()), "files": files}
        in_hand = sum(self.in_hand.values()) - 1  # this question itself is one
        return as_json(told | {"busy": self.in_hand[CREATE] > 0, "in_hand": in_hand})


def _cut(reply: Reply) -> Reply:
    return Reply(reply.status, reply.body, reply.headers, cut_at=len(reply.body) // 2)


def _expire(service: Service) -> Callable[[Reply], Reply]:
    def expire(_: Reply) -> Reply:
        for made in service.separations.values():
            made.generation += 1
        return Reply(403, b"expired")

    return expire


def _late(service: Service) -> None:
    """The answer to an accepted song comes late, so that a kill falls in between."""
    gate = threading.Event()
    threading.Timer(0.15, gate.set).start()
    service.fail(CREATE, until=gate)


def _stall(service: Service) -> None:
    """Accepted, and then a silence that is longer than the client waits."""
    for path in (CREATE, GET):
        gate = threading.Event()
        threading.Timer(1.2, gate.set).start()
        service.fail(path, until=gate)


def _everywhere(reply: Reply, times: int) -> Callable[[Service], None]:
    def install(service: Service) -> None:
        for path in (HISTORY, GET, FILES):
            service.fail(path, reply=reply, times=times)

    return install


FAULTS: dict[str, Callable[[Service], None]] = {
    "nothing": lambda _: None,
    "answer lost": lambda service: service.fail(CREATE, after=True),
    "song lost": lambda service: service.fail(CREATE),
    "upload cut": lambda service: service.fail(CREATE, read_only=1000),
    "download cut": lambda service: service.fail(FILES, change=_cut, times=2),
    "status 500": _everywhere(_PAGE, 2),
    "status 429": _everywhere(_LATER, 2),
    "half an answer": lambda service: service.fail(CREATE, after=True, reply=Reply(200, b'{"success": tr')),
    "links expired": lambda service: service.fail(FILES, change=_expire(service)),
    "late answer": _late,
    "time-out": _stall,
    "clock jumps": lambda _: None,
    "disk full": lambda _: None,
    "on this computer": lambda _: None,
}


def main() -> None:
    with Service() as service:
        print(json.dumps(service.url), flush=True)
        sys.stdin.read()  # until the campaign is over


if __name__ == "__main__":
    main()
