"""How MVSEP introduces itself."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import CredentialField, ProviderDescription, SizeAdvice
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
)
