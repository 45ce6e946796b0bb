"""What was learnt of bands that were made for it: small networks of ours, their weights in `resources/rhythm`.

`python -m tests.benchmarks.listening.learn_tempo` makes them again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.core.app_paths import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats64 = NDArray[np.float64]

#: Standardized inputs count no further than this.
_FARTHEST: Final = 4.0


@dataclass(frozen=True, slots=True)
class Layers:
    """A number for each row of inputs: a straight line, and beside it one layer of tanh (none has no rows)."""

    mean: Floats64
    spread: Floats64
    straight: Floats64
    bias: Floats64
    inner: Floats64
    inner_bias: Floats64
    outer: Floats64
    is_clipped: bool

    def __call__(self, inputs: Floats64) -> Floats64:
        """(rows, inputs) → (rows,), or (rows, outputs) where `straight` has several."""
        values = (inputs - self.mean) / self.spread
        if self.is_clipped:
            values = np.clip(values, -_FARTHEST, _FARTHEST)
        line = values @ self.straight + self.bias
        return np.asarray(
            line + np.tanh(values @ self.inner + self.inner_bias) @ self.outer if len(self.outer) else line
        )


@cache
def layers(name: str) -> Layers:
    """`tempo`, `downbeat` or `metre`."""
    said: dict[str, Any] = json.loads((resources() / "rhythm" / f"{name}.json").read_text("utf-8"))
    arrays = {key: np.array(said[key], np.float64)
              for key in ("mean", "spread", "straight", "bias", "inner", "inner_bias", "outer")}  # fmt: skip
    return Layers(**arrays, is_clipped=bool(said["is_clipped"]))
