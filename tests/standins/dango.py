"""Dango.ai as its documentation describes it, on loopback, with its object store and a count of what was charged."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import time
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.standins.http import Reply, Seen, StandIn, as_json, ranged
from tests.standins.songs import stem_of

TOKEN = "dango-secret-0123456789"


@dataclass
class Place:
    style: int
    filename: str
    key: str
    content: bytes | None = None
    is_used: bool = False


@dataclass
class Song:
    style: int
    filename: str
    content: bytes
    working: int
    downloads: int = 7
    fails: bool = False
    expired: bool = False


class Dango(StandIn):
    """`looks`: how often a song is still being worked on. `charges` counts songs by their content."""

    def __init__(self) -> None:
        super().__init__()
        self.channels: dict[str, Place] = {}
        self.songs: dict[str, Song] = {}
        self.charges: Counter[str] = Counter()
        self.balance = 100
        self.looks = 1
        self.max_bytes = 104_857_600
        self.next_fails = False
        self.zip_names: list[str] | None = None
        #: A song's id is the last part of its channel's key, as in the documentation's example.
        self.ids_are_keys = False
        #: Another number gives other stems.
        self.mix = 0
        self.generation = 0
        self.moments: list[float] = []
        self._number = 0
        self.route("POST", r"/vocal-remover/upload/channel", self._channel)
        self.route("POST", r"/vocal-remover/upload/[^/]+/result", self._start)
        self.route("POST", r"/vocal-remover/[^/]+", self._standing)
        self.route("POST", r"/vocal-remover/[^/]+/download/default/[^/]+/[^/]+", self._download)
        self.route("POST", r"/store", self._store)
        self.route("GET", r"/out/.*", self._file)

    def answer(self, seen: Seen) -> Reply:
        if seen.path.startswith("/vocal-remover"):
            self.moments.append(time.monotonic())
            if seen.headers.get("authorization") != TOKEN:
                return _no(401, "token无效")
        return super().answer(seen)

    def read_form(self, seen: Seen, body: bytes) -> None:
        super().read_form(seen, body)
        if seen.headers.get("content-type") == "application/json":
            seen.form = {key: str(value) for key, value in json.loads(body).items()}
        if seen.path == "/store":
            seen.headers["x-order"] = ",".join([*seen.form, *seen.files])

    def _channel(self, seen: Seen) -> Reply:
        if self.balance <= 0:
            return _no(-10, "余额不足")
        self._number += 1
        channel = hashlib.md5(f"c{self._number}".encode()).hexdigest()  # noqa: S324
        key = f"in/{channel}"
        self.channels[channel] = Place(int(seen.form["style"]), seen.form["filename"], key)
        policy = {"expiration": "2099-01-01T00:00:00.000Z", "conditions": [["content-length-range", 0, self.max_bytes],
                                                                          ["eq", "$key", key]]}  # fmt: skip
        told = base64.b64encode(json.dumps(policy).encode()).decode()
        data = {"channel": channel, "key": key, "OSSAccessKeyId": "LTAI4", "policy": told, "sign": "sig=",
                "url": f"{self.url}/store"}  # fmt: skip
        return _yes(data)

    def _store(self, seen: Seen) -> Reply:
        form = seen.form
        place = next((p for p in self.channels.values() if p.key == form.get("key")), None)
        right = (
            form.get("x-oss-forbid-overwrite") == "true" and form.get("Signature") == "sig=" and "file" in seen.files
        )
        if place is None or not right or place.content is not None:
            return Reply(403, b"<Error/>")
        place.content = seen.files["file"].content
        return Reply(204, b"")

    def _start(self, seen: Seen) -> Reply:
        place = self.channels.get(seen.path.split("/")[3])
        if place is None or place.is_used or place.content is None:
            return _no(-100, "")
        place.is_used = True
        if self.balance <= 0:
            return _no(-10, "余额不足")
        self.charges[hashlib.sha256(place.content).hexdigest()] += 1
        self.balance -= 1
        self._number += 1
        music = place.key.rsplit("/", 1)[-1]
        if not self.ids_are_keys:
            music = hashlib.md5(f"m{self._number}".encode()).hexdigest()  # noqa: S324
        self.songs[music] = Song(place.style, place.filename, place.content, self.looks, fails=self.next_fails)
        return _yes(music)

    def _standing(self, seen: Seen) -> Reply:
        ids = seen.path.rsplit("/", 1)[-1].split(",")
        found = []
        for music in ids:
            song = self.songs.get(music)
            if song is None:
                return _no(-1, "歌曲不存在")
            if song.expired:
                return _no(-10, "歌曲已过期")
            song.working -= 1
            status = 0 if song.working >= 0 else 1 if song.fails else 2
            lossless = not song.filename.endswith(".mp3")
            found.append({"status": status, "length": 3, "name": song.filename, "loseless": lossless,
                          "download": song.downloads, "cost": 60})  # fmt: skip
        return _yes(found[0] if len(ids) == 1 else found)

    def _download(self, seen: Seen) -> Reply:
        _, _, music, _, _, kind, item = seen.path.split("/")
        song = self.songs[music]
        if kind == "flac" and song.filename.endswith(".mp3"):
            return _no(-1, "无法下载的文件")
        if item == "4stems" and song.style not in (0, 12):
            return _no(-1, "当前模型没有4音轨模式")
        if song.downloads <= 0:
            return _no(-1, "已经超过最大下载次数")
        song.downloads -= 1
        self.generation += 1
        return _yes({"url": f"{self.url}/out/{music}/{kind}/{item}/{self.generation}", "download": song.downloads})

    def _file(self, seen: Seen) -> Reply:
        _, _, music, kind, item, _ = seen.path.split("/")
        return ranged(self.content(music, kind, item), seen, tag=f'"v{self.mix}"', heeds_if_range=self.mix == 0)

    def content(self, music: str, kind: str, item: str) -> bytes:
        song = self.songs[music]
        if item != "4stems":
            return stem_of(song.content, kind, (0.25 if item == "vocals" else 0.75) / (1 + self.mix))
        made = io.BytesIO()
        names = self.zip_names or [f"320_{name}.{kind}" for name in ("人声", "鼓", "贝斯", "其他")]
        with zipfile.ZipFile(made, "w") as archive:
            for number, name in enumerate(names):
                archive.writestr(name, stem_of(song.content, kind, 0.1 * (number + 1)))
        return made.getvalue()


def _yes(data: Any) -> Reply:
    return as_json({"code": 0, "message": "success", "data": data})


def _no(code: int, message: str) -> Reply:
    return as_json({"code": code, "message": message, "data": None})
