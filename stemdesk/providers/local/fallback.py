"""Where trained networks do not run, the quick preview of the same stems does the work, and that is said, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stemdesk.core.text import Text, text
from stemdesk.inference import shelf
from stemdesk.providers.contract import Instead
from stemdesk.providers.local.protocol import DEMUCS, NETWORKS, STEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.errors import StemDeskError
    from stemdesk.core.models import Model


class Fallback:
    """Of one run of the program: what it has learnt about this computer, and whether anybody was told."""

    def __init__(self) -> None:
        self._refusal: StemDeskError | None = None
        self._is_told = False

    def refusal(self) -> StemDeskError | None:
        """Why no network runs here, as far as that is known without trying."""
        if not shelf.can_run():
            return shelf.cannot_run(text("onnxruntime is not installed"))
        return self._refusal

    def remember(self, refusal: StemDeskError) -> None:
        """It will be the same every time."""
        self._refusal = refusal

    def described(self, models: Sequence[Model]) -> list[Model]:
        """With the truth about those that do not run here, which nothing has to be got for either."""
        refusal = self.refusal()
        if refusal is None:
            return list(models)
        return [replace(model, description=_truth(model, refusal), download=None) if _needs_network(model.id) else model
                for model in models]  # fmt: skip

    def instead(self, model: str, error: StemDeskError) -> Instead | None:
        """What splits instead of `model` after this error; None where it is another kind of error, or nothing can."""
        preview = _preview_of(model)
        if preview is None or not shelf.is_refusal(error):
            return None
        return Instead(preview, model, _words(error), not self._is_told)

    def told(self) -> None:
        """A result has come with the news."""
        self._is_told = True


def _truth(model: Model, refusal: StemDeskError) -> Text:
    return refusal.message if _preview_of(model.id) is None else _words(refusal)


def _words(refusal: StemDeskError) -> Text:
    return text(
        "Trained networks do not run on this computer ({reason}). The quick preview of the same stems is used instead.",
        reason=refusal.message.values.get("reason", ""),
    )


def as_ticket(instead: Instead) -> dict[str, Any]:
    return {"model": instead.model, "asked": instead.asked, "why": instead.why.as_json(), "is_news": instead.is_news}


def from_ticket(data: dict[str, Any]) -> Instead:
    return Instead(data["model"], data["asked"], Text.from_json(data["why"]), data["is_news"])


def _preview_of(model: str) -> str | None:
    return next((id_ for id_, stems in STEMS.items() if not _needs_network(id_) and stems == STEMS[model]), None)


def _needs_network(model: str) -> bool:
    return model in NETWORKS or model in DEMUCS
