"""Reading what MVSEP says about one separation: created, where it stands, what came out ("Create", "Get result",
"Get result of remote job", "Cancel separation")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_mapping, as_text, objects, parsed
from stemdesk.providers.mvsep.answers import plain, read, refusal, server_words

if TYPE_CHECKING:
    from stemdesk.http.request import Response


class Status(StrEnum):
    """The documentation's states. A state that it does not name counts as `PROCESSING`: still working."""

    WAITING = "waiting"
    PROCESSING = "processing"
    DISTRIBUTING = "distributing"
    MERGING = "merging"
    DONE = "done"
    FAILED = "failed"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class ResultFile:
    """`name` is the server's and untrusted; `stem` what it calls the file, "" if it does not; `size` in bytes or None."""

    url: str
    name: str
    stem: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class JobStatus:
    """Where a separation stands. `place` of `queue` while it waits, `parts_done` of `parts` while it is distributed.

    `successor` is the separation that a job from a link has become.
    """

    status: Status
    words: str = ""
    place: int | None = None
    queue: int | None = None
    parts_done: int | None = None
    parts: int | None = None
    files: tuple[ResultFile, ...] = ()
    input_name: str = ""
    successor: str = ""


#: More than any separation has; telling them apart takes longer the more there are.
_MOST_FILES: Final = 100
_KNOWN = frozenset(status.value for status in Status)


def created(answer: Response) -> str | None:
    """The hash of the new separation; None for an answer that does not say what became of it (an error page, half an
    answer, a success without a name, a server in trouble). Raises StemDeskError for a refusal in MVSEP's own form, with its
    words, and for any answer to an upload that did not go out whole."""
    data = parsed(answer.body)
    says_no = isinstance(data, dict) and "success" in data and not as_bool(data["success"])
    in_trouble = answer.status >= 500 or answer.status == 408 or 300 <= answer.status < 400
    if (says_no and not in_trouble) or not answer.to_whole:
        raise refusal(answer.status, data)
    inner = as_mapping(as_mapping(data).get("data"))
    found = as_text(inner.get("hash")) or _hash_in(as_text(inner.get("link")))
    return found if found and answer.status < 300 else None


def status(answer: Response) -> JobStatus:
    """Raises StemDeskError for an answer that says nothing about the separation."""
    data = parsed(answer.body)
    if not isinstance(data, dict):
        raise refusal(answer.status, data)
    inner = as_mapping(data.get("data"))
    words = server_words(data)
    status = _status(data, inner, words)
    if status is None:
        if answer.status >= 400 or not as_bool(data.get("success"), default=True):
            raise refusal(answer.status, data)
        status = Status.PROCESSING
    return JobStatus(
        status,
        words,
        as_int(inner.get("current_order")),
        as_int(inner.get("queue_count")),
        as_int(inner.get("finished_chunks")),
        as_int(inner.get("all_chunks")),
        tuple(file for file in map(_file, objects(inner.get("files"))[:_MOST_FILES]) if file is not None),
        as_text(as_mapping(inner.get("input_file")).get("download")),
        as_text(inner.get("hash")) or _hash_in(as_text(inner.get("link"))),
    )


def cancelled(answer: Response) -> str:
    """The server's words about a cancel that it granted. Raises StemDeskError for one that it refused."""
    return server_words(read(answer))


def _status(data: dict[str, Any], inner: dict[str, Any], words: str) -> Status | None:
    """Root first, then `data`. A large file's message ("split … distributed … GPU") comes with success: false, too."""
    if (
        re.search(r"large", words, re.IGNORECASE)
        and re.search(r"split", words, re.IGNORECASE)
        and re.search(r"distribut|gpu", words, re.IGNORECASE)
    ):
        return Status.DISTRIBUTING
    told = [as_text(place.get("status")).strip().lower().replace(" ", "_").replace("-", "_") for place in (data, inner)]
    for name in told:
        if name in _KNOWN:
            return Status(name)
    if not as_bool(data.get("success"), default=True):
        if "not found" in words.lower():
            return Status.NOT_FOUND
        return Status.FAILED if "fail" in told else None
    return Status.PROCESSING if any(told) else None


def _file(data: dict[str, Any]) -> ResultFile | None:
    url = (as_text(data.get("url")) or as_text(data.get("link"))).replace("\\/", "/").strip()
    if not url:
        return None
    path = url.split("?", 1)[0].rstrip("/")
    name = as_text(data.get("download")) or as_text(data.get("name")) or path.rsplit("/", 1)[-1]
    stem = plain(as_text(data.get("stem")) or as_text(data.get("type")), 60)
    if stem.lower() in ("audio", "file", "result", "output", "midi", "text", "json"):
        stem = ""  # says what kind of file it is, not which stem
    return ResultFile(url, name, stem, size_in_bytes(data.get("size")))


def size_in_bytes(value: Any) -> int | None:
    """ "5.70 MB" (of 1024s, rounded) or a number of bytes; None for anything else."""
    number = as_float(value)
    if number is not None:
        return int(number) if number >= 0 else None
    found = re.fullmatch(r"\s*([\d.,]+)\s*([KMGT]?)i?B\s*", as_text(value), re.IGNORECASE)
    amount = as_float(found[1].replace(",", "")) if found else None
    if found is None or amount is None:
        return None
    return int(amount * 1024 ** " KMGT".index(found[2].upper() or " "))


def _hash_in(link: str) -> str:
    found = re.search(r"[?&]hash=([^&#]+)", link)
    return found[1] if found else ""
