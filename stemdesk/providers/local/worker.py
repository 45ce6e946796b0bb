"""The local engine's own process: reads one request, writes stems, tells how far it is, and dies with its parent.

    python -m stemdesk.providers.local.worker      request: one line of JSON on standard input

The request is `{"source", "folder", "model", "prefer", "format"}`. Answers are lines of JSON on standard output:
`{"fraction": 0…1}`, at the end `{"stems": {"vocals": "vocals.flac", …}, "frames", "rate"}` or
`{"error": {"kind", "text", "values"}}`. When standard input closes, the parent is gone, and so is the worker: a killed
app leaves no process behind that burns the battery.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemdesk.audio.decode import open_audio
from stemdesk.audio.encode import ENCODINGS, create_audio
from stemdesk.audio.probe import check_length
from stemdesk.core.errors import StemDeskError
from stemdesk.providers.local.separation import Separation, fit_full_scale, split_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.decode import AudioReader, Samples

MARK = "complete.json"


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
    answers = sys.stdout
    sys.stdout = sys.stderr

    def answer(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        answer(separate(request, lambda fraction: answer({"fraction": fraction})))
    except StemDeskError as error:
        answer({"error": {"kind": error.kind.value, **error.message.as_json()}})
        return 1
    return 0


def _die_with_parent() -> None:
    sys.stdin.read()
    os._exit(3)


if __name__ == "__main__":
    raise SystemExit(main())
