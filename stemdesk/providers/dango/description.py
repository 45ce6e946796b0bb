"""How Dango introduces itself."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import AccountGuide, CredentialField, ProviderDescription
from stemdesk.core.text import text
from stemdesk.providers.static_models import static_models

ADDRESS: Final = "https://api.dango.ai"
STATIC: Final = static_models("dango")
#: Styles whose result is a ZIP with four stems.
MULTI_TRACK: Final = frozenset({"0", "12"})

DESCRIPTION: Final = ProviderDescription(
    id="dango",
    name=text("Dango 团子"),
    tagline=text("vocals, stems, pay per song"),
    credentials=(
        CredentialField("token", text("API token"), hint=text("From Dango.ai, where you buy API access.")),
        CredentialField(
            "header", text("Header"), secret=False, needed=False, advanced=True,
            hint=text("“Authorization” unless Dango has told you another; its documentation names none."),
        ),
        CredentialField(
            "prefix", text("Prefix"), secret=False, needed=False, advanced=True,
            hint=text("A word before the token, such as “Bearer”; mostly none."),
        ),
    ),
    parallel_jobs=3,
    limits=STATIC.limits,
    sends_songs=True,
    guide=AccountGuide(
        about=text("A Chinese service for vocals, accompaniment and several tracks, in several versions."),
        cost=text("60 to 120 points a song, 12 free points for one under 30 seconds; a song that fails is refunded."),
        steps=(
            text("Open Dango's open platform (开放平台) and top up your balance there."),
            text("Get access to its API: you are given an API token."),
            text("Copy the token and paste it here."),
        ),
        song=text("The song is sent to Dango, which keeps the results for 30 days. Each can be downloaded seven times."),
        page="https://dango.ai",
    ),
)  # fmt: skip
