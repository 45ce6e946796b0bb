"""Tencent's calls and answers as values: one address, one JSON body, told apart by its action."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_int, as_list, as_mapping, as_text, objects, parsed
from stemdesk.core.text import text
from stemdesk.http.errors import Unclear
from stemdesk.http.request import Request
from stemdesk.http.retry import retry_after
from stemdesk.providers.tencent.description import TONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.http.request import Response

#: Seconds after which Tencent ends a job as failed.
_TIMEOUT = 7200


class State(IntEnum):
    SUBMITTED = 1
    PROCESSING = 2
    COMPLETED = 3
    ERROR = 4
    CANCELED = 5


@dataclass(frozen=True, slots=True)
class Keys:
    """Who asks."""

    secret_id: str
    secret_key: str
    content_id: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job as Tencent tells it. `files` are (stem, file name), `custom` our own id of it."""

    id: str
    state: State
    destination: str = ""
    files: tuple[tuple[str, str], ...] = ()
    words: str = ""
    custom: str = ""


class Paused(StemDeskError):
    """Too many calls. `after`: the pause in seconds that is asked for."""

    def __init__(self, after: float | None) -> None:
        super().__init__(ErrorKind.SERVER, text("Tencent asks for a pause."))
        self.after = after


def create(keys: Keys, path: str, custom: str, *, url: str, destination: str, method: int) -> Request:
    body = {
        "customId": custom, "timeout": _TIMEOUT, "inputs": [{"url": url}],
        "outputs": [{"contentId": keys.content_id, "destination": destination, "inputSelectors": [0],
                     "smartContentDescriptor": {"musicSeperate": {"method": method}}}],
    }  # fmt: skip
    return _call(keys, path, "CreateJob", "createJobRequest", body)


def get(keys: Keys, path: str, job: str) -> Request:
    return _call(keys, path, "GetJob", "getJobRequest", {"id": job})


def list_jobs(keys: Keys, path: str, custom: str) -> Request:
    return _call(keys, path, "ListJobs", "listJobsRequest", {"customId": custom})


def _call(keys: Keys, path: str, action: str, name: str, body: Mapping[str, Any]) -> Request:
    whole = {"action": action, "secretId": keys.secret_id, "secretKey": keys.secret_key, name: body}
    return Request("POST", path, json=json.dumps(whole, ensure_ascii=False).encode(), has_secret=True)


def created(answer: Response) -> Job:
    """Raises StemDeskError for a refusal in Tencent's own form, Unclear for any other answer that names no job."""
    job = _job(as_mapping(_response(answer, "createJobResponse", charges=True).get("job")))
    if not job.id:
        raise Unclear(text("Tencent accepted something, but names no job."))
    return job


def got(answer: Response) -> Job:
    return _job(as_mapping(_response(answer, "getJobResponse").get("job")))


def listed(answer: Response) -> list[Job]:
    return [job for data in objects(_response(answer, "listJobsResponse").get("jobs")) if (job := _job(data)).id]


def _response(answer: Response, name: str, *, charges: bool = False) -> dict[str, Any]:
    """`charges`: only a no in Tencent's own form is one, and none of a server in trouble."""
    if answer.status == 429:
        raise Paused(retry_after(answer))
    found = as_mapping(parsed(answer.body))
    in_trouble = answer.status >= 500 or (charges and (answer.status == 408 or 300 <= answer.status < 400))
    if isinstance(found.get(name), dict) and not in_trouble:
        return as_mapping(found[name])
    own = as_text(as_mapping(found.get("errorResponse")).get("message"))
    words = own or as_text(found.get("message"))
    if in_trouble or not words or (charges and not own and answer.to_whole):
        raise Unclear(text("Tencent answers with status {status} and no sense.", status=answer.status))
    lower = words.lower()
    if answer.status in (401, 403) or any(word in lower for word in ("secret", "auth", "signature", "denied")):
        raise StemDeskError(
            ErrorKind.AUTH,
            text("Tencent does not accept the SecretId or SecretKey: {words}", words=words),
        )
    raise StemDeskError(ErrorKind.REJECTED, text("Tencent refuses: {words}", words=words))


def _job(data: Mapping[str, Any]) -> Job:
    number = as_int(data.get("state"))
    state = State(number) if number in set(State) else State.PROCESSING
    outputs = objects(data.get("outputs"))
    output = outputs[0] if outputs else {}
    parts = as_mapping(output.get("smartContentResult")).get("musicSeperate")
    files = tuple(
        (TONES.get(as_int(part.get("tone")) or 0, "other"), as_text(part.get("fileName")))
        for part in objects(as_list(parts))
        if as_text(part.get("fileName"))
    )
    words = as_text(data.get("message")) or as_text(as_mapping(data.get("error")).get("message"))
    custom = as_text(data.get("customId"))
    return Job(as_text(data.get("id")), state, as_text(output.get("destination")), files, words, custom)
