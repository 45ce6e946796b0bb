"""Whether what a service sent is what was paid for: every stem plays to its end and is as long as the song."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.probe import verify_decodable
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.quantities import format_duration
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread, in_thread_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.core.song_files import SongFile
    from stemdesk.core.stems import StemFile
    from stemdesk.providers.contract import Work

#: By how much a stem may be shorter and longer than its song, each as seconds and as a share of it: the delay and padding
#: of codecs, and models that fill up whole blocks.
_SHORTER: Final = (0.25, 0.005)
_LONGER: Final = (1.5, 0.02)
#: What is put aside carries this behind its name until the user has decided.
REFUSED: Final = ".refused"


class ResultDiffers(StemDeskError):
    """Whole sound, but not as long as the song. It is put aside, and the user decides."""


async def check_stems(work: Work, stems: Sequence[StemFile], service: str) -> None:
    """Decodes stems to their ends. What is no sound is removed, so that the next try fetches it again.

    Raises StemDeskError(SERVER) for a stem that is no sound or breaks off, ResultDiffers.
    """
    for stem in stems:
        heard = await in_thread_until(_heard, stem.path)
        if heard is None:
            await in_thread(_forget, work.folder, stem.path)
            raise StemDeskError(
                ErrorKind.SERVER,
                text("What {service} sent as “{stem}” is no sound that plays to its end. It was not taken for the stem.",
                     service=service, stem=stem.stem),
            )  # fmt: skip
        if work.takes_as_is or work.song_file is None or is_as_long(heard.seconds, work.song_file.seconds):
            continue
        for other in stems:
            await in_thread(_put_aside, other.path)
        raise ResultDiffers(
            ErrorKind.SERVER,
            text("“{stem}” from {service} is {length} long, the song {song}. Download it again, or use it anyway.",
                 service=service, stem=stem.stem, length=format_duration(heard.seconds),
                 song=format_duration(work.song_file.seconds)),
        )  # fmt: skip


def is_as_long(seconds: float, song: float) -> bool:
    """Whether a stem has its song's length, both in seconds."""
    return -max(_SHORTER[0], _SHORTER[1] * song) <= seconds - song <= max(_LONGER[0], _LONGER[1] * song)


def _heard(stop: Callable[[], bool], path: Path) -> SongFile | None:
    try:
        return verify_decodable(path, stop)
    except StemDeskError as error:
        if error.kind is ErrorKind.DISK:  # that says nothing about the sound
            raise
        return None


def _forget(folder: Path, stem: Path) -> None:
    """What is fetched again, and the archive that it came out of."""
    for path in (stem, *folder.glob("*.zip")):
        path.unlink(missing_ok=True)


def _put_aside(path: Path) -> None:
    if path.exists():
        path.replace(path.with_name(path.name + REFUSED))


def take_back(folder: Path) -> None:
    """Brings what was put aside back under its names."""
    for path in folder.glob(f"*{REFUSED}"):
        path.replace(path.with_name(path.name.removesuffix(REFUSED)))
