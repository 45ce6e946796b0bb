"""Everything of StemDesk that works without a screen, as one value: what the window and the commands stand in front of."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.core.text import NOTHING

if TYPE_CHECKING:
    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.app_paths import AppPaths
    from stemdesk.core.text import Text
    from stemdesk.jobs.engine import Engine
    from stemdesk.jobs.library import Library
    from stemdesk.jobs.thread import EngineThread
    from stemdesk.providers.registry import Registry


#: Seconds for the jobs to be put down.
_PATIENCE: Final = 15.0


@dataclass(frozen=True, slots=True)
class AppContext:
    """One instance of each; `app.build` makes it."""

    app_paths: AppPaths
    registry: Registry
    credentials: Credentials
    thread: EngineThread
    engine: Engine
    library: Library
    #: What the user has to be told at the start.
    notice: Text = NOTHING

    def close(self) -> bool:
        """Puts the jobs down where they stand and ends the engine's thread.

        False where a disk or a mount does not let go of a thread in time: the process has to be ended by `os._exit` then, as
        Python would wait for that thread. The jobs are made for that.
        """
        try:
            self.thread.call(self.engine.close()).result(timeout=_PATIENCE)
        except TimeoutError:
            logging.getLogger(__name__).warning("a thread does not come back; the jobs go on at the next start")
            return False
        self.thread.stop()
        return True
