"""Everything of StemDesk that works without a screen, as one value: what the window and the commands stand in front of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stemdesk.core.text import NOTHING

if TYPE_CHECKING:
    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.places import Places
    from stemdesk.core.text import Text
    from stemdesk.jobs.engine import Engine
    from stemdesk.jobs.library import Library
    from stemdesk.jobs.thread import EngineThread
    from stemdesk.providers.registry import Registry


@dataclass(frozen=True, slots=True)
class Desk:
    """One instance of each; `app.build` makes it."""

    places: Places
    registry: Registry
    credentials: Credentials
    thread: EngineThread
    engine: Engine
    library: Library
    #: What the user has to be told at the start.
    notice: Text = NOTHING

    def close(self) -> None:
        """Puts the jobs down where they stand and ends the engine's thread."""
        self.thread.call(self.engine.close()).result(timeout=30)
        self.thread.stop()
