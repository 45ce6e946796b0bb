"""MP3 at a constant 320 kbit/s, encoded on several cores: parts of the song side by side, joined frame by frame.

LAME has no threads. What it remembers of earlier sound (overlapping blocks, psychoacoustics, the bit reservoir) has settled a
second or two after any beginning, and then it writes the very frames that it writes in one go. So every part begins early,
ends late, and is joined to the one before where both have settled. ISO/IEC 11172-3, 2.4.1.7 and 2.4.2.7: the bits of a frame
begin `main_data_begin` bytes before it; the tag in the first frame is described at gabriel.mp3-tech.org/mp3infotag.html.
"""

from __future__ import annotations

import io
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.disk import cannot_write, fsync_file
from stemdesk.audio.files.sndfile_writer import MP3_QUALITY
from stemdesk.core.later import later

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    import soundfile
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Samples
else:
    soundfile = later("soundfile")

#: Sample rates at which there are 320 kbit/s (MPEG-1).
_RATES: Final = (32_000, 44_100, 48_000)
#: More would hold more of the song in memory (10 MB each).
_MOST_CORES: Final = 4
#: Sound of one MPEG-1 frame.
_FRAME: Final = 1152
#: A part in MPEG frames; at 44.1 kHz every 49 frames have the same pattern of padding (30 s).
_PART: Final = 49 * 23
#: How many frames a part begins before its time; music has settled after 15 to 70.
_LEAD: Final = 49 * 2
#: How many it goes on after its end; the last two or three know that nothing follows.
_TAIL: Final = 12
#: Where parts are joined, beside the end of the first.
_JOINTS: Final = range(-24, _TAIL - 3)
#: Sound that is encoded between two looks at whether it is wanted.
_PIECE: Final = _FRAME * 100
_KBITS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


def cores() -> int:
    """How many parts are encoded at once."""
    have = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST_CORES, have)


def can_write_parts(rate: int) -> bool:
    """Whether it is of use, and MPEG-1, whose frames these are."""
    return rate in _RATES and cores() > 1


@dataclass(frozen=True, slots=True)
class Encoded:
    """What LAME made of a stretch of sound: the frame of its tag, and those of the sound."""

    tag: bytes
    frames: list[bytes]


@dataclass(slots=True)
class _Part:
    """`start` is the song's MPEG frame that its sound begins with."""

    start: int
    sound: Samples
    made: Future[Encoded]


class Mp3InParts:
    """An `AudioWriter`. `done` counts the frames of sound that are in the file. Raises StemDeskError(DISK)."""

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self.done = 0
        self._path, self._rate, self._channels = path, rate, channels
        self._workers = cores()
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="mp3")
        self._stopped = threading.Event()
        self._blocks: list[Samples] = []
        self._have = 0
        self._start = 0
        self._waiting: deque[_Part] = deque()
        self._last: tuple[_Part, Encoded] | None = None
        self._written = 0
        self._bytes = 0
        self._crc = 0
        try:
            self._file = path.open("wb")
        except OSError:
            raise cannot_write(path) from None

    def write(self, block: Samples) -> None:
        self._blocks.append(np.array(block))
        self._have += len(block)
        whole = (self._end - self._start + _TAIL) * _FRAME
        while self._have >= whole:
            sound = np.concatenate(self._blocks)
            following = self._end - _LEAD
            rest = sound[(following - self._start) * _FRAME :]
            self._begin(sound[:whole])
            self._start, self._blocks, self._have = following, [rest], len(rest)
            whole = (self._end - self._start + _TAIL) * _FRAME
            while len(self._waiting) > self._workers:
                self._join()

    @property
    def _end(self) -> int:
        """Where the part whose sound is coming ends."""
        return (self._start + _LEAD) // _PART * _PART + _PART

    def _begin(self, sound: Samples) -> None:
        self._waiting.append(_Part(self._start, sound, self._pool.submit(self._encode, sound)))

    def _encode(self, sound: Samples) -> Encoded:
        return encoded(sound, self._rate, self._channels, self._stopped)

    def _join(self) -> None:
        """The oldest part, once it is encoded: what came before it is in the file then."""
        part = self._waiting.popleft()
        try:
            made = part.made.result()
            if self._last is None:
                self._file.write(made.tag)  # room for that of the whole
            else:
                made = self._joined(*self._last, part, made)
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(self._path) from None
        self._last = part, made

    def _joined(self, last: _Part, before: Encoded, part: _Part, made: Encoded) -> Encoded:
        """Writes `last` as far as `part` does not take its place, and gives what `part` is now."""
        moved, end = part.start - last.start, part.start + _LEAD - last.start
        at = joint(before.frames, made.frames, moved, end)
        if at is None:  # nothing has settled: this part begins anew, where the one before it began
            part.start, part.sound = last.start, np.concatenate([last.sound[: moved * _FRAME], part.sound])
            made, moved, at = self._encode(part.sound), 0, end
        end_of_last = spliced(before.frames[at - 1], made.frames, at - moved)
        self._put([*before.frames[self._written - last.start : at - 1], end_of_last])
        return made

    def _put(self, frames: list[bytes]) -> None:
        self._file.write(b"".join(frames))
        self._crc = checksum(frames, self._crc)
        self._bytes += sum(map(len, frames))
        self._written += len(frames)
        self.done = self._written * _FRAME

    def finish(self) -> bool:
        """One step of what `close` has to do, for whoever wants to know how far it is; False once there is none."""
        if self._have:
            self._begin(np.concatenate(self._blocks))
            self._blocks, self._have = [], 0
        elif self._waiting:
            self._join()
        return bool(self._waiting)

    def close(self) -> None:
        while self.finish():
            pass
        try:
            if self._last is not None:
                last, made = self._last
                self._put(made.frames[self._written - last.start :])
                self._file.seek(0)
                self._file.write(tag_of_whole(made.tag, self._written, self._bytes, self._crc))
            self._file.close()
        except OSError:
            raise cannot_write(self._path) from None
        self._pool.shutdown()
        fsync_file(self._path)

    def stop(self) -> None:
        """Nothing more is wanted; what is being encoded ends soon."""
        self._stopped.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._file.close()


