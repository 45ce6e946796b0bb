"""The stand-ins of Dango, Tencent (with a real S3 server) and SAMI in a process of their own, for the campaign."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import sys
import urllib.request
from typing import Any
from urllib.parse import unquote

import obstore
from obstore.store import S3Store

from tests.standins import dango, sami, tencent
from tests.standins.dango import Dango
from tests.standins.http import Reply, Seen, StandIn, as_json
from tests.standins.sami import Sami
from tests.standins.songs import stem_of
from tests.standins.tencent import Tencent

BUCKET = "music-1250000000"
_LATER = as_json({"message": "slow down"}, 429)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Told:
    """What the campaign needs of a stand-in: forget everything, and tell what was charged."""

    def __init__(self, service: StandIn, charging: str) -> None:
        self.service = service
        self.charging = charging
        service.route("POST", "/_reset/.*", self._reset)
        service.route("GET", "/_report", self._report)

    def _reset(self, seen: Seen) -> Reply:
        self.service.faults.clear()
        self.forget()
        match unquote(seen.path).rsplit("/", 1)[-1]:
            case "answer lost":
                self.service.fail(self.charging, after=True)
            case "status 429":
                self.service.fail(self.charging, reply=_LATER, times=2)
            case "download cut":
                self.service.fail(
                    "/out/.*", change=lambda r: Reply(r.status, r.body, r.headers, len(r.body) // 2), times=2
                )
        return as_json({})

    def _report(self, _: Seen) -> Reply:
        in_hand = sum(self.service.in_hand.values()) - 1
        return as_json({"charged": self.charged(), "files": self.files(), "staged": self.staged(), "in_hand": in_hand})

    def forget(self) -> None: ...

    def charged(self) -> int:
        charges: dict[Any, int] = getattr(self.service, "charges")  # noqa: B009
        return sum(charges.values())

    def files(self) -> list[list[str]]:
        return []

    def staged(self) -> list[str]:
        return []


class ToldDango(Told):
    service: Dango

    def forget(self) -> None:
        self.service.channels.clear()
        self.service.songs.clear()
        self.service.charges.clear()
        self.service.balance = 1000

    def files(self) -> list[list[str]]:
        service = self.service
        return [
            [_digest(service.content(music, "flac", item)) for item in ("vocals", "instrumental")]
            for music in service.songs
        ]


class ToldSami(Told):
    service: Sami

    def forget(self) -> None:
        self.service.charges.clear()
        self.service.seen.clear()

    def files(self) -> list[list[str]]:
        import base64

        songs = [
            base64.b64decode(seen.form["data"])
            for seen in self.service.asked("/api/v1/invoke")
            if seen.form.get("data")
        ]
        return [[_digest(stem_of(song, "wav", share)) for share in (0.25, 0.75)] for song in songs[:1]]


class ToldTencent(Told):
    service: Tencent

    def __init__(self, service: StandIn, charging: str, store: S3Store) -> None:
        super().__init__(service, charging)
        self._store = store

    def _keys(self) -> list[str]:
        return [str(entry["path"]) for batch in obstore.list(self._store) for entry in batch]

    def forget(self) -> None:
        self.service.jobs.clear()
        self.service.charges.clear()
        for key in self._keys():
            obstore.delete(self._store, key)

    def files(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._keys():
            if "/input" not in key:
                found.setdefault(key.rsplit("/", 1)[0], []).append(
                    _digest(bytes(obstore.get(self._store, key).bytes()))
                )
        return list(found.values())

    def staged(self) -> list[str]:
        return [key for key in self._keys() if "/input" in key]


def main() -> None:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    with contextlib.redirect_stdout(sys.stderr):
        s3.start()
    host, port = s3.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/{BUCKET}", method="PUT")).read()
    store = S3Store(BUCKET, endpoint=address, region="us-east-1", access_key_id="x", secret_access_key="y",
                    client_options={"allow_http": True})  # fmt: skip
    with (
        Dango() as one,
        Tencent(lambda key, content: obstore.put(store, key, content) and None) as two,
        Sami() as three,
    ):
        ToldDango(one, r"/vocal-remover/upload/[^/]+/result")
        ToldTencent(two, "/release/job", store)
        ToldSami(three, "/api/v1/invoke")
        environment = {
            "STEMDESK_DANGO_URL": one.url, "STEMDESK_DANGO_TOKEN": dango.TOKEN, "STEMDESK_TENCENT_URL": two.url,
            "STEMDESK_TENCENT_COS_URL": address, "STEMDESK_TENCENT_SECRET_ID": tencent.SECRET_ID,
            "STEMDESK_TENCENT_SECRET_KEY": tencent.SECRET_KEY, "STEMDESK_TENCENT_CONTENT_ID": tencent.CONTENT_ID,
            "STEMDESK_TENCENT_BUCKET": BUCKET, "STEMDESK_TENCENT_REGION": "us-east-1", "STEMDESK_SAMI_URL": three.url,
            "STEMDESK_SAMI_OPENAPI_URL": three.url, "STEMDESK_SAMI_APPKEY": sami.APPKEY,
            "STEMDESK_SAMI_ACCESS_KEY": sami.ACCESS_KEY, "STEMDESK_SAMI_SECRET_KEY": sami.SECRET_KEY,
        }  # fmt: skip
        urls = {"dango": one.url, "tencent": two.url, "sami": three.url}
        print(json.dumps({"urls": urls, "environment": environment}), flush=True)
        sys.stdin.read()
    s3.stop()


if __name__ == "__main__":
    main()
