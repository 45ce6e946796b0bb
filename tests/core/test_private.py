"""Nobody else on this computer reads or replaces what StemDesk keeps, whatever the umask; stems are as open as it says."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemdesk.app import build
from stemdesk.core.app_paths import app_paths
from stemdesk.core.private import is_ours_alone, make_private, opened_private, private_file, private_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the user's profile has such rights of itself on Windows")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_ones(folder: Path) -> list[str]:
    """What of a folder, itself among it, others can do anything with."""
    return [str(path) for path in (folder, *folder.rglob("*")) if not path.is_symlink() and mode(path) & 0o077]


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.slow
def test_nothing_that_is_kept_is_open_to_others_under_any_umask(umask: int, home: Path, song: Path) -> None:
    command = [sys.executable, "-m", "stemdesk", "separate", str(song), "--model", "preview-band", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (home / "state" / "stemdesk.sqlite3").is_file()
    for name in ("config", "state", "cache", "logs"):
        assert [path for path in open_ones(home / name) if not path.endswith(".lock")] == []
    assert mode(home) == 0o700
    stems = [path for path in (home / "stems").rglob("*") if path.is_file() and path.suffix != ".json"]
    assert stems
    assert {mode(path) for path in stems} == {0o666 & ~umask}


def test_database_and_log_stay_closed_while_they_are_written(umask: int, home: Path) -> None:
    desk = build()
    logging.getLogger("stemdesk.test").warning("something")
    try:
        names = {path.name for path in (home / "state").iterdir()}
        assert {"stemdesk.sqlite3", "stemdesk.sqlite3-wal", "stemdesk.sqlite3-shm"} <= names
        assert open_ones(home) == []
        for handler in logging.getLogger("stemdesk").handlers:
            if isinstance(handler, logging.handlers.RotatingFileHandler) and str(home) in handler.baseFilename:
                handler.doRollover()
        logging.getLogger("stemdesk.test").warning("something else")
        assert len(list((home / "logs").iterdir())) == 2
        assert open_ones(home) == []
    finally:
        desk.close()


def test_what_an_earlier_stemdesk_left_open_is_closed(home: Path) -> None:
    where = app_paths()
    (home / "state" / "running").mkdir(parents=True)
    (home / "stems" / "song").mkdir(parents=True)
    (home / "stems" / "song" / "a.wav").write_bytes(b"")
    where.database.write_bytes(b"")
    outside = home.parent / "outside"
    outside.write_bytes(b"")
    (home / "state" / "link").symlink_to(outside)
    for path in (home, where.state, where.locks, where.database, outside, home / "stems", home / "stems" / "song"):
        path.chmod(0o777)
    make_private(where)
    assert mode(home) == 0o755  # nobody else can put things in the place of ours, and stems are still heard by others
    assert open_ones(where.state) == []
    assert (mode(home / "stems"), mode(home / "stems" / "song"), mode(outside)) == (0o777, 0o777, 0o777)


def test_a_link_in_the_place_of_a_file_is_not_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    link = tmp_path / "link"
    link.symlink_to(other)
    with pytest.raises(OSError, match="link"):
        private_file(link)
    with pytest.raises(OSError, match="link"):
        opened_private(str(link), os.O_WRONLY | os.O_TRUNC)
    assert other.read_bytes() == b"mine"
    assert not is_ours_alone(link)


def test_a_place_that_cannot_be_made_is_no_reason_not_to_start(home: Path) -> None:
    home.write_bytes(b"a file")
    make_private(app_paths())
    with pytest.raises(OSError, match="directory"):
        private_folder(home / "state")