def encoded(sound: Samples, rate: int, channels: int, stopped: threading.Event) -> Encoded:
    """Sound (frames, channels) as a file of its own. Raises `soundfile.LibsndfileError`."""
    made = io.BytesIO()
    with soundfile.SoundFile(made, "w", rate, channels, "MPEG_LAYER_III", format="MP3", **MP3_QUALITY) as file:
        for at in range(0, len(sound), _PIECE):
            if stopped.is_set():
                break
            file.write(sound[at : at + _PIECE])
    tag, *frames = split(made.getvalue())  # of no sound at all, libsndfile makes no file
    return Encoded(tag, frames)


def split(stream: bytes) -> list[bytes]:
    """The frames of an MPEG-1 Layer III stream."""
    frames = []
    at = 0
    while at + 4 <= len(stream):
        head = stream[at + 2]
        rate = (44_100, 48_000, 32_000)[head >> 2 & 3]
        length = 144_000 * _KBITS[head >> 4] // rate + (head >> 1 & 1)
        frames.append(stream[at : at + length])
        at += length
    return frames


def reservoir(frame: bytes) -> int:
    """How many bytes before a frame its own bits begin (`main_data_begin`)."""
    return frame[4] << 1 | frame[5] >> 7


def joint(before: list[bytes], after: list[bytes], moved: int, end: int) -> int | None:
    """The frame of `before` from which on `after` can take its place; None where there is none. `moved` is the frame of
    `before` that `after` begins with, `end` the one beside which they are to be joined.

    Best where both have written the same frame, next best where their bits begin at the same byte; allowed wherever those of
    `after` need no more room than the others left.
    """
    places = sorted((end + place for place in _JOINTS), key=lambda place: abs(place - end))
    pairs = [(at, before[at], after[at - moved]) for at in places if at < len(before) and 1 <= at - moved < len(after)]
    for at, _, _ in pairs:
        if before[at - 1] == after[at - 1 - moved] and reservoir(before[at]) == reservoir(after[at - moved]):
            return at
    return next(
        (at for at, old, new in pairs if reservoir(old) == reservoir(new)),
        next((at for at, old, new in pairs if reservoir(old) > reservoir(new)), None),
    )


def spliced(last: bytes, after: list[bytes], at: int) -> bytes:
    """`last`, followed by frame `at` of `after`: with the bits that this one has in the frame before it."""
    need = reservoir(after[at])
    return last[: len(last) - need] + after[at - 1][len(after[at - 1]) - need :]


# --- LAME's tag ------------------------------------------------------------------------------------------------------------


def tag_of_whole(tag: bytes, frames: int, size: int, crc: int) -> bytes:
    """The tag of a whole file, made of that of its last part: how many frames and bytes there are, where each hundredth
    begins, and checksums. Encoder, quality, delay and padding stay."""
    made = bytearray(tag)
    at = tag.index(b"Info")
    size += len(tag)
    made[at + 8 : at + 16] = frames.to_bytes(4, "big") + size.to_bytes(4, "big")
    made[at + 16 : at + 116] = _places(frames)
    lame = at + 120
    made[lame + 28 : lame + 34] = size.to_bytes(4, "big") + crc.to_bytes(2, "big")
    made[lame + 34 : lame + 36] = checksum([bytes(made[: lame + 34])]).to_bytes(2, "big")
    return bytes(made)


def _places(frames: int) -> bytes:
    """Where each hundredth of the sound begins, in 256ths of the file, as LAME counts: in steps of so many frames that there
    are fewer than 400."""
    step = 1
    while frames // step >= 400:
        step *= 2
    count = max(1, frames // step)
    ends = (min(count - 1, int(part / 100 * count)) + 1 for part in range(1, 100))
    return bytes([0, *(min(255, 256 * end * step // max(1, frames)) for end in ends)])


def _table() -> NDArray[np.uint16]:
    crc = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        crc = np.where(crc & 1, crc >> 1 ^ 0xA001, crc >> 1).astype(np.uint16)
    return crc


_CRC: Final = _table()


def checksum(frames: list[bytes], crc: int = 0) -> int:
    """CRC-16 (polynomial 0x8005) of frames after what has `crc`. All frames of one length at once: byte by byte, but side by
    side; then each is what the checksum before it becomes after as many zeros, and its own."""
    own: dict[int, int] = {}
    shifts = {}
    for length in {len(frame) for frame in frames}:
        places = [place for place, frame in enumerate(frames) if len(frame) == length]
        columns = np.frombuffer(b"".join(frames[place] for place in places), np.uint8).reshape(-1, length).T
        found = np.zeros(len(places), np.uint16)
        for column in np.ascontiguousarray(columns):
            found = _CRC[(found ^ column) & 0xFF] ^ found >> 8
        own.update(zip(places, found.tolist(), strict=True))
        bits = np.concatenate([np.arange(256), np.arange(256) << 8]).astype(np.uint16)
        for _ in range(length):
            bits = _CRC[bits & 0xFF] ^ bits >> 8
        shifts[length] = bits.tolist()
    for place, frame in enumerate(frames):
        shift = shifts[len(frame)]
        crc = shift[crc & 0xFF] ^ shift[256 + (crc >> 8)] ^ own[place]
    return crc
