"""What is wrong with a sound file, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.quantities import format_duration
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path


#: More channels than any mixing desk's recording, and rates beyond those of any converter: such a header is damaged, and
#: making room for what it promises would take the memory of the whole machine.
MOST_CHANNELS: Final = 64


#: Bytes of a file before its sound: covers and tables are held in memory, however large they say they are.
MOST_BEFORE_SOUND: Final = 64 << 20
_RATES: Final = (1_000, 1_000_000)


def unreadable_error(path: Path) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DECODE,
        text(
            "“{name}” is not a sound file that can be read, whatever its name says, or it is damaged.", name=path.name
        ),
    )


def check_shape(path: Path, rate: int, channels: int) -> None:
    """Raises StemDeskError(UNSUPPORTED) for more channels, or another rate, than are read here."""
    if channels > MOST_CHANNELS:
        raise StemDeskError(
            ErrorKind.UNSUPPORTED,
            text("“{name}” says that it has {channels} channels; StemDesk reads up to {most}. It may be damaged.",
                 name=path.name, channels=channels, most=MOST_CHANNELS),
        )  # fmt: skip
    least, most = _RATES
    if not least <= rate <= most:
        raise StemDeskError(
            ErrorKind.UNSUPPORTED,
            text("“{name}” says that it has {rate} samples a second; StemDesk reads {least} to {most}. It may be damaged.",
                 name=path.name, rate=rate, least=least, most=most),
        )  # fmt: skip


def truncated_error(path: Path, seconds: float, declared_frames: float) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DECODE,
        text(
            "“{name}” breaks off at {at} of {length}: the file is cut short or damaged. Copy or download it again.",
            name=path.name, at=format_duration(seconds), length=format_duration(declared_frames),
        ),
    )  # fmt: skip
