"""The local engine's own process (see `stemdesk.workers`): writes stems.

The request is `{"source", "folder", "model", "prefer", "format", "accelerated", "partials"}` and perhaps `"sparing"` (of
memory), the result `{"stems": {"vocals": "vocals.flac", …}, "frames", "rate"}`. `partials` is a folder for what can be heard
meanwhile, or null.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.probe import check_length
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.writer import create_audio
from stemdesk.core.text import verbatim
from stemdesk.inference import shelf
from stemdesk.inference.demucs import Demucs
from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from stemdesk.inference.published import published_models
from stemdesk.providers.local.partials import PartialStemWriter
from stemdesk.providers.local.protocol import DEMUCS, MARK, NETWORKS, STEMS
from stemdesk.providers.local.separators.by_demucs import split_waves
from stemdesk.providers.local.separators.by_network import MANY_SAMPLES, split_band, split_pair
from stemdesk.providers.local.separators.level import gain_for
from stemdesk.providers.local.separators.separation import Separation, fit_full_scale, split_stream
from stemdesk.workers import worker_process
from stemdesk.workers.ahead import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stemdesk.audio.dsp.buffers import Floats, Samples
    from stemdesk.audio.files.reader import AudioReader

_MOST_AT_ONCE: Final = 1 << 18
#: Blocks of stems that may wait for the encoders (8 MB), where memory is not short.
_AHEAD: Final = 2


_kept: dict[tuple[str, bool], Network | Demucs] = {}


def separate(request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
    """Runs one request to its end and returns the last answer. Raises StemDeskError.

    The stems lie in `folder`; `complete.json` beside them says that all of them are whole.
    """
    source, folder, model = Path(request["source"]), Path(request["folder"]), str(request["model"])
    encoding = ENCODINGS[request["format"]]
    kept = _kept_for(model, accelerated=bool(request.get("accelerated")))
    with closing(open_audio(source)) as reader:
        names = {stem: f"{stem}{encoding.format.suffix}" for stem in STEMS[model]}
        writers = [
            create_audio(folder / name, encoding, reader.rate, reader.channels, reader.frames)
            for name in names.values()
        ]
        partials = _partials(request, reader)
        frames = 0
        is_small = reader.rate * reader.channels < MANY_SAMPLES and not request.get("sparing")
        with side_by_side(_blocks(model, request, reader, kept), _AHEAD if is_small else 0) as blocks:
            for block in blocks:
                stems = fit_full_scale(block) if encoding.clips else block
                for writer, stem in zip(writers, stems, strict=True):
                    writer.write(stem)
                if partials is not None:
                    partials.write(stems)
                frames += block.shape[1]
                if reader.frames > 0:
                    report(min(1.0, frames / reader.frames))
        check_length(source, frames, reader.declared_frames, reader.rate)
        for writer in (*writers, *([partials] if partials is not None else [])):
            writer.close()
        answer = {"stems": names, "frames": frames, "rate": reader.rate}
    (folder / MARK).write_text(json.dumps(answer), "utf-8")
    return answer


def _partials(request: dict[str, Any], reader: AudioReader) -> PartialStemWriter | None:
    """Half as much of the disk again is left for the stems themselves as they may need."""
    if not request.get("partials"):
        return None
    stems = STEMS[request["model"]]
    reserve = len(stems) * max(0, reader.frames) * reader.channels * 6
    return PartialStemWriter(Path(request["partials"]), stems, reserve)


def _blocks(
    model: str, request: dict[str, Any], reader: AudioReader, kept: Network | Demucs | None
) -> Iterator[Floats]:
    def read(frames: int) -> Samples:
        return reader.read(min(frames, _MOST_AT_ONCE))

    prefer = request["prefer"]
    if kept is None:
        return split_stream(read, reader.rate, reader.channels, Separation(model, prefer))
    if isinstance(kept, Demucs):
        return _in_memory(split_waves(read, reader.rate, reader.channels, kept, STEMS[model]))
    split = split_pair if len(STEMS[model]) == 2 else split_band
    sparing, gain = request.get("sparing", False), gain_for(Path(request["source"]))
    return _in_memory(split(read, reader.rate, reader.channels, kept.run, prefer, sparing=sparing, gain=gain))


def _in_memory(blocks: Iterator[Floats]) -> Iterator[Floats]:
    try:
        yield from blocks
    except MemoryError as error:
        raise shelf.stopped(verbatim(str(error))) from error


def _kept_for(model: str, *, accelerated: bool) -> Network | Demucs | None:
    """Kept from job to job: loading takes as long as half a song. None for signal processing. Raises StemDeskError."""
    name = model if model in DEMUCS else NETWORKS.get(model)
    if name is None:
        return None
    key = (name, accelerated)
    if key not in _kept:
        for other in _kept.values():
            if isinstance(other, Demucs):
                other.close()
        _kept.clear()
        if name in DEMUCS:
            _kept[key] = Demucs(published_models()[name], accelerated=accelerated)
        else:
            _kept[key] = Network(known_models()[name], accelerated=accelerated)
    return _kept[key]


def main() -> int:
    worker_process.step_back()
    return worker_process.serve(separate)


if __name__ == "__main__":
    raise SystemExit(main())
