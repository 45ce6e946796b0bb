"""Opens any sound file that libsndfile or FFmpeg reads, as blocks of float32 that can be sought to the sample.

libsndfile is asked first (exact seeking in WAV, AIFF, FLAC, MP3, Ogg, Opus), PyAV second (AAC, WMA, the sound of
films). What cannot be opened is explained: empty, missing, protected, not sound, cut short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from stemdesk.audio.files.errors import MOST_BEFORE_SOUND, unreadable_error
from stemdesk.audio.files.sndfile_reader import SoundFileReader
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.later import later
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    import soundfile

    from stemdesk.audio.dsp.buffers import Samples
else:
    soundfile = later("soundfile")

#: A container's promise may be a little off (rounded to milliseconds, encoder padding); more than this is missing sound.
PROMISE_SLACK_SECONDS: Final = 0.5


_MPEG_START = re.compile(rb"ID3|\xff[\xe2-\xff]")
_PROTECTED_SUFFIXES = frozenset({".m4p", ".aax", ".aaxc"})
#: The sample entries of protected sound in an MP4, and ASF's content encryption object.
_PROTECTED_MARK = re.compile(
    rb"stsd.{12}(?:drms|drmi|enca|aavd)|\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e", re.DOTALL
)


class AudioReader(Protocol):
    """A sound file being read from front to back, as float32 with full scale at ±1.0 (beyond it for float files).

    `rate` is in Hz. `frames` is the length as the container tells it (an estimate for some); `declared_frames` is the same
    where it can be relied on, None where it is only a guess. `codec` is "<container> <subtype>" in lower case from
    libsndfile ("wav pcm_24"), one word from FFmpeg ("aac"); its first word is what services' limits name.
    """

    rate: int
    channels: int
    frames: int
    declared_frames: int | None
    codec: str

    def read(self, frames: int) -> Samples:
        """Up to `frames` frames as (n, channels); n is 0 at the end only. Raises StemDeskError(DECODE)."""

    def seek(self, frame: int) -> None:
        """The next `read` begins at `frame`, exactly; beyond the end it answers with no frames.

        Raises StemDeskError(DECODE) for a file that is cut short before it.
        """

    def close(self) -> None: ...


def open_audio(path: Path) -> AudioReader:
    """Opens `path` for reading.

    Raises StemDeskError: DISK (missing, unreadable, no file), DECODE (empty, not sound), UNSUPPORTED (copy-protected, more
    channels or another rate than make sense).
    """
    head = _head(path)
    if head.startswith(b"ID3") and _id3_size(head) > MOST_BEFORE_SOUND:
        raise unreadable_error(path)
    if not (path.suffix.lower() == ".mp3" and not _MPEG_START.match(head)):
        try:
            return SoundFileReader(path)
        except soundfile.LibsndfileError:
            pass  # not one of its formats: FFmpeg's turn
    if _is_protected(path):
        raise StemDeskError(
            ErrorKind.UNSUPPORTED,
            text(
                "“{name}” is copy-protected (DRM), so no program but the shop's own can read it. "
                "Use a version without protection.",
                name=path.name,
            ),
        )
    from stemdesk.audio.files.ffmpeg_reader import AvReader  # noqa: PLC0415  FFmpeg's libraries load only for files that need them

    return AvReader(path)


def _head(path: Path) -> bytes:
    head = read_small(path, 16)
    if not head:
        raise StemDeskError(
            ErrorKind.DECODE, text("“{name}” is empty (0 bytes). Copy or download it again.", name=path.name)
        )
    return head


def _id3_size(head: bytes) -> int:
    """What a tag at the beginning says of its length; libsndfile and FFmpeg would make room for it."""
    return sum((number & 0x7F) << shift for number, shift in zip(head[6:10], (21, 14, 7, 0), strict=False))


def _is_protected(path: Path) -> bool:
    if path.suffix.lower() in _PROTECTED_SUFFIXES:
        return True
    with path.open("rb") as file:
        beginning = file.read(1 << 20)
        file.seek(0, 2)
        file.seek(max(0, file.tell() - (1 << 20)))
        end = file.read()
    return any(_PROTECTED_MARK.search(part) for part in (beginning, end))
