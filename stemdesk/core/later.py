"""Libraries that load when something of them is first used: a window, or the answer to a short command, is there before.

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any, Final

_named: Final[list[Later]] = []


class Later:
    """Stands for a module. Loads it once, on whichever thread asks first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names: Final = names
        self._module: Any = None

    def load(self) -> None:
        if self._module is None:
            for part in self._names[1:]:
                import_module(part)
            self._module = import_module(self._names[0])

    def __getattr__(self, name: str) -> Any:
        self.load()
        return getattr(self._module, name)


def later(name: str, *parts: str) -> Any:
    """The module, with these modules inside it."""
    _named.append(Later((name, *parts)))
    return _named[-1]


def load_all() -> None:
    """Loads what has not been used yet: Python's lock is held while a library loads, which is heard if music plays."""
    for one in _named:  # which grows meanwhile: what is loaded names others
        with suppress(ImportError):  # whoever needs it says so
            one.load()
