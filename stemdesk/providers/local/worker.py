"""The local engine's own process (see `own_process`): writes stems.

The request is `{"source", "folder", "model", "prefer", "format"}`, the result
`{"stems": {"vocals": "vocals.flac", …}, "frames", "rate"}`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemdesk.audio.decode import open_audio
from stemdesk.audio.encode import ENCODINGS, create_audio
from stemdesk.audio.probe import check_length
from stemdesk.core import own_process
from stemdesk.providers.local.agreed import MARK
from stemdesk.providers.local.separation import Separation, fit_full_scale, split_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.decode import AudioReader, Samples


def separate(request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
    """Runs one request to its end and returns the last answer. Raises StemDeskError.

    The stems lie in `folder`; `complete.json` beside them says that all of them are whole.
    """
    source, folder = Path(request["source"]), Path(request["folder"])
    separation = Separation(request["model"], request["prefer"])
    encoding = ENCODINGS[request["format"]]
    reader = open_audio(source)
    counted = _Counted(reader, report)
    names = {stem: f"{stem}{encoding.format.suffix}" for stem in separation.stems}
    writers = [
        create_audio(folder / name, encoding, reader.rate, reader.channels, reader.frames) for name in names.values()
    ]
    for block in split_stream(counted.read, reader.rate, reader.channels, separation):
        stems = fit_full_scale(block) if encoding.clips else block
        for writer, stem in zip(writers, stems, strict=True):
            writer.write(stem)
    check_length(source, counted.frames, reader.promised, reader.rate)
    for writer in writers:
        writer.close()
    answer = {"stems": names, "frames": counted.frames, "rate": reader.rate}
    (folder / MARK).write_text(json.dumps(answer), "utf-8")
    return answer


class _Counted:
    """A reader that reports how much of it has been read."""

    def __init__(self, reader: AudioReader, report: Callable[[float], None]) -> None:
        self._reader = reader
        self._report = report
        self.frames = 0

    def read(self, frames: int) -> Samples:
        block = self._reader.read(min(frames, 1 << 18))
        self.frames += len(block)
        if self._reader.frames > 0:
            self._report(min(1.0, self.frames / self._reader.frames))
        return block


def main() -> int:
    return own_process.serve(separate)


if __name__ == "__main__":
    raise SystemExit(main())
