"""Every call of MVSEP's API as a value, by the headings of its page "Full API" (2026, with the 2025 page's lists).

The token travels as the field `api_token`, in the form of a POST or the query of a GET, never in a header.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stemdesk.core.names import clean
from stemdesk.http.request import FilePart, Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: The most entries that a list answers with at once.
PAGE: Final = 20
SCOPES: Final = "single_upload,no_upload,matchering_upload"


# --- separations -----------------------------------------------------------------------------------------------------


def create(
    token: str,
    sep_type: str,
    output_format: str,
    options: Mapping[str, str],
    *,
    audio: Path | None = None,
    url: str = "",
    pair: tuple[Path, Path] | None = None,
    publish: bool = False,
) -> Request:
    """“Create separation”. One of `audio`, `url` and `pair` (target, reference), or none for models without input."""
    form = [("api_token", token), ("sep_type", sep_type), ("output_format", output_format)]
    form += [(key, value) for key, value in sorted(options.items(), key=_option_number)]
    form.append(("is_demo", "1" if publish else "0"))
    files: tuple[FilePart, ...] = ()
    if pair is not None:
        target, reference = pair
        files = (_file("target_audiofile", target), _file("reference_audiofile", reference))
    elif audio is not None:
        files = (_file("audiofile", audio),)
    elif url:
        form += [("url", url), ("remote_type", remote_type(url))]
    return Request("POST", "/api/separation/create", form=_sendable(form), files=files, has_secret=True)


def remote_type(url: str) -> str:
    """MVSEP's name for where a link leads: mega, drive, dropbox, or direct."""
    host = (urlsplit(url).hostname or "").lower()
    for kind, hosts in (
        ("mega", ("mega.nz", "mega.co.nz", "mega.io")),
        ("drive", ("drive.google.com", "docs.google.com")),
        ("dropbox", ("dropbox.com",)),
    ):
        if any(host == name or host.endswith("." + name) for name in hosts):
            return kind
    return "direct"


def result(hash_: str) -> Request:
    """“Get result”."""
    return Request("GET", "/api/separation/get", query=(("hash", hash_),))


def result_from_mirror(token: str, hash_: str) -> Request:
    """“Get result” with mirror=1. This call costs one credit."""
    query = (("hash", hash_), ("mirror", "1"), ("api_token", token))
    return Request("GET", "/api/separation/get", query=query, has_secret=True)


def remote_result(hash_: str) -> Request:
    """“Get result of remote job”: for separations that were created from a link."""
    return Request("GET", "/api/separation/get-remote", query=(("hash", hash_),))


def cancel(token: str, hash_: str) -> Request:
    """“Cancel separation”: refunds the credits if the processing has not begun."""
    return _post("/api/separation/cancel", ("api_token", token), ("hash", hash_))


# --- the site --------------------------------------------------------------------------------------------------------


def algorithms() -> Request:
    """“Get separation types”, all three kinds of input."""
    return Request("GET", "/api/app/algorithms", query=(("scopes", SCOPES),))


def news(language: str, start: int = 0, limit: int = 10) -> Request:
    """“Get news”. There are English (en) and Russian (ru) ones."""
    return Request("GET", "/api/app/news", query=(("lang", language), *_page(start, limit)))


def queue(token: str = "") -> Request:
    """“Get queue”. With a token it tells the own plan's queue, too."""
    query = (("api_token", token),) if token else ()
    return Request("GET", "/api/app/queue", query=query, has_secret=bool(token))


def demos(start: int = 0, limit: int = 10, algorithm: str = "") -> Request:
    """“Get demo separations”. `algorithm` (a render id) is what the site's own demo page filters by."""
    extra = (("algorithm_id", algorithm),) if algorithm else ()
    return Request("GET", "/api/app/demo", query=(*_page(start, limit), *extra))


# --- the account -----------------------------------------------------------------------------------------------------


def login(email: str, password: str) -> Request:
    """“Login”."""
    return _post("/api/app/login", ("email", email), ("password", password))


