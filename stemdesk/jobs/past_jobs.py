"""A job of a service's own history, taken up as one of ours: its stems are fetched again, nothing is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.core.jobs import JobSpec
from stemdesk.core.text import verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.core.models import Model
    from stemdesk.core.services import PastJob


def refetch_spec(past: PastJob, provider_id: str, models: Sequence[Model], output: Path) -> JobSpec:
    """What fetches the stems of `past` into `output`; `past.ticket` goes with it to `Engine.add`.

    The format is its model's first one, or the provider's where the model is not offered any more: the files come as they
    were made.
    """
    its_own = [model for model in models if model.id == past.model_id]
    format_ = next((model.formats[0].id for model in (*its_own, *models)), "")
    return JobSpec("", provider_id, past.model_id, format_, output, {}, past.model,
                   label=past.title, model_label=verbatim(past.model))  # fmt: skip
