"""Dango.ai 团子: so far its account; its jobs follow."""

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text

DESCRIPTION = ProviderDescription(
    id="dango",
    name=text("Dango 团子"),
    tagline=text("vocals and multi-track, pay per song"),
    credentials=(CredentialField("token", text("API token"), hint=text("From Dango.ai, where you buy API access.")),),
    usable=False,
)
