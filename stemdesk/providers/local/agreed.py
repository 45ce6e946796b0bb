"""What the provider and its worker agree on, kept apart so that the program need not load what the worker computes with."""

from __future__ import annotations

from typing import Final

#: The stems that each model makes; the last one is the remainder.
STEMS: Final = {
    "vocals": ("vocals", "instrumental"),
    "band": ("vocals", "drums", "bass", "other"),
}
#: The file that says, with its name, that all stems beside it are whole.
MARK: Final = "complete.json"
