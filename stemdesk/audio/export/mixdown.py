"""Renders what would be heard to a file: the player's own mixer, without a sound card. `stemdesk mix` and Export."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.limiter import LOOKAHEAD_FRAMES, Limiter
from stemdesk.audio.dsp.loudness import Loudness
from stemdesk.audio.dsp.mixer import Mixer, TrackSettings, gain_matrix
from stemdesk.audio.export.mp3_in_parts import Mp3InParts, can_write_parts
from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.files.multitrack_reader import FrameRange, MultitrackReader, TrackFile
from stemdesk.audio.files.resampling import scaled
from stemdesk.audio.files.writer import create_audio
from stemdesk.audio.playback.play_stream import PlaybackSettings, PlayStream
from stemdesk.core.errors import UsageError
from stemdesk.workers.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.files.encodings import Encoding

_BLOCK: Final = 65_536
#: So many blocks are mixed while the encoder is at work on one.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Mixdown:
    """What to render. `start` and `end` are seconds of the song (end None: to its end); `normalise` is a loudness in
    LUFS that the whole is brought to, `mute_ranges` are ranges in which a track is not heard. `rate` is the file's sample
    rate (None: the stems'; the next that the format holds), `mono` makes one channel of both. `counted_at` is the sample
    rate in whose frames mute ranges and the files' offsets are given (None: the stems')."""

    stems: Sequence[Path | TrackFile]
    tracks: Sequence[TrackSettings]
    master_db: float = 0.0
    start: float = 0.0
    end: float | None = None
    tempo: float = 1.0
    semitones: float = 0.0
    mute_ranges: Sequence[Sequence[FrameRange]] = ()
    normalise: float | None = None
    rate: int | None = None
    mono: bool = False
    counted_at: int | None = None


def render(
    mixdown: Mixdown, target: Path, encoding: Encoding, progress: Callable[[float], None] = lambda _: None,
    finish: Callable[[Path], None] | None = None,
) -> int:  # fmt: skip
    """Writes the mix to `target` and says how many frames it has. `finish` may add to the file (tags).

    The file appears under its name only when it is whole; an older one stays until then. `progress` may raise to stop.
    Raises StemDeskError (DECODE, DISK, UNSUPPORTED; DISK too where `target` is one of the stems) and UsageError for an
    empty range.
    """
    if mixdown.rate is not None:
        encoding = replace(encoding, rates=(encoding.rate_for(mixdown.rate),))
    channels = 1 if mixdown.mono else 2
    files = [stem.path if isinstance(stem, TrackFile) else stem for stem in mixdown.stems]
    with whole_file(target, files) as part:
        gain = 1.0 if mixdown.normalise is None else _gain_to(mixdown, mixdown.normalise, progress)
        with closing(_Mix(mixdown)) as mix:
            limiter = Limiter(mix.rate, _BLOCK) if encoding.clips else None
            with closing(Ahead(_limited(mix.blocks(), gain, limiter), _AHEAD)) as blocks:
                if (
                    encoding.container == "MP3"
                    and mix.rate == encoding.rate_for(mix.rate)
                    and can_write_parts(mix.rate)
                ):
                    _write_parts((block[:, :channels] for block in blocks), part, mix, channels, progress)
                else:
                    writer = create_audio(part, encoding, mix.rate, channels, mix.frames)
                    for block in _told(blocks, mix.frames, progress):
                        writer.write(block[:, :channels])
                    writer.close()
        if finish is not None:
            finish(part)
    return scaled(mix.frames, mix.rate, encoding.rate_for(mix.rate))


def _write_parts(
    blocks: Iterable[Floats], part: Path, mix: _Mix, channels: int, progress: Callable[[float], None]
) -> None:
    """Tells what is encoded, which is long after it was mixed."""
    writer = Mp3InParts(part, mix.rate, channels)
    try:
        for block in blocks:
            writer.write(block)
            progress(min(1.0, writer.done / mix.frames))
        while writer.finish():
            progress(min(1.0, writer.done / mix.frames))
        writer.close()
    except BaseException:
        writer.stop()
        raise
    progress(1.0)


class _Mix:
    """A mixdown block by block. Raises as `render`."""

    def __init__(self, mixdown: Mixdown) -> None:
        self._mixdown = mixdown
        self._reader = MultitrackReader(mixdown.stems, ahead=True)
        self.rate = self._reader.rate
        scale = self.rate / (mixdown.counted_at or self.rate)
        if scale != 1.0 and any(isinstance(stem, TrackFile) and stem.offset_frames for stem in mixdown.stems):
            self._reader.close()
            moved = [_moved(stem, scale) for stem in mixdown.stems]
            self._reader = MultitrackReader(moved, rate=self.rate, ahead=True)
        seconds = self._reader.frames / self.rate
        first = round(min(mixdown.start, seconds) * self.rate)
        last = self._reader.frames
        if mixdown.end is not None and mixdown.end < seconds:
            last = round(mixdown.end * self.rate)
        if last <= first:
            self._reader.close()
            raise UsageError("the range to render is empty")
        self.frames = round((last - first) / mixdown.tempo)
        self._reader.set_mute_ranges(
            [[FrameRange(round(span.start * scale), round(span.end * scale)) for span in spans]
             for spans in mixdown.mute_ranges]
        )  # fmt: skip
        settings = PlaybackSettings(tempo=mixdown.tempo, semitones=mixdown.semitones)
        self._journey = PlayStream(self._reader, first, settings)

    def blocks(self) -> Iterator[Floats]:
        matrix = np.concatenate(
            [gain_matrix(self._mixdown.tracks, self._mixdown.master_db), np.zeros((1, 2), np.float32)]
        )
        mixer = Mixer(self._journey.tracks, self.rate, _BLOCK)
        mixer.set_gains(matrix)
        tracks = np.zeros((self._journey.tracks, _BLOCK, 2), np.float32)
        for at in range(0, self.frames, _BLOCK):
            frames = min(_BLOCK, self.frames - at)
            came = self._journey.read_into(tracks[:, :frames])
            tracks[:, came:frames] = 0.0
            out = np.empty((frames, 2), np.float32)
            mixer.mix(tracks[:, :frames], matrix, out)
            if self._mixdown.mono:
                out[:] = out.mean(axis=1, keepdims=True)
            yield out

    def close(self) -> None:
        self._reader.close()


def _gain_to(mixdown: Mixdown, lufs: float, progress: Callable[[float], None]) -> float:
    """The linear gain that brings a mixdown to a loudness; 1 for silence."""
    with closing(_Mix(mixdown)) as mix:
        meter = Loudness(mix.rate)
        for block in _told(mix.blocks(), mix.frames, lambda done: progress(done / 2)):
            if mixdown.mono:
                block[:, 1] = 0.0  # a file of one channel is measured as one
            meter.add(block)
    heard = meter.integrated()
    return 1.0 if heard is None else float(10 ** ((lufs - heard) / 20))


def _told(blocks: Iterable[Floats], frames: int, progress: Callable[[float], None]) -> Iterator[Floats]:
    """The blocks; how much of all frames has been taken is told after each."""
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        progress(done / frames)


def _limited(blocks: Iterator[Floats], gain: float, limiter: Limiter | None) -> Iterator[Floats]:
    """The blocks at another gain, limited as the player does; the limiter's delay is taken out again."""
    skip = LOOKAHEAD_FRAMES if limiter is not None else 0
    for block in blocks:
        if gain != 1.0:
            np.multiply(block, np.float32(gain), out=block)
        if limiter is not None:
            limiter.apply(block)
        yield block[skip:]
        skip = max(0, skip - len(block))
    if limiter is not None:
        rest = np.zeros((LOOKAHEAD_FRAMES, 2), np.float32)
        limiter.apply(rest)
        yield rest[skip:]


def _moved(stem: Path | TrackFile, scale: float) -> Path | TrackFile:
    """With its offset in frames of another sample rate."""
    return replace(stem, offset_frames=round(stem.offset_frames * scale)) if isinstance(stem, TrackFile) else stem
