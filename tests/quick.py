"""What `--quick` runs: something of everything that can be told within one process.

- no test that is marked `slow`, or whose fixtures start programs: a sound card, a screen, services, the frozen app;
- of those that open the window, the first of each file;
- of a test with many sets of parameters, the first and the last one;
- of a property that does not say how many, ten examples.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

OPTION: Final = "--quick"
PROGRAMS: Final = {"sound_card", "unheard_card", "screen", "services", "frozen", "package"}
WINDOW: Final = "open_window"
EXAMPLES: Final = 10


def prepare(config: pytest.Config) -> None:
    if config.getoption(OPTION):
        settings.register_profile("quick", parent=settings.get_profile("stemdesk"), max_examples=EXAMPLES)
        settings.load_profile("quick")


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption(OPTION):
        return
    chosen = set(_chosen(items))
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def _chosen(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    tests = [item for item in items if not item.get_closest_marker("slow") and not PROGRAMS & _fixtures(item)]
    sets = Counter(_function(item) for item in tests)
    seen: Counter[str] = Counter()
    with_window: set[object] = set()
    for item in tests:
        function = _function(item)
        seen[function] += 1
        if seen[function] not in (1, sets[function]):
            continue
        if WINDOW in _fixtures(item):
            if item.path in with_window:
                continue
            with_window.add(item.path)
        yield item


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _function(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]
