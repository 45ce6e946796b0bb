"""Tencent Media Lab: so far its account; its jobs follow."""

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text

DESCRIPTION = ProviderDescription(
    id="tencent",
    name=text("Tencent"),
    tagline=text("Media Lab, with your own storage bucket"),
    credentials=(
        CredentialField("secret_id", text("SecretId"), hint=text("From the Tencent Cloud console, access management.")),
        CredentialField("secret_key", text("SecretKey")),
        CredentialField(
            "content_id", text("Content id"), secret=False, hint=text("The repository bound to your bucket.")
        ),
        CredentialField(
            "bucket", text("Bucket"), secret=False, hint=text("With its number, as in “music-1250000000”.")
        ),
        CredentialField("region", text("Region"), secret=False, hint=text("As in “ap-beijing”.")),
    ),
    takes_urls=True,
    usable=False,
)
