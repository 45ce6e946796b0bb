"""What the provider and its worker agree on, kept apart so that the program need not load what the worker computes with."""

from __future__ import annotations

from typing import Final

_PAIR: Final = ("vocals", "instrumental")
_BAND: Final = ("vocals", "drums", "bass", "other")
_SIX: Final = ("vocals", "drums", "bass", "guitar", "piano", "other")
#: The stems that each model makes, best first; the last stem is the remainder.
STEMS: Final = {
    "htdemucs-ft": _BAND, "htdemucs": _BAND, "htdemucs-6s": _SIX,
    "vocals": _PAIR, "band": _BAND, "preview-vocals": _PAIR, "preview-band": _BAND,
}  # fmt: skip
#: The trained network that a model needs (`stemdesk.inference`).
NETWORKS: Final = {"vocals": "spleeter-2stems", "band": "spleeter-2stems"}
#: Models that are networks as they were published, with all of their stems.
DEMUCS: Final = ("htdemucs-ft", "htdemucs", "htdemucs-6s")
#: The file that says, with its name, that all stems beside it are whole.
MARK: Final = "complete.json"
