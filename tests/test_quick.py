"""What `--quick` leaves out, and that it leaves out no kind of test."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from tests import quick


class Item:
    def __init__(self, name: str, *fixtures: str, is_slow: bool = False) -> None:
        self.nodeid = name
        self.path = Path(name.partition("::")[0])
        self.fixturenames = fixtures
        self._is_slow = is_slow

    def get_closest_marker(self, name: str) -> object:
        return name if self._is_slow else None


class Config:
    def __init__(self, *, is_quick: bool) -> None:
        self._is_quick = is_quick
        self.hook = self
        self.deselected: list[Item] = []

    def getoption(self, _name: str) -> bool:
        return self._is_quick

    def pytest_deselected(self, items: list[Item]) -> None:
        self.deselected += items


ITEMS = [
    Item("a.py::test_one[1]"), Item("a.py::test_one[2]"), Item("a.py::test_one[3]"), Item("a.py::test_two"),
    Item("a.py::test_long", is_slow=True), Item("a.py::test_heard", "sound_card"),
    Item("b.py::test_long_window", "open_window", is_slow=True), Item("b.py::test_window", "player", "open_window"),
    Item("b.py::test_other_window", "open_window"), Item("b.py::test_none"), Item("c.py::test_window[1]", "open_window"),
    Item("c.py::test_window[2]", "open_window"),
]  # fmt: skip
RUN = ["a.py::test_one[1]", "a.py::test_one[3]", "a.py::test_two", "b.py::test_window", "b.py::test_none",
       "c.py::test_window[1]"]  # fmt: skip


@pytest.mark.parametrize("is_quick", [True, False])
def test_a_quick_run_has_something_of_every_file(is_quick: bool) -> None:
    config, items = Config(is_quick=is_quick), list(ITEMS)
    quick.leave_out(cast("Any", config), cast("Any", items))
    assert [item.nodeid for item in items] == (RUN if is_quick else [item.nodeid for item in ITEMS])
    assert len(items) + len(config.deselected) == len(ITEMS)


def test_the_fixtures_that_it_goes_by_are_there() -> None:
    """One that was renamed would let its tests into the quick run."""
    sources = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("conftest.py"))
    for name in (quick.WINDOW, *quick.PROGRAMS):
        assert f"def {name}(" in sources, name
