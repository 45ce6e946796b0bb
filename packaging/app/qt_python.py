"""PySide6's own part in Python, compiled.

PySide6 carries it as source inside a library and compiles it at every start, which takes 30 ms. Where modules lie in a folder
`files.dir` beside shiboken6 it takes those instead, and it writes that folder if SBK_EMBED says so.
"""

from __future__ import annotations

import importlib.util
import os
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path


def compiled(made: Path) -> list[tuple[str, str]]:
    """(source, folder in the app) of every module."""
    copy = made / "qt-python"
    shutil.rmtree(copy, ignore_errors=True)
    spec = importlib.util.find_spec("shiboken6")
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(Path(spec.origin).parent, copy / "shiboken6")
    environment = {**os.environ, "PYTHONPATH": str(copy), "SBK_EMBED": "0"}
    subprocess.run([sys.executable, "-c", "import shiboken6"], env=environment, check=True)
    modules = sorted((copy / "shiboken6" / "files.dir").rglob("*.py"))
    return [(_bytecode(module, copy), str(module.parent.relative_to(copy))) for module in modules]


def _bytecode(module: Path, root: Path) -> str:
    """Beside the source, in whose place it is shipped; without the source's time, nor where it was built."""
    made = str(module.with_suffix(".pyc"))
    py_compile.compile(
        str(module), cfile=made, dfile=module.relative_to(root).as_posix(), doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip
    return made
