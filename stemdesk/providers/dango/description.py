"""How Dango introduces itself."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text
from stemdesk.providers.static_models import static_models

ADDRESS: Final = "https://api.dango.ai"
STATIC: Final = static_models("dango")
#: Styles whose result is a ZIP with four stems.
MULTI_TRACK: Final = frozenset({"0", "12"})

DESCRIPTION: Final = ProviderDescription(
    id="dango",
    name=text("Dango 团子"),
    tagline=text("vocals and multi-track, pay per song"),
    credentials=(
        CredentialField("token", text("API token"), hint=text("From Dango.ai, where you buy API access.")),
        CredentialField(
            "header", text("Header"), secret=False, needed=False,
            hint=text("“Authorization” unless Dango has told you another; its documentation names none."),
        ),
        CredentialField(
            "prefix", text("Prefix"), secret=False, needed=False,
            hint=text("A word before the token, such as “Bearer”; mostly none."),
        ),
    ),
    parallel_jobs=3,
    limits=STATIC.limits,
    sends_songs=True,
)  # fmt: skip
