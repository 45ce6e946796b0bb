"""libsndfile as an `AudioReader`: WAV, AIFF, FLAC, MP3, Ogg, Opus, sought to the sample."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.errors import check_shape, truncated_error
from stemdesk.core.errors import StemDeskError
from stemdesk.core.later import later

if TYPE_CHECKING:
    from pathlib import Path

    import soundfile

    from stemdesk.audio.dsp.buffers import Samples
else:
    soundfile = later("soundfile")

#: Longer than any Ogg page: seeks do not go directly into this much of the end of a Vorbis file.
_VORBIS_TAIL_SECONDS: Final = 20


#: libsndfile refuses longer paths; such files are handed over already open.
_LONGEST_PATH: Final = 900


def open_sound_file(path: Path, mode: str = "r", **how: Any) -> soundfile.SoundFile:
    """libsndfile's file for a path of any length and any bytes. Raises `soundfile.LibsndfileError` and OSError."""
    name = str(path)
    if sys.platform == "win32" or (len(os.fsencode(name)) < _LONGEST_PATH and _is_text(name)):
        return soundfile.SoundFile(name, mode, **how)
    flags = os.O_RDONLY if mode == "r" else os.O_RDWR | os.O_CREAT | os.O_TRUNC
    return soundfile.SoundFile(os.open(name, flags, 0o666), mode, closefd=True, **how)


def _open_to_read(path: Path) -> soundfile.SoundFile:
    """Without soundfile's seek to where it stands anyway after each block that it reads: decoders begin anew then, which
    costs as much as decoding a few thousand frames."""
    file = open_sound_file(path)
    file.seekable = _never
    return file


def _never() -> bool:
    return False


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
        self._file = _open_to_read(path)
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
            self._file = _open_to_read(self._path)
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
