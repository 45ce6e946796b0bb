"""Dango's calls as values (documentation: "伴奏人声提取", sections in the order of a job)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stemdesk.core.lenient_json import as_int, as_list, as_mapping, parsed
from stemdesk.http.request import FilePart, Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ApiKey:
    """How the token travels: the documentation does not say, so name and prefix of the header can be set."""

    token: str
    header: str = "Authorization"
    prefix: str = ""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        return ((self.header or "Authorization", f"{self.prefix} {self.token}".strip()),)


@dataclass(frozen=True, slots=True)
class Channel:
    """A place for one upload ("创建上传通道"). It works once."""

    channel: str
    key: str
    access_id: str
    policy: str
    sign: str
    url: str

    @property
    def music(self) -> str:
        """The id that the song will have: in the documentation's example the key is "in/" and that id."""
        return self.key.rsplit("/", 1)[-1]

    @property
    def max_bytes(self) -> int | None:
        """The upper end of the policy's content-length-range."""
        for condition in as_list(self._policy().get("conditions")):
            parts = as_list(condition)
            if len(parts) == 3 and parts[0] == "content-length-range":
                return as_int(parts[2])
        return None

    def _policy(self) -> dict[str, object]:
        try:
            return as_mapping(parsed(base64.b64decode(self.policy, validate=False)))
        except ValueError:
            return {}


def create_channel(key: ApiKey, filename: str, style: str) -> Request:
    body = json.dumps({"style": int(style), "filename": filename}, ensure_ascii=False).encode()
    return Request("POST", "/vocal-remover/upload/channel", json=body, headers=key.headers, has_secret=True)


def upload(channel: Channel, path: Path, filename: str) -> Request:
    """The form of the object store; `file` comes last. The token does not travel there."""
    form = (
        ("x-oss-forbid-overwrite", "true"), ("key", channel.key), ("OSSAccessKeyId", channel.access_id),
        ("policy", channel.policy), ("Signature", channel.sign),
    )  # fmt: skip
    return Request("POST", "", form=form, files=(FilePart("file", path, filename),), has_secret=True)


def start(key: ApiKey, channel: str) -> Request:
    """The call that charges."""
    return Request("POST", f"/vocal-remover/upload/{channel}/result", headers=key.headers, has_secret=True)


def status(key: ApiKey, ids: Sequence[str]) -> Request:
    return Request("POST", f"/vocal-remover/{','.join(ids)}", headers=key.headers, has_secret=True)


def download(key: ApiKey, music: str, kind: str, item: str) -> Request:
    """Each new address takes one of the song's seven downloads."""
    path = f"/vocal-remover/{music}/download/default/{kind}/{item}"
    return Request("POST", path, headers=key.headers, has_secret=True)
