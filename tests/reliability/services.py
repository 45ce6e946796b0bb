"""The four services in a process of their own, for the campaign: each forgets everything on demand, lies in one way that the
campaign names, and tells what it has charged and what it would have delivered."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from tests.standins import bucket as buckets
from tests.standins import dango, mvsep, sami, tencent
from tests.standins.bucket import Bucket
from tests.standins.dango import Dango
from tests.standins.http import Reply, Seen, StandIn, as_json
from tests.standins.mvsep import Mvsep, working
from tests.standins.sami import Sami
from tests.standins.songs import stem_of
from tests.standins.tencent import Tencent

_JSON = {"Content-Type": "application/json"}
_PAGE = Reply(502, b"<html>bad gateway</html>", {"Content-Type": "text/html"})
Change = Callable[[Reply], Reply]


class Told:
    """One service in the campaign's hands. `charging` is the path of the call that charges, `uploads` that of songs,
    `results` that of its files, `no` the service's own way to refuse."""

    charging = ""
    uploads = ""
    results = ""
    fetched_by = "GET"
    no: bytes = b""

    def __init__(self, service: StandIn, files: StandIn) -> None:
        self.service = service
        self.files = files
        service.route("POST", "/_reset/.*", self._reset)
        service.route("POST", "/_drain", self._drain)
        service.route("GET", "/_report", self._report)

    def _reset(self, seen: Seen) -> Reply:
        """Forgets everything; the last part of the path names what goes wrong from now on."""
        self.service.faults.clear()
        self.files.faults.clear()
        self.service.seen.clear()
        self.files.seen.clear()
        self.forget()
        FAULTS[unquote(seen.path).rsplit("/", 1)[-1]](self)
        return as_json({})

    def _drain(self, _: Seen) -> Reply:
        """Lets everything that still waits come to its end."""
        for fault in (*self.service.faults, *self.files.faults):
            if fault.until is not None:
                fault.until.set()
        return as_json({})

    def _report(self, _: Seen) -> Reply:
        in_hand = sum(self.service.in_hand.values()) - 1  # this question itself is one
        busy = any(count for path, count in self.service.in_hand.items() if "_report" not in path)
        return as_json({"charged": self.charged(), "files": self.delivered(), "left": self.left(), "in_hand": in_hand,
                        "busy": busy})  # fmt: skip

    def forget(self) -> None:
        raise NotImplementedError

    def charged(self) -> int:
        charges: dict[Any, int] = getattr(self.service, "charges")  # noqa: B009
        return sum(charges.values())

    def delivered(self) -> list[list[str]]:
        """The digests of each result's stems."""
        raise NotImplementedError

    def left(self) -> list[str]:
        """What must not be there any more when a job is over."""
        return []

    def lie(self, change: Change, times: int = 1) -> None:
        """Changes the next result files."""
        self.files.fail(self.results, change=change, times=times, method=self.fetched_by)

    def replace_results(self) -> None:
        """Other stems under the same addresses from now on."""
        raise NotImplementedError


class ToldMvsep(Told):
    service: Mvsep
    charging = uploads = "/api/separation/create"
    results = "/storage/.*"
    no = b'{"success": false, "message": "no"}'

    def forget(self) -> None:
        service = self.service
        service.separations.clear()
        service.charges.clear()
        service.created.clear()
        service.premium.history.clear()
        service.premium.premium_minutes = 1000
        service.next_states = working("waiting", "processing")

    def delivered(self) -> list[list[str]]:
        return [[_digest(content) for content in made.files.values()] for made in self.service.separations.values()]

    def replace_results(self) -> None:
        for made in self.service.separations.values():
            made.files = {name: content[:44] + _other(content[44:]) for name, content in made.files.items()}
            made.tag, made.heeds_if_range = '"v2"', False


