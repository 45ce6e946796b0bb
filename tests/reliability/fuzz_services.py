"""Every answer of the four services as their documentation shows it, for the fuzzer to break; and HTTP itself."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import random
import ssl
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from stemdesk.core.errors import StemDeskError
from stemdesk.core.models import Model
from stemdesk.core.stems import canonical
from stemdesk.http.client import HttpClient
from stemdesk.http.download import Wanted, download
from stemdesk.http.request import Request, Response
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.contract import CanRecover
from stemdesk.providers.dango import answers as dango
from stemdesk.providers.mvsep import account, catalogue, separation, site
from stemdesk.providers.mvsep.stem_names import stems_in_name, stems_of_files
from stemdesk.providers.registry import default_registry
from stemdesk.providers.sami.streaming_decoder import StreamingBase64Decoder
from stemdesk.providers.sami.token import Tokens
from stemdesk.providers.tencent import calls as tencent
from tests.reliability.fuzz import Target, each
from tests.reliability.mutations import broken_bytes, broken_json
from tests.standins.mvsep_catalogue import CATALOGUE

_STATUSES: Final = (200, 200, 200, 200, 201, 204, 303, 400, 401, 403, 404, 408, 413, 429, 500, 502, 504, 520)
#: So that a server that asks for patience gets little.
_PACE: Final = RetryPolicy(
    poll=(0.0, 0.0), tries=2, first_wait=0.0, longest_wait=0.0, enough=1, outage=0.0, rest=(0.0, 0.0)
)

Read = Callable[[Response], object]

_ENTRY: Final = {"id": 7, "dataset_type": 1, "date": "2026-05-01", "algo_name": "MVSep model", "main_text": "words",
                 "proc": 1, "msg": "OK", "sdr_bass": "3.2",
                 "metrics": {"sdr_vocals": "11.5", "multi": {"sdr": 3}}}  # fmt: skip
_PROFILE: Final = {"name": "Ada", "email": "a@b.c", "api_token": "t" * 20, "premium_minutes": "120.5", "premium_enabled": 1,
                   "long_filenames_enabled": 0,
                   "current_queue": [{"hash": "2026-h-song.wav", "algorithm": {"name": "x"}}]}  # fmt: skip
_PAST: Final = {"id": 1, "hash": "20261121000001-00000001-song.mp3", "created_at": "2026-11-21 09:51:34", "job_exists": True,
                "credits": 2, "time_left": 70, "algorithm": {"name": "BS Roformer", "render_id": 40}}  # fmt: skip
_FILE: Final = {"url": "http:\\/\\/127.0.0.1\\/storage\\/x_vocals.wav", "download": "song_vocals_[mvsep.com].wav",
                "size": "5.70 MB", "stem": "Vocals"}  # fmt: skip
_TENCENT: Final = {
    "id": "job-1", "state": 3, "customId": "c", "message": "m",
    "outputs": [{"destination": "/out/1",
                 "smartContentResult": {"musicSeperate": [{"tone": 1, "fileName": "job_1.wav"}, {"tone": 2}]}}],
}  # fmt: skip


def _mvsep() -> dict[str, tuple[Read, list[Any]]]:
    waiting = {"success": True, "status": "waiting", "data": {"current_order": 3, "queue_count": "15"}}
    done = {"success": True, "status": "done", "data": {"files": [_FILE, _FILE], "input_file": {"download": "song.mp3"},
                                                        "algorithm": "x", "date": "2026"}}  # fmt: skip
    parts = {"success": True, "data": {"status": "distributing", "finished_chunks": 2, "all_chunks": 6}}
    large = {"success": False, "data": {"message": "Your audio is large: it was splitted, distributed over GPUs"}}
    no = {"success": False, "errors": {"audiofile": ["The <b>file</b> is empty"]}, "message": {"email": ["x"]}}
    return {
        "created": (separation.created, [{"success": True, "data": {"link": "http://x/?hash=abc", "hash": "abc"}}, no]),
        "standing": (separation.status, [waiting, done, parts, large, no]),
        "cancelled": (separation.cancelled, [{"success": True, "data": {"message": "cancelled"}}, no]),
        "login": (account.token_of_login, [{"success": True, "data": _PROFILE}, no]),
        "registered": (account.registered, [{"success": True, "message": "sent"}, no]),
        "account": (account.account, [{"success": True, "data": _PROFILE}, no]),
        "switched": (account.switched, [{"success": True, "message": "done"}]),
        "history": (_history, [{"success": True, "data": [_PAST, _PAST]}]),
        "news": (site.news, [[{"id": 1, "title": "T", "lang": "en", "created_at": "2026-11-01", "text": "<p>T</p>"}]]),
        "queue": (site.queue, [{"queue": {"in_process": 7, "premium": "2"}, "plan": {"plan": "premium", "queue": 2}}]),
        "demos": (site.demos, [[{"hash": "h-1-song.mp3", "date": "2026", "size": "1.00 MB", "algorithm": {"name": "x"}}]]),
        "entries": (site.entries, [[_ENTRY, _ENTRY], _ENTRY]),
        "board": (site.board, [{"data": [_ENTRY], "dataset_type": "1", "sortables": ["sdr_vocals"], "sort": "sdr_vocals"}]),
        "added": (site.added, [{"success": True, "data": {"id": 7, "link": "http://x"}}]),
        "catalogue": (lambda answer: list(map(_look_at, catalogue.models_in(answer.body))), [CATALOGUE[:3], CATALOGUE]),
        "names": (_names, [["song_Vocals_[mvsep.com].wav", "song_instrum.wav"], ["BS Roformer (vocals, drums/bass)"]]),
    }  # fmt: skip


def _history(answer: Response) -> None:
    for past in account.history(answer):
        assert isinstance(past.model_id, str)
        account.title_of(past.hash)


def _look_at(model: Model) -> None:
    """What the list of models shows, and what a job asks."""
    json.dumps(model.as_json())
    model.complete({})
    str(model.name), str(model.group), str(model.price_note)


def _names(answer: Response) -> None:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return
    names = [name for name in found if isinstance(name, str)][:100] if isinstance(found, list) else []
    for name in names:
        stems_in_name(name, names)
        canonical(name)
    stems_of_files(names, "song.wav", ("vocals", "instrumental"))


def _others() -> dict[str, tuple[Read, list[Any]]]:
    def yes(data: Any) -> dict[str, Any]:
        return {"code": 0, "message": "success", "data": data}

    one = {"status": 2, "length": 3, "name": "song.wav", "loseless": True, "download": 7, "cost": 60}
    policy = base64.b64encode(b'{"conditions": [["content-length-range", 0, 1000]]}').decode()
    channel = {
        "channel": "c1",
        "key": "in/c1",
        "OSSAccessKeyId": "L",
        "policy": policy,
        "sign": "s",
        "url": "http://x/store",
    }
    job = {"job": _TENCENT}
    return {
        "dango/channel": (dango.channel, [yes(channel)]), "dango/id": (dango.music_id, [yes("m" * 32)]),
        "dango/standing": (lambda a: dango.standings(a, ["a"]),
                           [yes(one), {"code": -10, "message": "余额不足", "data": None}]),
        "dango/standings": (lambda a: dango.standings(a, ["a", "b"]), [yes([one, one]), yes({"a": one, "b": one})]),
        "dango/link": (dango.link, [yes({"url": "http://x/out", "download": 6})]),
        "tencent/created": (tencent.created, [{"requestId": "r", "createJobResponse": job},
                                              {"errorResponse": {"message": "AuthFailure: secretId"}}]),
        "tencent/got": (tencent.got, [{"getJobResponse": job}]),
        "tencent/listed": (tencent.listed, [{"listJobsResponse": {"jobs": [_TENCENT, _TENCENT], "total": 2}}]),
        "sami/token": (_token, [{"status_code": 20000000, "token": "t", "expires_at": 4102444800},
                                {"ResponseMetadata": {"Error": {"Code": "No", "Message": "no"}}}]),
    }  # fmt: skip


class _Told(HttpClient):
    """A service that says one thing."""

    def __init__(self, answer: Response) -> None:
        super().__init__("Volcengine", lambda: "https://example.com", _PACE)
        self._answer = answer

    async def send(self, *_: object, **__: object) -> Response:
        return self._answer


def _token(answer: Response) -> None:
    tokens = Tokens(_Told(answer), _PACE)
    asyncio.run(tokens.token({"appkey": "a", "access_key": "b", "secret_key": "c"}))


_TICKETS: Final[dict[str, list[Any]]] = {
    "mvsep": [
        {"phase": "sent", "hash": "h", "at": 1.8e9, "name": "n", "known": ["a"], "mirror": "", "files": [["u", "n"]]}
    ],
    "dango": [
        {"phase": "started", "music": "m", "channel": "c", "links": {"vocal": {"url": "u", "at": 1.0}}, "at": 1.8e9}
    ],
    "tencent": [
        {"phase": "sent", "job": "j", "custom": "c", "key": "k", "destination": "/d", "files": [["vocals", "f"]]}
    ],
    "sami": [{"phase": "asked", "vocal": "done", "asked": ["vocal"], "done": {"vocal": "v.wav"}}],
}


def service_targets() -> list[Target]:
    answers = {f"mvsep/{name}": found for name, found in _mvsep().items()} | _others()
    made = [Target(f"answer/{name}", partial(_answer, [json.dumps(seed).encode() for seed in seeds]), partial(_read, read))
            for name, (read, seeds) in answers.items()]  # fmt: skip
    song = {
        "task_id": "t",
        "payload": "{}",
        "data": base64.b64encode(bytes(range(256)) * 40).decode(),
        "status_code": 20000000,
    }
    plain = json.dumps(song).encode()
    made.append(Target("answer/sami/song", partial(_raw, [plain, plain.replace(b"/", b"\\/")]), _take))
    for name, tickets in _TICKETS.items():
        made.append(
            Target(
                f"ticket/{name}", partial(_ticket, [json.dumps(t).encode() for t in tickets]), partial(_decide, name)
            )
        )
    made.append(Target("http/download", partial(_raw, _RESPONSES), _download))
    made.append(Target("http/call", partial(_raw, _RESPONSES), _call))
    return made


def _answer(seeds: Sequence[bytes], dice: random.Random) -> bytes:
    return str(dice.choice(_STATUSES)).encode() + b"\n" + broken_json(dice.choice(seeds), dice)


def _read(read: Read, data: bytes, _folder: Path) -> None:
    status, _, body = data.partition(b"\n")
    read(Response(int(status), body, {}))


def _raw(seeds: Sequence[bytes], dice: random.Random) -> bytes:
    return broken_bytes(dice.choice(seeds), dice, seeds)


def _ticket(seeds: Sequence[bytes], dice: random.Random) -> bytes:
    return broken_json(dice.choice(seeds), dice)


def _take(data: bytes, folder: Path) -> None:
    taker = StreamingBase64Decoder(folder / "song.wav", 20_000)
    try:
        for start in range(0, len(data), 777):
            taker.feed(data[start : start + 777])
    finally:
        taker.close()
    taker.words()


def _decide(name: str, data: bytes, _folder: Path) -> None:
    """A ticket that the disk has changed must still offer a way on."""
    try:
        ticket = json.loads(data)
    except (ValueError, RecursionError):
        return
    provider = default_registry().get(name)
    if not isinstance(provider, CanRecover) or not isinstance(ticket, dict):
        return
    offers = provider.recovery_actions(ticket)
    if not offers:
        raise AssertionError("no way on")
    each(*(partial(provider.recover, ticket, offer.id) for offer in offers))


#: Loading certificates takes longer than a case.
_NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_sleep: Final = asyncio.sleep
_BODY: Final = bytes(range(256)) * 8
_RESPONSES: Final = [
    b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nETag: \"a1\"\r\nContent-Length: 2048\r\n\r\n" + _BODY,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLast-Modified: Tue, 24 Nov 2026 08:00:00 GMT\r\n\r\n800\r\n" + _BODY
    + b"\r\n0\r\n\r\n",
    b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 512-2047/2048\r\nETag: \"a1\"\r\nContent-Length: 1536\r\n\r\n"
    + _BODY[512:],
    b"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */512\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere?a=b\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 429 Too Many\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 503 Busy\r\nRetry-After: Tue, 24 Nov 2026 08:00:00 GMT\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n"
    + gzip.compress(b'{"code": 0}', mtime=0),
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nConnection: close\r\n\r\n" + zlib.compress(_BODY),
]  # fmt: skip


def _download(data: bytes, folder: Path) -> None:
    """Half of it is there already."""
    target = folder / "vocals.wav"
    wanted: list[Wanted] = []

    async def fetch(web: HttpClient) -> None:
        wanted.append(Wanted(f"{web.base}/vocals.wav", target, 1 << 20, "vocals"))
        path = await download(web, wanted[0], _PACE, lambda _done, _total: None)
        if path.stat().st_size > 1 << 20:
            raise AssertionError(path)

    asyncio.run(_against(data, fetch))


def _call(data: bytes, _folder: Path) -> None:
    async def ask(web: HttpClient) -> None:
        for request in (Request("GET", "/x"), Request("POST", "/x", form=(("a", "b"),), has_secret=True)):
            try:
                await web.send(request)
            except StemDeskError as error:
                if not str(error):
                    raise

    asyncio.run(_against(data, ask))


async def _against(data: bytes, work: Callable[[HttpClient], Any]) -> None:
    """A server that answers whatever it is asked with the same bytes, and closes. The hour that it may ask for is over at
    once: patience is no hang."""
    setattr(asyncio, "sleep", lambda _seconds: _sleep(0))  # noqa: B010  in this fork only

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(data)
            await writer.drain()
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            return

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    web = HttpClient("The service", lambda: f"http://127.0.0.1:{port}", _PACE)
    web._tls = _NO_TLS
    try:
        await work(web)
    finally:
        await web.close()
        server.close()
