"""From an accepted separation to its result: asking where it stands, and downloading what came out."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.probe import probe
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress
from stemdesk.core.names import clean
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread, in_thread_until
from stemdesk.http.download import LinkGone, Wanted, download
from stemdesk.http.errors import AnswerLost
from stemdesk.http.retry import RetryBudget, retry_after
from stemdesk.providers.contract import Fetched
from stemdesk.providers.mvsep import account
from stemdesk.providers.mvsep.separation import JobStatus, ResultFile, Status
from stemdesk.providers.mvsep.stem_names import stems_in_name, stems_of_files
from stemdesk.providers.mvsep.ticket import KEPT_HOURS, Mirror, MvsepTicket, Phase, gone
from stemdesk.providers.recognition import are_of
from stemdesk.providers.verification import is_as_long

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.core.song_files import SongFile
    from stemdesk.core.text import Text
    from stemdesk.http.request import Response
    from stemdesk.providers.contract import Work
    from stemdesk.providers.mvsep.client import MvsepClient

_log = logging.getLogger(__name__)

#: Shares of the whole job: the upload ends at the first, the download begins at the second.
_UPLOADED, _READY = 0.35, 0.65
#: How often a separation that was just accepted may be unknown to the server that is asked.
_GRACE: Final = 3
#: The greatest believable result: a margin, and a second of 192 kHz stereo in 32 bits.
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8
_UNKNOWN_LENGTH: Final = 4 << 30


def _was_there() -> bool:
    """A service that has accepted a song exists, even if this start of the program has not reached it yet."""
    return True


async def follow(client: MvsepClient, work: Work) -> None:
    """Returns when the result is there. Raises the server's words for a separation that failed."""
    ticket = MvsepTicket.read(work.ticket)
    if ticket.mirror is Mirror.ANSWERED:
        return
    unknown = 0
    endurance = RetryBudget(client.pace, client.pace.enough, _was_there)
    while True:
        pause = client.pace.next_poll()
        try:
            status, answer = await _look(client, ticket)
        except StemDeskError as error:
            if not endurance.goes_on(error.kind):
                raise _gave_up(error, ticket) from None
            pause = max(pause, client.pace.wait(endurance.failures))
            words = text("{trouble} Next try in {seconds} s.", trouble=error.message, seconds=round(pause))
            work.report(Progress(JobState.WAITING, None, words))
        else:
            endurance.fine()
            pause = max(pause, retry_after(answer) or 0.0)
            if status.status is Status.NOT_FOUND:
                unknown += 1
                if unknown > _GRACE:
                    await _missing(work)
                    raise gone()
            elif status.status is Status.FAILED:
                await _end(work)
                raise _failed(status)
            elif status.status is Status.DONE and not ticket.remote:
                return
            elif status.status is Status.DONE and status.successor:
                ticket = replace(ticket, hash=status.successor, remote=False)
                await work.write_ticket(ticket.as_ticket())
                continue
            else:
                unknown = 0
                work.report(progress_of(status))
        await asyncio.sleep(pause)


async def _look(client: MvsepClient, ticket: MvsepTicket) -> tuple[JobStatus, Response]:
    """Raises StemDeskError also for a link's job that is done and does not say what has become of it."""
    status, answer = await client.status(ticket.hash, remote=ticket.remote)
    if ticket.remote and status.status is Status.DONE and not status.successor:
        raise StemDeskError(
            ErrorKind.SERVER, text("MVSEP says that it is done with the link, but not what became of it.")
        )
    return status, answer


def progress_of(status: JobStatus) -> Progress:
    """Where a separation stands, in words and as a share of the whole job."""
    place, queue = status.place, status.queue
    match status.status:
        case Status.WAITING if place is not None and queue:
            words = text("number {place} of {queue} in the queue", place=place, queue=max(place, queue))
            return Progress(JobState.WAITING, _UPLOADED, words)
        case Status.WAITING:
            return Progress(JobState.WAITING, _UPLOADED, text("waiting in MVSEP's queue"))
        case Status.DISTRIBUTING if status.parts:
            done = min(status.parts, max(0, status.parts_done or 0))
            words = text("{done} of {parts} parts done", done=done, parts=status.parts)
            return Progress(JobState.PROCESSING, _UPLOADED + (_READY - _UPLOADED) * done / status.parts, words)
        case Status.MERGING:
            return Progress(JobState.PROCESSING, _READY, text("putting the parts together"))
        case _:
            return Progress(JobState.PROCESSING, _UPLOADED, text("being separated"))


