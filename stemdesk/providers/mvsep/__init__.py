"""MVSEP (https://mvsep.com): so far its account; its jobs follow."""

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text

DESCRIPTION = ProviderDescription(
    id="mvsep",
    name=text("MVSEP"),
    tagline=text("many models, credits"),
    credentials=(
        CredentialField("token", text("API token"), hint=text("From your profile on mvsep.com, under “API”.")),
    ),
    takes_urls=True,
    usable=False,
)
