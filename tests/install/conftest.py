"""The frozen app, made as a release is: it begins when the tests do, on what other tests leave of the processor."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import turns

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"
_STAGE = (
    "import sys; sys.path.insert(0, 'packaging'); from linux import deb; from pathlib import Path;"
    "print(deb.staged(Path('dist/StemDesk').absolute()))"
)
#: The folder of the app, and the files of the Debian package where they will be.
_made = pytest.StashKey[Future[tuple[Path, Path]]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    wanted = [item for item in session.items if {"frozen", "package"} & set(getattr(item, "fixturenames", ()))]
    for item in wanted:
        item.add_marker(pytest.mark.timeout(3600))  # whichever comes first waits for the app
    config = session.config
    is_ours = turns.is_first_worker(config) and sys.platform.startswith("linux")
    if wanted and is_ours and not config.option.collectonly:
        pool = ThreadPoolExecutor(1)
        config.stash[_made] = pool.submit(_make_once, config)
        pool.shutdown(wait=False)


def _result(config: pytest.Config) -> tuple[Path, Path]:
    sys.path.insert(0, str(PACKAGING))
    try:
        has_library = importlib.import_module("machine").has_libpython()
    finally:
        sys.path.remove(str(PACKAGING))
    if not has_library:
        pytest.skip("this Python was built without its shared library, which PyInstaller needs")
    begun = config.stash.get(_made, None)
    return begun.result() if begun is not None else _make_once(config)


def _make_once(config: pytest.Config) -> tuple[Path, Path]:
    """One worker makes it, the others wait for it."""
    told = turns.shared_file(config, "frozen")
    if told is None:
        return _make()
    with turns.lock(told.with_suffix(".lock")):
        if not told.exists():
            told.write_text(json.dumps([str(path) for path in _make()]), "utf-8")
    app, package = json.loads(told.read_text("utf-8"))
    return Path(app), Path(package)


def _make() -> tuple[Path, Path]:
    def run(*command: str) -> str:
        done = subprocess.run(["nice", "-n", "5", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    run(sys.executable, str(PACKAGING / "build.py"), "app")
    staged = run(str(ROOT / "build/venv/bin/python"), "-c", _STAGE)
    return ROOT / "dist" / "StemDesk", Path(staged.splitlines()[-1])


@pytest.fixture(scope="session")
def frozen(pytestconfig: pytest.Config) -> Path:
    """The folder of the frozen app."""
    return _result(pytestconfig)[0]


@pytest.fixture(scope="session")
def package(pytestconfig: pytest.Config) -> Path:
    """The files of the Debian package where they will be."""
    return _result(pytestconfig)[1]


@pytest.fixture
def packaging(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes the packages of `packaging/` importable."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    return PACKAGING
