"""How a provider makes a price of a length."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Rounding(StrEnum):
    NONE = "none"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class PriceRule:
    """What one song costs where minutes are counted: `rounding` to whole credits, and `least` for the shortest one."""

    rounding: Rounding = Rounding.NONE
    least: float = 0.0

    def credits(self, per_minute: float, seconds: float) -> float:
        exact = seconds * per_minute / 60
        match self.rounding:
            case Rounding.DOWN:
                exact = math.floor(exact)
            case Rounding.UP:
                exact = math.ceil(exact)
            case Rounding.NONE:
                pass
        return max(self.least, exact)


#: Every second counts, nothing is rounded.
TO_THE_SECOND = PriceRule()


def format_credits(credits_: float) -> str:
    """As many decimals as there are, two at most."""
    return f"{round(credits_, 2):.12g}"
