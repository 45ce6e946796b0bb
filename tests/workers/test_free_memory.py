"""How much memory is left: the machine's word, that of the groups a process is in, and its own limit."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from stemdesk.workers.free_memory import free_bytes, kills

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files of Linux")
MEGABYTE = 1 << 20


def machine(folder: Path, group: str = "0::/\n") -> tuple[Path, Path]:
    proc, groups = folder / "proc", folder / "cgroup"
    lay(proc / "meminfo", "MemTotal:       16000000 kB\nMemFree:  1 kB\nMemAvailable:    8192000 kB\n")
    lay(proc / "vmstat", "nr_free_pages 7\noom_kill 3\n")
    lay(proc / "self" / "cgroup", group)
    return proc, groups


def lay(file: Path, words: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words)


def test_the_machine_s_word_counts_where_there_is_no_other(tmp_path: Path) -> None:
    proc, groups = machine(tmp_path)
    assert free_bytes(proc, groups) == 8_192_000 * 1024
    assert kills(proc) == 3


def test_a_container_s_limit_counts_less_what_can_be_had_back(tmp_path: Path) -> None:
    proc, groups = machine(tmp_path)
    lay(groups / "memory.max", f"{512 * MEGABYTE}\n")
    lay(groups / "memory.current", f"{400 * MEGABYTE}\n")
    lay(groups / "memory.stat", f"anon 1\ninactive_file {100 * MEGABYTE}\n")
    assert free_bytes(proc, groups) == 212 * MEGABYTE


def test_the_narrowest_of_the_groups_that_it_is_in_counts(tmp_path: Path) -> None:
    proc, groups = machine(tmp_path, "0::/user/app\n")
    lay(groups / "user" / "memory.max", f"{300 * MEGABYTE}\n")
    lay(groups / "user" / "memory.current", f"{100 * MEGABYTE}\n")
    lay(groups / "user" / "app" / "memory.max", "max\n")
    lay(groups / "user" / "app" / "memory.current", f"{90 * MEGABYTE}\n")
    assert free_bytes(proc, groups) == 200 * MEGABYTE


def test_a_group_of_the_first_version_counts(tmp_path: Path) -> None:
    proc, groups = machine(tmp_path, "5:cpu,cpuacct:/\n4:memory:/box\n")
    lay(groups / "memory" / "box" / "memory.limit_in_bytes", f"{256 * MEGABYTE}\n")
    lay(groups / "memory" / "box" / "memory.usage_in_bytes", f"{56 * MEGABYTE}\n")
    assert free_bytes(proc, groups) == 200 * MEGABYTE


def test_a_system_that_says_nothing_is_no_failure(tmp_path: Path) -> None:
    assert free_bytes(tmp_path, tmp_path) is None
    assert kills(tmp_path) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_process_s_own_limit_counts() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "from stemdesk.workers.free_memory import free_bytes; print(free_bytes())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert 0 < int(said) < 1 << 30