def kept(ticket: MvsepTicket, *, is_done: bool) -> Text:
    """What becomes of a separation that is not waited for any more."""
    return (
        text("the result stays at MVSEP for about {hours} hours: a retry fetches it, and nothing is charged again",
             hours=_hours_left(ticket))
        if is_done
        else text("MVSEP has begun, so the credits are spent; the result will be there for about {hours} hours: a retry "
                  "fetches it, and nothing is charged again", hours=_hours_left(ticket))
    )  # fmt: skip


async def fetch(client: MvsepClient, work: Work, token: str) -> Fetched:
    """Downloads all files of the result. Complete ones are kept for the next try."""
    ticket = MvsepTicket.read(work.ticket)
    if ticket.mirror is not Mirror.NO:
        ticket = await _from_mirror(client, work, ticket, token)
        files, input_name = ticket.files, ticket.input_name
    else:
        files, input_name = await _result(client, work, ticket)
    seconds = work.song_file.seconds if work.song_file is not None else None

    def report(done: float, name: str, percent: int) -> None:
        words = text("downloading {name} {percent} %", name=name, percent=percent)
        work.report(Progress(JobState.DOWNLOADING, _READY + (0.98 - _READY) * done, words))

    bundle = Bundle(ticket.hash, files, input_name, stems_in_name(work.spec.model_name), seconds)
    try:
        fetched = await bring(client, bundle, work.folder, report)
    except LinkGone as error:
        if ticket.mirror is not Mirror.NO:
            raise _still_there(error, ticket) from None
        files, input_name = await _result(client, work, ticket)  # links expire; a fresh answer has fresh ones
        try:
            fetched = await bring(client, replace(bundle, files=files), work.folder, report)
        except LinkGone as again:
            raise _still_there(again, ticket) from None
    if ticket.adopted:
        await _make_sure(work, ticket, fetched)
    return fetched


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one separation, and what helps to tell them: the input's name at the service, the stems that the
    model's name promises, the song's length in seconds (None if unknown)."""

    hash: str
    files: Sequence[ResultFile]
    input_name: str = ""
    declared_frames: Sequence[str] = ()
    seconds: float | None = None

    @property
    def most(self) -> int:
        """The greatest believable file, in bytes."""
        return _UNKNOWN_LENGTH if self.seconds is None else _MARGIN + int(self.seconds * _A_SECOND)


async def bring(
    client: MvsepClient, bundle: Bundle, folder: Path, report: Callable[[float, str, int], None]
) -> Fetched:
    """Downloads result files into `folder` under names of ours. `report` gets (0…1 of all, the stem, its percent)."""
    files = bundle.files
    if not files:
        raise StemDeskError(
            ErrorKind.SERVER, text("MVSEP says that the result is ready, but lists no files. Try again later.")
        )
    names, told = [file.name for file in files], [file.stem for file in files]
    stems = stems_of_files(names, bundle.input_name, told, bundle.declared_frames)
    sizes = [float(file.size or 1 << 20) for file in files]
    all_ = sum(sizes)
    sounds: list[StemFile] = []
    documents: list[Path] = []
    for place, (file, stem) in enumerate(zip(files, stems, strict=True)):
        before, size = sum(sizes[:place]), sizes[place]

        def step(have: int, total: int | None, stem: str = stem, before: float = before, size: float = size) -> None:
            share = min(1.0, have / (total or size))
            report((before + share * size) / all_, stem, int(100 * share))

        target = folder / _own_name(bundle.hash, place, file)
        step(0, None)
        await download(client.web, Wanted(file.url, target, bundle.most, stem, file.size), client.pace, step)
        if await in_thread(_is_sound, target):
            sounds.append(StemFile(stem, target))
        elif target.suffix.lower() in AUDIO_SUFFIXES or not target.suffix:
            await in_thread(target.unlink, missing_ok=True)  # fetched again by the next try
            raise StemDeskError(
                ErrorKind.SERVER,
                text("What MVSEP sent as “{stem}” is no sound. The result is still there; try again later.", stem=stem),
            )
        else:
            documents.append(await in_thread(_named, target, file, stem))
    return Fetched(sounds, documents)


def _own_name(hash_: str, place: int, file: ResultFile) -> str:
    """A name that no server has a say in but for its ending. Files of another separation never stand under it."""
    mark = hashlib.sha256(hash_.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", file.name) or re.search(
        r"\.([A-Za-z0-9]{1,8})$", file.url.split("?")[0]
    )
    return f"result {mark} {place + 1:02}{'.' + found[1].lower() if found else ''}"


def _is_sound(path: Path) -> bool:
    if path.suffix and path.suffix.lower() not in AUDIO_SUFFIXES:
        return False
    try:
        return probe(path).frames > 0
    except StemDeskError:
        _log.warning("a result that should be sound is none: %s", path.name)
        return False


def _named(path: Path, file: ResultFile, stem: str) -> Path:
    """A document keeps a readable name: what it is, under its own ending."""
    wanted = path.with_name(f"{clean(stem, limit=80, otherwise='result')}{path.suffix}")
    return path if wanted.exists() else path.rename(wanted)


async def _make_sure(work: Work, ticket: MvsepTicket, fetched: Fetched) -> None:
    """A separation that was found in the history is ours if it has our song's name and length, else if it sounds like it."""
    stems = [stem.path for stem in fetched.stems]
    if account.proves_name(ticket.hash, work.spec) and await in_thread(_are_as_long, stems, work.song_file):
        return
    if work.song_file is not None and await in_thread_until(are_of, stems, work.song_file):
        return
    unclear = MvsepTicket(Phase.SENT, ticket.sep_type, (*ticket.known, ticket.hash))
    await work.write_ticket(unclear.as_ticket())
    raise StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "What was found in MVSEP's history does not sound like this song, and nothing else shows that it is. It is "
            "unknown whether the song was accepted. Check again, or send it again if it is not there."
        ),
    )


