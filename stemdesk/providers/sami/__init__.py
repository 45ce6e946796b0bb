"""Volcengine SAMI (ByteDance): so far its account; its jobs follow."""

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text

DESCRIPTION = ProviderDescription(
    id="sami",
    name=text("Volcengine"),
    tagline=text("SAMI, vocals and accompaniment"),
    credentials=(
        CredentialField("appkey", text("AppKey"), hint=text("From the Volcengine console, intelligent music.")),
        CredentialField("access_key", text("AccessKey"), hint=text("With the SecretKey, tokens renew themselves.")),
        CredentialField("secret_key", text("SecretKey")),
        CredentialField("token", text("Token"), hint=text("Only without AccessKey and SecretKey.")),
    ),
    takes_urls=True,
    usable=False,
)
