"""Reading Dango's answers: `{"code", "message", "data"}`, code 0 being success."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_bool, as_int, as_mapping, as_text, objects, parsed
from stemdesk.core.text import text
from stemdesk.http.errors import Unclear
from stemdesk.providers.dango.requests import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.http.request import Response

NO_BALANCE: Final = -10
_BAD: Final = -100
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


class Status(IntEnum):
    WORKING = 0
    FAILED = 1
    DONE = 2


@dataclass(frozen=True, slots=True)
class JobStatus:
    """A song at Dango. `downloads` are those that are left, None if it does not say; `name` is what we called it."""

    status: Status
    lossless: bool = False
    downloads: int | None = None
    name: str = ""


def data_of(answer: Response, *, charges: bool = False) -> Any:
    """The data of a success. Raises StemDeskError with Dango's words, and Unclear for an answer that says nothing.

    `charges`: only a no in Dango's own form is one, and none of a server in trouble.
    """
    found = as_mapping(parsed(answer.body))
    code, words = as_int(found.get("code")), as_text(found.get("message"))
    if code is None or not _is_said(answer.status, charges=charges):
        if answer.status in (401, 403) and not charges:
            raise refused("")
        if answer.status == 429 and not charges:
            raise StemDeskError(ErrorKind.SERVER, text("Dango asks for a pause. Nothing was charged."))
        raise Unclear(text("Dango answers with status {status} and no sense.", status=answer.status))
    if code == 0:
        return found.get("data")
    if code == NO_BALANCE:
        raise StemDeskError(ErrorKind.QUOTA, text("Dango: {words} Top up on its open platform, then try again.",
                                                  words=_sentence(words or "余额不足")))  # fmt: skip
    if answer.status in (401, 403) or code in (401, 403):
        raise refused(words)
    if code == _BAD:
        raise StemDeskError(ErrorKind.REJECTED, text("Dango refused (code {code}): {words}", code=_BAD,
                                                     words=words or "参数错误"))  # fmt: skip
    raise StemDeskError(_kind(words), text("Dango: {words}", words=words or f"code {code}"))


def _is_said(status: int, *, charges: bool) -> bool:
    """Whether an answer with this status may say yes or no."""
    if charges and (status == 408 or 300 <= status < 400):
        return False
    return status < 500 or not charges


def refused(words: str) -> StemDeskError:
    return StemDeskError(
        ErrorKind.AUTH,
        text(
            "Dango does not accept the token. Check it under Accounts, and the header's name there. {words}",
            words=words,
        ),
    )


def _kind(words: str) -> ErrorKind:
    if "12分钟" in words:
        return ErrorKind.TOO_LONG
    if "格式" in words:
        return ErrorKind.UNSUPPORTED
    if "最大下载次数" in words:
        return ErrorKind.EXPIRED
    return ErrorKind.REJECTED


def _sentence(words: str) -> str:
    return words if words.endswith(("。", ".", "!", "！")) else f"{words}。"


def channel(answer: Response) -> Channel:
    data = as_mapping(data_of(answer))
    made = Channel(
        as_text(data.get("channel")), as_text(data.get("key")), as_text(data.get("OSSAccessKeyId")),
        as_text(data.get("policy")), as_text(data.get("sign")), as_text(data.get("url")),
    )  # fmt: skip
    if not _ID.fullmatch(made.channel) or not made.key or not made.url:
        raise StemDeskError(ErrorKind.SERVER, text("Dango opened no channel for the upload. Nothing was charged."))
    return made


def music_id(answer: Response) -> str:
    """The song's id. Raises Unclear where an accepted start has none."""
    found = as_text(data_of(answer, charges=True))
    if not _ID.fullmatch(found):
        raise Unclear(text("Dango accepted the song, but names no id for it."))
    return found


def standings(answer: Response, ids: Sequence[str]) -> dict[str, JobStatus]:
    """Where each song stands. For several the documentation shows no example: a list in the order of the question, or
    objects that name their id, or an object by ids are all understood."""
    data = data_of(answer)
    if isinstance(data, dict) and "status" in data:
        return {ids[0]: _standing(data)} if len(ids) == 1 else {}
    found = {}
    if isinstance(data, dict):
        found = {id_: _standing(as_mapping(data[id_])) for id_ in ids if isinstance(data.get(id_), dict)}
    else:
        listed = objects(data)
        for place, entry in enumerate(listed):
            named = as_text(entry.get("musicId") or entry.get("id"))
            if named in ids:
                found[named] = _standing(entry)
            elif not named and len(listed) == len(ids):
                found[ids[place]] = _standing(entry)
    return found


def _standing(data: dict[str, Any]) -> JobStatus:
    status = as_int(data.get("status"))
    known = Status(status) if status in (0, 1, 2) else Status.WORKING
    return JobStatus(known, as_bool(data.get("loseless")), as_int(data.get("download")), as_text(data.get("name")))


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    downloads: int | None


def link(answer: Response) -> Link:
    data = as_mapping(data_of(answer))
    url = as_text(data.get("url"))
    if not url:
        raise StemDeskError(ErrorKind.SERVER, text("Dango names no address for the download."))
    return Link(url, as_int(data.get("download")))
