"""PySide's classes, which no thread may be the first to ask for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import stemdesk
from stemdesk.gui.base.qt_classes import CLASSES

ROOT = Path(stemdesk.__file__).parent
LIBRARY = re.compile("Qt[A-Z][A-Za-z0-9]+")


def _runs(tree: ast.AST) -> Iterator[ast.AST]:
    """All of it but what only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for other in node.orelse:
                yield other
                yield from _runs(other)
        else:
            yield node
            yield from _runs(node)


def _used(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(Module of PySide, name) of each class that is imported or taken out of an imported module."""
    for node in _runs(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            yield from ((str(node.module), each.name) for each in node.names)
        elif isinstance(node, ast.Attribute) and LIBRARY.fullmatch(module := ast.unparse(node.value)):
            yield f"PySide6.{module}", node.attr


def test_all_classes_that_the_program_uses_are_made_on_the_windows_thread() -> None:
    used = {pair for path in ROOT.rglob("*.py") for pair in _used(ast.parse(path.read_text("utf-8")))}
    assert ("PySide6.QtWidgets", "QStyledItemDelegate") in used
    assert ("PySide6.QtCore", "QFile") in used
    assert {(module, name) for module, names in CLASSES.items() for name in names.split()} == used
