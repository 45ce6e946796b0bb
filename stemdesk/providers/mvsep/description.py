"""How MVSEP introduces itself."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import AccountGuide, CredentialField, ProviderDescription, SizeAdvice
from stemdesk.core.text import text

ADDRESS: Final = "https://mvsep.com"

DESCRIPTION: Final = ProviderDescription(
    id="mvsep",
    name=text("MVSEP"),
    tagline=text("many models, credits"),
    credentials=(
        CredentialField("token", text("API token"), hint=text("From your profile on mvsep.com, under “API”.")),
    ),
    takes_urls=True,
    size_advice=SizeAdvice(free=50, paid=200),
    sends_songs=True,
    guide=AccountGuide(
        about=text("A web site with many models, from vocals to single instruments; its list is always the newest."),
        cost=text(
            "Free with one job at a time in the queue; premium spends credits by the song's length and runs several at once."
        ),
        steps=(
            text("Register at mvsep.com, or log in there."),
            text("Open its API page: it shows your API token."),
            text("Copy the token and paste it here."),
        ),
        song=text("The song is sent to MVSEP, and its results stay there for about 72 hours. Nothing is published "
                  "unless you say so in the options."),
        page="https://mvsep.com",
    ),
)  # fmt: skip