class ToldDango(Told):
    service: Dango
    charging, uploads, results = r"/vocal-remover/upload/[^/]+/result", "/store", "/out/.*"
    no = b'{"code": -1, "message": "no", "data": null}'

    def forget(self) -> None:
        self.service.channels.clear()
        self.service.songs.clear()
        self.service.charges.clear()
        self.service.balance = 1000

    def delivered(self) -> list[list[str]]:
        service = self.service
        return [
            [_digest(service.content(music, "flac", item)) for item in ("vocals", "instrumental")]
            for music in service.songs
        ]

    def replace_results(self) -> None:
        self.service.mix += 1


class ToldTencent(Told):
    service: Tencent
    files: Bucket
    charging, uploads = "/release/job", ".*/input.*"
    results = f"/{buckets.NAME}/stemdesk/[^/]+/job.*"
    no = b'{"errorResponse": {"message": "no"}}'

    def forget(self) -> None:
        self.service.jobs.clear()
        self.service.charges.clear()
        self.files.objects.clear()

    def delivered(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for key, content in self.files.objects.items():
            if "/input" not in key:
                found.setdefault(key.rsplit("/", 1)[0], []).append(_digest(content))
        return list(found.values())

    def left(self) -> list[str]:
        return [key for key in self.files.objects if "/input" in key]

    def replace_results(self) -> None:
        for key, content in self.files.objects.items():
            if "/input" not in key:
                self.files.objects[key] = content[:44] + _other(content[44:])


class ToldSami(Told):
    service: Sami
    charging = uploads = results = "/api/v1/invoke"
    fetched_by = "POST"
    no = b'{"status_code": 40000001, "status_text": "no"}'

    def forget(self) -> None:
        self.service.charges.clear()

    def delivered(self) -> list[list[str]]:
        songs = {seen.form["data"] for seen in self.service.asked(self.charging) if seen.form.get("data")}
        return [[_digest(stem_of(base64.b64decode(song), "wav", share)) for share in (0.25, 0.75)] for song in songs]

    def lie(self, change: Change, times: int = 1) -> None:
        """About the file in the answer."""

        def inside(reply: Reply) -> Reply:
            answer = json.loads(reply.body)
            made = change(Reply(200, base64.b64decode(answer["data"])))
            sent = made.body if made.cut_at is None else made.body[: made.cut_at]
            return as_json(answer | {"data": base64.b64encode(sent).decode()})

        super().lie(inside, times)

    def replace_results(self) -> None:
        """It keeps none."""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _other(samples: bytes) -> bytes:
    """Sound of the same length that differs in every part."""
    return bytes(byte ^ 1 for byte in samples[: 1 << 16]) + samples[1 << 16 :][::-1]


# --- what can go wrong ----------------------------------------------------------------------------------------------

Fault = Callable[[Told], None]


def _answers(reply: Reply | None, *, after: bool) -> Fault:
    """The charging call is answered with this, after it was charged or before."""
    return lambda told: told.service.fail(told.charging, reply=reply, after=after)


def _refuses(status: int, *, after: bool, times: int = 1) -> Fault:
    """In the service's own form, with a status that says otherwise."""
    return lambda told: told.service.fail(
        told.charging, reply=Reply(status, told.no, _JSON | {"Retry-After": "0"}), after=after, times=times
    )


def _sends(change: Change, times: int = 1) -> Fault:
    return lambda told: told.lie(change, times)


def _late(told: Told) -> None:
    """The answer to an accepted song comes late, so that an end falls in between."""
    gate = threading.Event()
    threading.Timer(0.15, gate.set).start()
    told.service.fail(told.charging, until=gate)


def _replaced(told: Told) -> None:
    def change(reply: Reply) -> Reply:
        told.replace_results()
        return replace(reply, cut_at=len(reply.body) // 2)

    told.files.fail(told.results, change=change, method=told.fetched_by)


def _in_trouble(told: Told) -> None:
    """Everything but the charging call and its files fails twice."""
    for path in mvsep_paths if isinstance(told, ToldMvsep) else ("/vocal-remover/[0-9a-f]{32}",):
        told.service.fail(path, reply=_PAGE, times=2)


mvsep_paths = ("/api/app/separation_history", "/api/separation/get")

FAULTS: dict[str, Fault] = {
    "nothing": lambda _: None,
    "answer lost": _answers(None, after=True),
    "question lost": _answers(None, after=False),
    "half an answer": _answers(Reply(200, b'{"success": tr'), after=True),
    "page 502, charged": _answers(_PAGE, after=True),
    "own no with 504, charged": _refuses(504, after=True),
    "own no with 500": _refuses(500, after=False),
    "408, charged": _refuses(408, after=True),
    "303, charged": _answers(Reply(303, b"", {"Location": "/done"}), after=True),
    "page 400, charged": _answers(Reply(400, b"<html>"), after=True),
    "page 429, charged": _answers(Reply(429, b"<html>"), after=True),
    "own no with 429": _refuses(429, after=False, times=2),
    "late answer": _late,
    "upload cut": lambda told: told.files.fail(told.uploads, read_only=1000),
    "service in trouble": _in_trouble,
    "download cut": _sends(lambda reply: replace(reply, cut_at=len(reply.body) // 2), 2),
    "result replaced half way": _replaced,
    "JSON sent as sound": _sends(lambda _: Reply(200, b'{"error": 1}', {"Content-Type": "audio/wav"})),
    "page sent as sound": _sends(lambda _: Reply(200, b"<html>later</html>", {"Content-Type": "text/html"})),
    "nothing sent as sound": _sends(lambda _: Reply(200, b"")),
    "half a file, whole answer": _sends(lambda reply: replace(reply, body=reply.body[: len(reply.body) // 2])),
    "more than announced": _sends(lambda reply: replace(reply, body=reply.body + bytes(50_000))),
    "damaged gzip": _sends(lambda _: Reply(200, b"\x1f\x8b\x08\x00 no", {"Content-Encoding": "gzip"})),
}


def main() -> None:
    with ExitStack() as opened:
        bucket = opened.enter_context(Bucket(tencent.SECRET_ID))
        services = {
            "mvsep": opened.enter_context(Mvsep()), "dango": opened.enter_context(Dango()),
            "tencent": opened.enter_context(Tencent(bucket.put)), "sami": opened.enter_context(Sami()),
        }  # fmt: skip
        for name, kind in (("mvsep", ToldMvsep), ("dango", ToldDango), ("tencent", ToldTencent), ("sami", ToldSami)):
            kind(services[name], bucket if name == "tencent" else services[name])
        urls = {name: service.url for name, service in services.items()}
        environment = {
            **{f"STEMDESK_{name.upper()}_URL": url for name, url in urls.items()},
            "STEMDESK_MVSEP_TOKEN": mvsep.TOKEN, "STEMDESK_DANGO_TOKEN": dango.TOKEN,
            "STEMDESK_TENCENT_COS_URL": bucket.url, "STEMDESK_TENCENT_SECRET_ID": tencent.SECRET_ID,
            "STEMDESK_TENCENT_SECRET_KEY": tencent.SECRET_KEY, "STEMDESK_TENCENT_CONTENT_ID": tencent.CONTENT_ID,
            "STEMDESK_TENCENT_BUCKET": buckets.NAME, "STEMDESK_TENCENT_REGION": "us-east-1",
            "STEMDESK_SAMI_OPENAPI_URL": urls["sami"], "STEMDESK_SAMI_APPKEY": sami.APPKEY,
            "STEMDESK_SAMI_ACCESS_KEY": sami.ACCESS_KEY, "STEMDESK_SAMI_SECRET_KEY": sami.SECRET_KEY,
        }  # fmt: skip
        print(json.dumps({"urls": urls, "environment": environment}), flush=True)
        sys.stdin.read()  # until the campaign is over


if __name__ == "__main__":
    main()
