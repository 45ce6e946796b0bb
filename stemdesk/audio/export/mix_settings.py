"""What somebody has set on stems (levels, pans, mutes, loop), as it is written down, and read leniently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_list, as_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.stems import StemFile


def mix_settings(stems: Sequence[StemFile], tracks: Sequence[TrackSettings], loop: FrameRange | None) -> dict[str, Any]:
    """As JSON: what each stem is set to by its name, and the loop in frames."""
    return {
        "lanes": {
            stem.stem: {"gain_db": track.gain_db, "pan": track.pan, "muted": track.muted, "soloed": track.soloed}
            for stem, track in zip(stems, tracks, strict=True)
        },
        "loop": [loop.start, loop.end] if loop else None,
    }


def tracks_of(stems: Sequence[StemFile], kept: Mapping[str, Any]) -> list[TrackSettings]:
    """Lenient: a stem that was not there then is neutral, a value out of range is brought back into it."""
    by_stem = as_mapping(kept.get("lanes"))
    tracks = []
    for stem in stems:
        data = as_mapping(by_stem.get(stem.stem))
        gain, pan = as_float(data.get("gain_db")) or 0.0, as_float(data.get("pan")) or 0.0
        tracks.append(
            TrackSettings(min(24.0, max(-120.0, gain)), min(1.0, max(-1.0, pan)), as_bool(data.get("muted")),
                        as_bool(data.get("soloed")))
        )  # fmt: skip
    return tracks


def scaled_frame(value: Any, scale: float) -> int | None:
    """A frame that was written down, at another sample rate; None for what is none."""
    frame = as_int(value)
    return None if frame is None else round(frame * scale)


def span_of(value: Any, frames: int, scale: float = 1.0) -> FrameRange | None:
    """[start, end] within the song; `scale` brings frames of another sample rate to its own."""
    ends = [scaled_frame(end, scale) for end in as_list(value)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    start, end = max(0, ends[0]), min(frames, ends[1])
    return FrameRange(start, end) if start < end else None
