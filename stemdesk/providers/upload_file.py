"""The file that is really uploaded: the song itself, or a lossless copy where the service does not take its kind; and how
its upload is told of."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

from stemdesk.audio.dsp.downmix import downmix_to_stereo
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.writer import create_audio
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import atomic_write
from stemdesk.core.jobs import JobState, Progress
from stemdesk.core.limits import limit_error, needs_conversion
from stemdesk.core.song_files import FileStamp
from stemdesk.core.text import NOTHING, text
from stemdesk.core.threads import in_thread, in_thread_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.providers.contract import Work

_BLOCK = 1 << 16


async def prepare_upload(
    work: Work, description: ProviderDescription, *, name: str = "song", encoding: str = "flac24"
) -> Path:
    """The song, or a copy in the job's folder. Raises TOO_LONG, TOO_LARGE, DECODE or DISK before anything is sent."""
    song_file = work.song_file
    assert song_file is not None
    limits = description.limits
    path = song_file.path
    if (trouble := limit_error(limits, song_file, 0, description.name)) is not None:
        raise trouble
    if needs_conversion(limits, song_file):
        work.report(
            Progress(JobState.UPLOADING, None, text("converting without loss to a format that {service} takes",
                                                    service=description.name))
        )  # fmt: skip
        path = work.folder / f"{name}{ENCODINGS[encoding].format.suffix}"
        work.stamps[path] = await in_thread_until(
            _convert, song_file.path, path, encoding, work.stamps.get(song_file.path)
        )
    size = (await in_thread(path.stat)).st_size
    if (trouble := limit_error(limits, song_file, size, description.name)) is not None:
        raise trouble
    return path


def _convert(stop: Callable[[], bool], source: Path, target: Path, encoding: str, stamp: FileStamp | None) -> FileStamp:
    """As it is, but stereo at the most: the sum of all channels is what these services expect."""
    with closing(open_audio(source)) as reader, atomic_write(target) as part:
        writer = create_audio(part, ENCODINGS[encoding], reader.rate, min(2, reader.channels), reader.frames or None)
        while len(block := reader.read(_BLOCK)):
            if stop():
                writer.close()
                raise StemDeskError(ErrorKind.CANCELLED, NOTHING)
            writer.write(block if reader.channels <= 2 else downmix_to_stereo(block))
        writer.close()
        if stamp is not None and FileStamp.of(source) != stamp:
            raise StemDeskError(
                ErrorKind.DISK,
                text("“{name}” was changed after it was checked. Nothing was accepted or charged; try again.",
                     name=source.name),
            )  # fmt: skip
    return FileStamp.of(target)


def report_upload(work: Work, sent: int, total: int, share: float) -> None:
    """`share` is the part of the whole job that the upload is shown as."""
    have = sent / max(1, total)
    work.report(Progress(JobState.UPLOADING, share * have, text("uploading {percent} %", percent=round(100 * have))))


async def wait_before_retry(work: Work, trouble: StemDeskError, seconds: float) -> None:
    """Says what is wrong and when it is tried again, and waits for that."""
    words = text("{trouble} Next try in {seconds} s.", trouble=trouble.message, seconds=max(1, round(seconds)))
    work.report(Progress(JobState.UPLOADING, None, words))
    await asyncio.sleep(seconds)
