"""A Native Instruments stem file: an MP4 with five AAC tracks, the mix first, and a `stem` box that names the other four.

Layout as Native Instruments' stem files have it: moov/udta/stem holds JSON with name and colour of each part, and the
settings of a compressor and a limiter, which are off here.
"""

from __future__ import annotations

import json
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.ffmpeg_writer import AvWriter
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PARTS: Final = 4
_AAC: Final = ENCODINGS["m4a"]
_BLOCK: Final = 1 << 15
_HEAD: Final = struct.Struct(">I4s")
_NO_MASTERING: Final = {
    "compressor": {"enabled": False, "input_gain": 0.5, "output_gain": 0.5, "threshold": 0, "dry_wet": 50,
                   "attack": 0.003, "release": 0.3, "ratio": 3, "hp_cutoff": 300},
    "limiter": {"enabled": False, "threshold": 0, "ceiling": -0.35, "release": 0.05},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four; `color` is #rrggbb."""

    name: str
    path: Path
    color: str


def write_stem_mp4(
    parts: Sequence[Part], target: Path, progress: Callable[[float], None] = lambda _: None,
    tag: Callable[[Path], None] = lambda _: None,
) -> None:  # fmt: skip
    """Writes `target` (.stem.mp4); `tag` may put tags into it. It appears when it is whole.

    Raises StemDeskError (UNSUPPORTED unless there are exactly four parts; as the readers and writers do) and OSError.
    """
    if len(parts) != PARTS:
        raise StemDeskError(ErrorKind.UNSUPPORTED, text("A stem file for DJs holds exactly four stems."))
    with whole_file(target, (one.path for one in parts)) as part:
        with closing(_tracks([one.path for one in parts])) as reader:
            writer = AvWriter(part, _AAC, reader.rate, 2, tracks=PARTS + 1)
            while reader.at < reader.frames:
                tracks = reader.read(min(_BLOCK, reader.frames - reader.at))
                mix = np.clip(tracks.sum(axis=0, keepdims=True), -1.0, 1.0)
                writer.write_tracks(np.concatenate([mix, tracks]))
                progress(reader.at / reader.frames)
            writer.close()
        tag(part)
        _add_box(part, _stem_box(parts))


def _tracks(paths: Sequence[Path]) -> MultitrackReader:
    """At the stems' own rate, or the next that AAC holds."""
    reader = MultitrackReader(paths)
    rate = _AAC.rate_for(reader.rate)
    if rate == reader.rate:
        return reader
    reader.close()
    return MultitrackReader(paths, rate=rate)


def _stem_box(parts: Sequence[Part]) -> bytes:
    words = json.dumps(
        {
            "mastering_dsp": _NO_MASTERING,
            "version": 1,
            "stems": [{"name": plain_line(p.name), "color": p.color} for p in parts],
        },
        ensure_ascii=False,
    ).encode("utf-8")
    return _HEAD.pack(_HEAD.size + len(words), b"stem") + words


def _add_box(path: Path, box: bytes) -> None:
    """Puts a box into moov/udta. The moov box is the file's last, so nothing that it points at moves."""
    with path.open("r+b") as file:
        at = 0
        while True:
            file.seek(at)
            head = file.read(16)
            size, kind = _HEAD.unpack(head[:8])
            if size == 1:
                size = struct.unpack(">Q", head[8:16])[0]
            if kind == b"moov":
                break
            at += size
        file.seek(at)
        moov = file.read(size)
        rest = file.read()
        if rest:
            raise StemDeskError(ErrorKind.DECODE, text("The stem file came out in an unexpected order."))
        file.seek(at)
        file.write(_with_box(moov, box))


def _with_box(moov: bytes, box: bytes) -> bytes:
    at = _HEAD.size
    while at + _HEAD.size <= len(moov):
        size, kind = _HEAD.unpack(moov[at : at + 8])
        if kind == b"udta":
            udta = moov[at + 8 : at + size] + box
            inside = moov[8:at] + _HEAD.pack(8 + len(udta), b"udta") + udta + moov[at + size :]
            return _HEAD.pack(8 + len(inside), b"moov") + inside
        at += size
    inside = moov[8:] + _HEAD.pack(8 + len(box), b"udta") + box
    return _HEAD.pack(8 + len(inside), b"moov") + inside
