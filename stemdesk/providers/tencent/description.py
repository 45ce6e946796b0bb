"""How Tencent Media Lab introduces itself (documentation: `Source Separation 接口说明`)."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import AccountGuide, CredentialField, ProviderDescription
from stemdesk.core.models import Choice, OptionField, OptionKind
from stemdesk.core.text import text
from stemdesk.providers.static_models import static_models, with_options

#: The page prints http; the body carries the secret key, so it is https here unless the user says otherwise.
ADDRESS: Final = "https://service-mqk0mc83-1257411467.bj.apigw.tencentcs.com"
STATIC: Final = static_models("tencent")
#: `MusicSeperateTone` to our stems.
TONES: Final = {1: "vocals", 2: "drums", 3: "bass", 4: "piano", 5: "other"}
TIDY: Final = OptionField(
    "tidy", text("Results in the bucket"), OptionKind.CHOICE, "0",
    (Choice("0", text("keep")), Choice("1", text("delete after download"))),
)  # fmt: skip
MODELS: Final = with_options(STATIC.models, TIDY)
#: What each model brings.
STEMS: Final = {model.id: model.stems for model in MODELS}

DESCRIPTION: Final = ProviderDescription(
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
        CredentialField(
            "plain_http", text("Use plain HTTP (insecure)"), secret=False, needed=False, advanced=True,
            hint=text("“yes” only if https fails: your SecretKey then travels readable for everybody on the way."),
        ),
    ),
    takes_urls=True,
    parallel_jobs=5,
    limits=STATIC.limits,
    sends_songs=True,
    guide=AccountGuide(
        about=text("Tencent's Media Lab: two, four or five stems, made from and into a storage bucket of your own."),
        cost=text("Tencent Cloud charges your account there; its prices are not known to StemDesk."),
        steps=(
            text("In the Tencent Cloud console, under access management, make a SecretId and a SecretKey."),
            text("Make a storage bucket (COS), and note its name with the number, and its region."),
            text("In Media Lab, bind a repository to the bucket: its id is the content id."),
        ),
        song=text("The song goes into your bucket, where Tencent fetches it, and is deleted after the job. The stems "
                  "stay in the bucket unless you say otherwise in the options."),
    ),
)  # fmt: skip
