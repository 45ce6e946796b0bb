"""Opens any sound file that libsndfile or FFmpeg reads, as blocks of float32 that can be sought to the sample.

libsndfile is asked first (exact seeking in WAV, AIFF, FLAC, MP3, Ogg, Opus), PyAV second (AAC, WMA, the sound of
films). What cannot be opened is explained: empty, missing, protected, not sound, cut short.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol

import soundfile

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

#: A container's promise may be a little off (rounded to milliseconds, encoder padding); more than this is missing sound.
PROMISE_SLACK_SECONDS: Final = 0.5

#: Longer than any Ogg page: seeks do not go directly into this much of the end of a Vorbis file.
_VORBIS_TAIL_SECONDS: Final = 20
#: More channels than any mixing desk's recording, and rates beyond those of any converter: such a header is damaged, and
#: making room for what it promises would take the memory of the whole machine.
MOST_CHANNELS: Final = 64
_RATES: Final = (1_000, 1_000_000)
#: libsndfile refuses longer paths; such files are handed over already open.
_LONGEST_PATH: Final = 900

_MPEG_START = re.compile(rb"ID3|\xff[\xe2-\xff]")
_PROTECTED_SUFFIXES = frozenset({".m4p", ".aax", ".aaxc"})
#: The sample entries of protected sound in an MP4, and ASF's content encryption object.
_PROTECTED_MARK = re.compile(
    rb"stsd.{12}(?:drms|drmi|enca|aavd)|\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e", re.DOTALL
)


class AudioReader(Protocol):
    """A sound file being read from front to back.

    `frames` is the length as the container tells it (an estimate for some); `declared_frames` is the same where it can be
    relied on, None where it is only a guess.
    """

    rate: int
    channels: int
    frames: int
    declared_frames: int | None
    codec: str

    def read(self, frames: int) -> Samples:
        """Up to `frames` frames as (n, channels); n is 0 at the end only. Raises StemDeskError(DECODE)."""

    def seek(self, frame: int) -> None:
        """The next `read` begins at `frame`, exactly."""

    def close(self) -> None: ...


def open_audio(path: Path) -> AudioReader:
    """Opens `path` for reading.

    Raises StemDeskError: DISK (missing, unreadable, no file), DECODE (empty, not sound), UNSUPPORTED (copy-protected, more
    channels or another rate than make sense).
    """
    head = _head(path)
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


def _is_protected(path: Path) -> bool:
    if path.suffix.lower() in _PROTECTED_SUFFIXES:
        return True
    with path.open("rb") as file:
        beginning = file.read(1 << 20)
        file.seek(0, 2)
        file.seek(max(0, file.tell() - (1 << 20)))
        end = file.read()
    return any(_PROTECTED_MARK.search(part) for part in (beginning, end))


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
            name=path.name, at=clock(seconds), length=clock(declared_frames),
        ),
    )  # fmt: skip


def clock(seconds: float) -> str:
    """Seconds as people read them: 0:07, 4:12, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def open_sound_file(path: Path, mode: str = "r", **how: Any) -> soundfile.SoundFile:
    """libsndfile's file for a path of any length and any bytes. Raises `soundfile.LibsndfileError` and OSError."""
    name = str(path)
    if sys.platform == "win32" or (len(os.fsencode(name)) < _LONGEST_PATH and _is_text(name)):
        return soundfile.SoundFile(name, mode, **how)
    flags = os.O_RDONLY if mode == "r" else os.O_RDWR | os.O_CREAT | os.O_TRUNC
    return soundfile.SoundFile(os.open(name, flags, 0o666), mode, closefd=True, **how)


def _is_text(name: str) -> bool:
    """False for names that are bytes in no known encoding (old disks have them)."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class SoundFileReader:
    """libsndfile. Raises `soundfile.LibsndfileError` from the constructor where it is not one of its formats."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = open_sound_file(path)
        self.rate = int(self._file.samplerate)
        self.channels = int(self._file.channels)
        try:
            check_shape(path, self.rate, self.channels)
        except StemDeskError:
            self._file.close()
            raise
        self.frames = int(self._file.frames)
        self.codec = f"{self._file.format} {self._file.subtype}".lower()
        self.declared_frames = self._promise()
        self._at = 0

    def _promise(self) -> int | None:
        if self._file.format == "MP3" and not _mp3_knows_its_length(self._path):
            return None
        if self._file.format in ("WAV", "WAVEX", "AIFF", "RF64", "W64"):
            return self.frames + self._missing_from_header()
        return self.frames

    def _missing_from_header(self) -> int:
        """Frames that a WAV or AIFF header announces and the file does not hold; streamed headers announce nothing."""
        found = re.search(r"(?:data|SSND) : (\d+) \(should be (\d+)\)", self._file.extra_info)
        if not found or self.frames <= 0:
            return 0
        told, there = int(found[1]), int(found[2])
        if told >= 0x7FFFF000 or told <= there or there <= 0:
            return 0
        return round(self.frames * (told / there - 1))

    def read(self, frames: int) -> Samples:
        try:
            block: Samples = self._file.read(frames, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:
            raise truncated_error(self._path, self._at / self.rate, self.frames / self.rate) from None
        self._at += len(block)
        return block

    def seek(self, frame: int) -> None:
        target = min(max(0, frame), self.frames)
        start = target
        if self._file.subtype == "VORBIS":
            # libsndfile 1.2.2 lands elsewhere on a second seek, and on any seek into the last page: so it starts afresh,
            # well before the end, and what comes too early is dropped.
            self._file.close()
            self._file = open_sound_file(self._path)
            start = max(0, min(target, self.frames - _VORBIS_TAIL_SECONDS * self.rate))
        try:
            self._file.seek(start)
        except soundfile.LibsndfileError:
            raise truncated_error(self._path, frame / self.rate, self.frames / self.rate) from None
        self._at = start
        while self._at < target and len(self.read(min(1 << 16, target - self._at))):
            pass

    def close(self) -> None:
        self._file.close()


def _mp3_knows_its_length(path: Path) -> bool:
    """Whether the first MPEG frame is an encoder's tag with the exact number of frames."""
    with path.open("rb") as file:
        head = file.read(10)
        if head[:3] == b"ID3" and len(head) == 10:
            size = (head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]
            file.seek(10 + size)
            beginning = file.read(4096)
        else:
            beginning = head + file.read(4096)
    return any(mark in beginning for mark in (b"Xing", b"Info", b"VBRI"))
