"""What the provider and its worker agree on, kept apart so that the program need not load what the worker computes with."""

from __future__ import annotations

from typing import Final

_PAIR: Final = ("vocals", "instrumental")
_BAND: Final = ("vocals", "drums", "bass", "other")
#: The stems that each model makes, best first; the last stem is the remainder.
STEMS: Final = {"vocals": _PAIR, "band": _BAND, "preview-vocals": _PAIR, "preview-band": _BAND}
#: The trained network that a model needs (`stemdesk.inference`).
NETWORKS: Final = {"vocals": "spleeter-2stems", "band": "spleeter-2stems"}
#: The file that says, with its name, that all stems beside it are whole.
MARK: Final = "complete.json"