def register(name: str, email: str, password: str, repeated: str) -> Request:
    """“Register”; the page says POST, its curl line GET: it is sent as POST, or the password would stand in logs."""
    return _post(
        "/api/app/register", ("name", name), ("email", email), ("password", password),
        ("password_confirmation", repeated),
    )  # fmt: skip


def user(token: str) -> Request:
    """“User settings”."""
    return Request("GET", "/api/app/user", query=(("api_token", token),), has_secret=True)


def history(token: str, start: int = 0, limit: int = PAGE) -> Request:
    """“Get separation history”, the newest first."""
    return Request(
        "GET", "/api/app/separation_history", query=(("api_token", token), *_page(start, limit)), has_secret=True
    )


def switch_premium(token: str, on: bool) -> Request:
    """“Enable premium usage”, “Disable premium usage”."""
    return _post(f"/api/app/{'enable' if on else 'disable'}_premium", ("api_token", token))


def switch_long_filenames(token: str, on: bool) -> Request:
    """“Enable long filenames”, “Disable long filenames”."""
    return _post(f"/api/app/{'enable' if on else 'disable'}_long_filenames", ("api_token", token))


# --- the quality checker ---------------------------------------------------------------------------------------------


def quality_queue(start: int = 0, limit: int = PAGE) -> Request:
    """“Quality checker: get queue”."""
    return Request("GET", "/api/quality_checker/queue", query=_page(start, limit))


def quality_board(dataset: str, start: int = 0, limit: int = PAGE, name: str = "", sort: str = "") -> Request:
    """“Quality checker: get leaderboard”."""
    query = [("dataset_type", dataset), *_page(start, limit)]
    query += [("algo_name_filter", name)] if name else []
    query += [("sort", sort)] if sort else []
    return Request("GET", "/api/quality_checker/leaderboard", query=tuple(query))


def quality_entry(entry: str) -> Request:
    """“Quality checker: get entry”."""
    return Request("GET", "/api/quality_checker/entry", query=(("id", entry),))


@dataclass(frozen=True, slots=True, repr=False)
class Contribution:
    """A separation of a checker's dataset, to be measured. `password` is what the entry can be deleted with later."""

    archive: Path
    name: str
    words: str
    dataset: str
    password: str
    ensemble: bool = False


def quality_add(token: str, entry: Contribution) -> Request:
    """“Quality checker: create entry”."""
    form = (
        ("api_token", token), ("algo_name", entry.name), ("main_text", entry.words), ("dataset_type", entry.dataset),
        ("ensemble", "1" if entry.ensemble else "0"), ("password", entry.password),
    )  # fmt: skip
    files = (_file("zipfile", entry.archive),)
    return Request("POST", "/api/quality_checker/add", form=_sendable(form), files=files, has_secret=True)


def quality_delete(entry: str, password: str) -> Request:
    """“Quality checker: delete entry”."""
    return _post("/api/quality_checker/delete", ("id", entry), ("password", password))


def _post(path: str, *form: tuple[str, str]) -> Request:
    return Request("POST", path, form=_sendable(form), has_secret=True)


def _sendable(form: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Words in no encoding (half of a pair, from a terminal) as question marks, or nothing could be sent at all."""
    return tuple((key, value.encode("utf-8", "replace").decode("utf-8")) for key, value in form)


def _page(start: int, limit: int) -> tuple[tuple[str, str], ...]:
    return ("start", str(max(0, start))), ("limit", str(min(PAGE, max(1, limit))))


def _file(field: str, path: Path) -> FilePart:
    """A name that every server can take; the ending stays, as the service tells formats by it."""
    ending = clean(path.suffix[1:], limit=10, otherwise="")
    return FilePart(field, path, clean(path.stem, limit=120, otherwise="song") + (f".{ending}" if ending else ""))


def _option_number(item: tuple[str, str]) -> tuple[int, str]:
    digits = item[0].removeprefix("add_opt")
    return (int(digits) if digits.isascii() and digits.isdigit() else 99, item[0])
