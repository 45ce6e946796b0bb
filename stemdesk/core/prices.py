"""What a job costs, in the provider's credits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stemdesk.core.models import Model


def credits_for(model: Model, seconds: float) -> int | None:
    """What one song of this length costs; None where nothing is counted.

    MVSEP's formula, from its page on separation types: floor(seconds x coefficient / 60), but at least 1.
    """
    if model.price_per_minute is None:
        return None
    return max(1, math.floor(seconds * model.price_per_minute / 60))


def batch_credits(model: Model, lengths: Iterable[float]) -> int | None:
    """What several songs cost together: each is rounded for itself."""
    prices = [credits_for(model, seconds) for seconds in lengths]
    known = [price for price in prices if price is not None]
    return sum(known) if known and len(known) == len(prices) else None
