"""How SAMI introduces itself (documentation: `MusicSourceSeparate 接口说明`, 2023-08-23)."""

from __future__ import annotations

from typing import Final

from stemdesk.core.descriptions import AccountGuide, CredentialField, ProviderDescription
from stemdesk.core.models import Choice, OptionField, OptionKind
from stemdesk.core.text import text
from stemdesk.providers.static_models import static_models, with_options

ADDRESS: Final = "https://sami.bytedance.com"
OPENAPI: Final = "https://open.volcengineapi.com"
STATIC: Final = static_models("sami")
#: What the option "stems" asks for: our stems, each of which is one call.
ASKED: Final = {"both": ("vocals", "instrumental"), "vocals": ("vocals",), "instrumental": ("instrumental",)}
#: The end of the service's model names.
ENDINGS: Final = {"vocals": "vocal", "instrumental": "acc"}

MODELS: Final = with_options(
    STATIC.models,
    OptionField(
        "stems", text("Stems"), OptionKind.CHOICE, "both",
        (
            Choice("both", text("both (two calls, charged twice)")), Choice("vocals", text("vocals only (one call)")),
            Choice("instrumental", text("instrumental only (one call)")),
        ),
        moves_price=True,
    ),
)  # fmt: skip

DESCRIPTION: Final = ProviderDescription(
    id="sami",
    name=text("Volcengine"),
    tagline=text("SAMI, vocals and instrumental"),
    credentials=(
        CredentialField("appkey", text("AppKey"), hint=text("From the Volcengine console, intelligent music.")),
        CredentialField(
            "access_key", text("AccessKey"), needed=False, hint=text("With the SecretKey, tokens renew themselves.")
        ),
        CredentialField("secret_key", text("SecretKey"), needed=False),
        CredentialField(
            "token", text("Token"), needed=False, advanced=True, hint=text("Only without AccessKey and SecretKey.")
        ),
    ),
    takes_urls=True,
    parallel_jobs=2,
    limits=STATIC.limits,
    sends_songs=True,
    guide=AccountGuide(
        about=text("ByteDance's audio service in the Volcengine cloud: vocals and instrumental."),
        cost=text("Volcengine charges each call: vocals and instrumental are two."),
        steps=(
            text("In the Volcengine console, open intelligent music and make an application: it has an AppKey."),
            text("Make an AccessKey with its SecretKey in the same console."),
            text("Paste all three here; StemDesk makes the tokens itself."),
        ),
        song=text(
            "The song is sent with the call, and the stem comes back in its answer. An answer that is lost cannot "
            "be fetched again."
        ),
    ),
)
