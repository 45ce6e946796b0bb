"""How this computer introduces itself."""

from __future__ import annotations

import os
from typing import Final

from stemdesk.core.descriptions import ProviderDescription
from stemdesk.core.text import text

DESCRIPTION: Final = ProviderDescription(
    id="local",
    name=text("On this computer"),
    tagline=text("free, no account"),
    parallel_jobs=max(1, (os.cpu_count() or 1) // 2),
    default_model="vocals",
    sends_songs=False,
)
