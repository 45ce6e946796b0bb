"""Reading MVSEP's answers about the account: log-in, register, user, switches, history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import is_url
from stemdesk.core.lenient_json import as_bool, as_float, as_list, as_mapping, as_text, objects, parsed
from stemdesk.core.models import Audience
from stemdesk.core.services import AccountState, PastJob, Running, Switch
from stemdesk.core.text import text
from stemdesk.providers.mvsep.answers import plain, read, server_words

if TYPE_CHECKING:
    from stemdesk.core.jobs import JobSpec
    from stemdesk.core.text import Text
    from stemdesk.http.request import Response

PREMIUM: Final = "premium"
LONG_FILENAMES: Final = "long_filenames"
#: The 2025 page allows premium users ten jobs at once, the 2026 page any number; ten are polite.
_AT_ONCE_PREMIUM: Final = 10


def token_of_login(answer: Response) -> str:
    """The token. Raises StemDeskError(AUTH) for wrong words and for an account without a token yet."""
    try:
        data = as_mapping(as_mapping(read(answer)).get("data"))
    except StemDeskError as error:
        if error.kind in (ErrorKind.REJECTED, ErrorKind.AUTH):
            words = _words_of(answer)
            raise StemDeskError(ErrorKind.AUTH, text("MVSEP did not let you in: {words}", words=words)) from None
        raise
    token = as_text(data.get("api_token")).strip()
    if not token:
        raise StemDeskError(
            ErrorKind.AUTH,
            text(
                "MVSEP knows this account but gives it no API token yet. Confirm your e-mail address with the link that "
                "MVSEP has sent you, then log in again."
            ),
        )
    return token


def registered(answer: Response) -> Text:
    """MVSEP's words about a new account. Raises StemDeskError(REJECTED) with its words about a bad form."""
    try:
        return text("MVSEP says: {words}", words=server_words(read(answer)))
    except StemDeskError as error:
        if error.kind is ErrorKind.AUTH:
            raise StemDeskError(ErrorKind.REJECTED, text("MVSEP says: {words}", words=_words_of(answer))) from None
        raise


def account(answer: Response) -> AccountState:
    data = as_mapping(as_mapping(read(answer, bad_request_means_token=True)).get("data"))
    credits_, allowed = as_float(data.get("premium_minutes")), as_bool(data.get("premium_enabled"))
    is_premium = allowed and (credits_ or 0) > 0
    return AccountState(
        name=plain(as_text(data.get("name")), 80),
        email=plain(as_text(data.get("email")), 120),
        credits=credits_,
        plan=Audience.PREMIUM if is_premium else Audience.REGISTERED,
        at_once=_AT_ONCE_PREMIUM if is_premium else 1,
        free_queue=not is_premium,
        switches=(
            Switch(PREMIUM, text("Spend credits (premium)"), allowed),
            Switch(LONG_FILENAMES, text("Long file names"), as_bool(data.get("long_filenames_enabled"))),
        ),
        running=tuple(_running(item) for item in as_list(data.get("current_queue"))),
    )


def switched(answer: Response) -> Text:
    return text("MVSEP says: {words}", words=server_words(read(answer, bad_request_means_token=True)))


def history(answer: Response) -> list[PastJob]:
    """The newest first."""
    data = read(answer, bad_request_means_token=True)
    entries = objects(data.get("data") if isinstance(data, dict) else data)
    return [_past(item) for item in entries if as_text(item.get("hash"))]


def unlisted(hash_: str) -> PastJob:
    """A separation that is not in the newest history, or not this account's: all that is known of it is its hash."""
    return PastJob(hash_, "", "", None, True, None, hash_, ticket={"hash": hash_, "only_fetch": True})


def name_in(hash_: str) -> str:
    """The song's name in a hash such as `20240212095132-413c481b80-10-luke-s-theme.mp3`; "" for any other hash."""
    found = re.fullmatch(r"\d{14}-[0-9a-f]{6,}-(.+)", hash_)
    return plain(found[1], 160) if found else ""


def title_of(hash_: str) -> str:
    """What to call a separation: its song's name, else its hash."""
    return name_in(hash_) or plain(hash_, 160)


def proves_name(hash_: str, spec: JobSpec) -> bool:
    """Whether a separation's hash carries just the name of this job's song. It keeps only Latin letters and digits, so a
    name with others in it proves nothing. What it makes of a link's escapes is not documented: both are understood."""
    escaped = spec.source.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1] if is_url(spec.source) else ""
    return any(
        bare != "" and all(c.isascii() for c in title if c.isalnum()) and _bare(name_in(hash_)) == bare
        for title in (spec.title, escaped)
        if (bare := _bare(title))
    )


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _past(item: dict[str, Any]) -> PastJob:
    hash_ = as_text(item.get("hash"))
    algorithm = as_mapping(item.get("algorithm"))
    render_id = as_text(algorithm.get("render_id"))
    left = as_float(item.get("time_left"))
    exists = as_bool(item.get("job_exists"))
    return PastJob(
        title=title_of(hash_),
        model=plain(as_text(algorithm.get("name")), 160),
        created=plain(as_text(item.get("created_at")), 40),
        credits=as_float(item.get("credits")),
        exists=exists,
        hours_left=left if exists and left is not None and left > 0 else None,
        hash=hash_,
        model_id=render_id,
        ticket={"hash": hash_, "sep_type": render_id, "only_fetch": True},
    )


def _running(item: Any) -> Running:
    if not isinstance(item, dict):
        return Running(plain(as_text(item), 160))
    hash_ = as_text(item.get("hash"))
    model = plain(as_text(as_mapping(item.get("algorithm")).get("name")), 120)
    return Running(" · ".join(filter(None, (title_of(hash_) if hash_ else "", model))), hash_)


def _words_of(answer: Response) -> str:
    return server_words(parsed(answer.body)) or f"status {answer.status}"
