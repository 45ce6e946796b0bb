"""Where a file dialog begins: the folder that was last chosen, if it is still there, and names that are free in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.export.export_plan import free_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class SavePlace:
    """`names` gives the free name for each that was wanted."""

    folder: Path
    names: Mapping[str, str]


async def save_place(last: str, otherwise: Path, names: Sequence[str]) -> SavePlace:
    """The disk is asked on a thread: the folder may be on a server that does not answer."""

    def look() -> SavePlace:
        folder = Path(last) if last and Path(last).is_dir() else otherwise
        return SavePlace(folder, {name: free_name(folder, name) for name in names})

    return await in_thread(look)
