"""Volcengine SAMI as its documentation describes it, on loopback, with the token call of its open API."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from typing import Any

from tests.standins.http import Reply, Seen, StandIn, as_json
from tests.standins.songs import stem_of

APPKEY, ACCESS_KEY, SECRET_KEY = "app-key-1", "AKLT-access", "secret-key-of-volcengine"


class Sami(StandIn):
    """`charges` counts calls by song and model. `asked_for` keeps the payloads."""

    def __init__(self) -> None:
        super().__init__()
        self.charges: Counter[tuple[str, str]] = Counter()
        self.payloads: list[dict[str, Any]] = []
        self.tokens: list[str] = ["given-token"]
        self.escapes = False
        self.route("POST", r"/", self._token)
        self.route("POST", r"/api/v1/invoke", self._invoke)

    def read_form(self, seen: Seen, body: bytes) -> None:
        super().read_form(seen, body)
        if seen.headers.get("content-type") == "application/json":
            seen.form = {
                key: value if isinstance(value, str) else json.dumps(value) for key, value in json.loads(body).items()
            }

    def _token(self, seen: Seen) -> Reply:
        if seen.query.get("Action") != "GetToken" or f"Credential={ACCESS_KEY}/" not in seen.headers["authorization"]:
            return as_json({"ResponseMetadata": {"Error": {"Code": "SignatureDoesNotMatch", "Message": "no"}}}, 403)
        self.tokens.append(f"minted-{len(self.tokens)}")
        return as_json({"status_code": 20000000, "token": self.tokens[-1], "expires_at": 4102444800})

    def _invoke(self, seen: Seen) -> Reply:
        body = seen.form
        if body["token"] != self.tokens[-1] or body["appkey"] != APPKEY:
            return as_json({"task_id": "t", "status_code": 40100003, "status_text": "invalid auth token"}, 401)
        payload = json.loads(body["payload"])
        self.payloads.append(payload)
        song = base64.b64decode(body.get("data", "")) or payload["url"].encode()
        self.charges[hashlib.sha256(song).hexdigest(), payload["model"]] += 1
        share = 0.25 if payload["model"].endswith("vocal") else 0.75
        made = stem_of(song, payload["extra"]["output_format"], share)
        answer = {"task_id": "t", "namespace": "MusicSourceSeparate", "payload": '{"data":"not this"}',
                  "data": base64.b64encode(made).decode(), "status_code": 20000000, "status_text": "OK"}  # fmt: skip
        text = json.dumps(answer)
        if self.escapes:
            text = text.replace("/", "\\/").replace("+", "\\u002b")
        return Reply(200, text.encode(), {"Content-Type": "application/json"})
