"""The house stays easy to walk through: small rooms, short modules, no import circle."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

import stemdesk

ROOT = Path(stemdesk.__file__).parent
#: About a dozen modules are taken in at a glance. Rooms that are flat on purpose have a limit of their own.
LIMIT = 13
FLAT = {"core": 20, "audio/files": 16}
LINES = 450


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("stemdesk", cache_dir=None)


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in ROOT.rglob("*.py"):
        if path.name != "__init__.py":
            found.setdefault(path.parent.relative_to(ROOT).as_posix(), []).append(path)
    return found


def test_no_room_has_more_modules_than_are_taken_in_at_a_glance() -> None:
    crowded = {room: len(files) for room, files in rooms().items() if len(files) > FLAT.get(room, LIMIT)}
    assert crowded == {}


def test_no_module_is_longer_than_one_idea() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in ROOT.rglob("*.py")
            if (lines := len(path.read_text("utf-8").splitlines())) > LINES}  # fmt: skip
    assert long == {}


def test_every_room_says_what_lives_there() -> None:
    silent = [room for room in rooms() if not (ROOT / room / "__init__.py").read_text("utf-8").startswith('"""')]
    assert silent == []


def test_no_two_modules_import_each_other(graph: grimp.ImportGraph) -> None:
    circles = sorted(
        (module, other) for module in graph.modules for other in graph.find_modules_directly_imported_by(module)
        if module < other and module in graph.find_modules_directly_imported_by(other)
    )  # fmt: skip
    assert circles == []


def test_no_module_comes_back_to_itself_by_way_of_others(graph: grimp.ImportGraph) -> None:
    """Type-only imports count: a circle of names is a circle for whoever reads."""
    modules = {module for module in graph.modules if not graph.find_children(module)}
    circles = [module for module in sorted(modules) if module in _reached(graph, module)]
    assert circles == []


def _reached(graph: grimp.ImportGraph, module: str) -> set[str]:
    seen: set[str] = set()
    todo = list(graph.find_modules_directly_imported_by(module))
    while todo:
        found = todo.pop()
        if found not in seen:
            seen.add(found)
            todo += graph.find_modules_directly_imported_by(found)
    return seen