def _are_as_long(stems: Sequence[Path], song: SongFile | None) -> bool:
    return song is None or all(is_as_long(probe(stem).seconds, song.seconds) for stem in stems)


async def _result(client: MvsepClient, work: Work, ticket: MvsepTicket) -> tuple[tuple[ResultFile, ...], str]:
    endurance = RetryBudget(client.pace, client.pace.tries, _was_there)
    unknown = 0
    while True:
        try:
            status, _ = await client.status(ticket.hash)
        except StemDeskError as error:
            if not endurance.goes_on(error.kind):
                raise _gave_up(error, ticket) from None
            await asyncio.sleep(client.pace.wait(endurance.failures))
            continue
        if status.status is Status.NOT_FOUND:
            unknown += 1
            if unknown > _GRACE:
                await _missing(work)
                raise gone()
            await asyncio.sleep(client.pace.wait(unknown))
            continue
        return status.files, status.input_name


async def _from_mirror(client: MvsepClient, work: Work, ticket: MvsepTicket, token: str) -> MvsepTicket:
    """Asks the other server, which costs a credit: written down before, and the answer after."""
    if ticket.mirror is Mirror.ANSWERED:
        return ticket
    unclear = StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "The mirror was asked for the result (one credit), but its answer got lost. The main server still has it."
        ),
    )
    if ticket.mirror is Mirror.ASKED:
        raise unclear
    await work.write_ticket(replace(ticket, mirror=Mirror.ASKED).as_ticket())
    try:
        status = await client.mirror(token, ticket.hash)
    except AnswerLost:
        raise unclear from None
    except StemDeskError:
        await work.write_ticket(replace(ticket, mirror=Mirror.NO).as_ticket())
        raise
    answered = replace(ticket, mirror=Mirror.ANSWERED, files=status.files, input_name=status.input_name)
    if not any(token and token in file.url for file in status.files):  # a link with a secret in it is not kept
        await work.write_ticket(answered.as_ticket())
    return answered


async def _missing(work: Work) -> None:
    """The service does not know it now. It may again: only the user says that it is gone for good."""
    await work.write_ticket(replace(MvsepTicket.read(work.ticket), missing=True).as_ticket())


async def _end(work: Work) -> None:
    """The hash stays, so that no other job takes it for its own."""
    ended = replace(MvsepTicket.read(work.ticket), phase=Phase.ENDED, mirror=Mirror.NO, files=())
    await work.write_ticket(ended.as_ticket())


def _failed(status: JobStatus) -> StemDeskError:
    if status.words:
        return StemDeskError(ErrorKind.REJECTED, text("MVSEP could not split it: {words}", words=status.words))
    return StemDeskError(ErrorKind.REJECTED, text("MVSEP could not split it and does not say why."))


def _still_there(error: StemDeskError, ticket: MvsepTicket) -> StemDeskError:
    return StemDeskError(
        error.kind,
        text("{trouble} The job itself is still at MVSEP for about {hours} hours: retrying costs nothing.",
             trouble=error.message, hours=_hours_left(ticket)),
    )  # fmt: skip


def _gave_up(error: StemDeskError, ticket: MvsepTicket) -> StemDeskError:
    return StemDeskError(
        error.kind if error.kind in (ErrorKind.NETWORK, ErrorKind.SERVER, ErrorKind.AUTH) else ErrorKind.SERVER,
        text("{trouble} The job goes on at MVSEP, which keeps the result for about {hours} hours: retrying costs nothing.",
             trouble=error.message, hours=_hours_left(ticket)),
    )  # fmt: skip


def _hours_left(ticket: MvsepTicket) -> int:
    gone = 0.0 if ticket.when is None else max(0.0, time.time() - ticket.when) / 3600
    return max(0, round(KEPT_HOURS - gone))
