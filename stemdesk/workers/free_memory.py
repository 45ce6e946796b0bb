"""How much memory a process can still have here, and whether the system has ended processes for want of it.

What counts is the least of what the machine, the process's group (a container, a systemd service) and its own limit leave.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROC: Final = Path("/proc")
_GROUPS: Final = Path("/sys/fs/cgroup")


def free_bytes(proc: Path = _PROC, groups: Path = _GROUPS) -> int | None:
    """None where nobody says."""
    if sys.platform == "win32":
        return _free_on_windows()
    found = [_number(proc / "meminfo", "MemAvailable:", 1024), _left_of_own_limit(proc), *_left_of_groups(proc, groups)]
    return min((each for each in found if each is not None), default=None)


def kills(proc: Path = _PROC) -> int:
    """How many processes the system has ended for want of memory since it started; 0 where it does not count them."""
    return _number(proc / "vmstat", "oom_kill", 1) or 0


def _left_of_own_limit(proc: Path) -> int | None:
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415  not on Windows

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    used = _words(proc / "self" / "statm")
    if limit == resource.RLIM_INFINITY or not used:
        return None
    return max(0, limit - int(used[0]) * resource.getpagesize())


def _left_of_groups(proc: Path, groups: Path) -> Iterator[int]:
    """Of this process's control group and of all that it is in, of both versions."""
    for line in _lines(proc / "self" / "cgroup"):
        _, _, rest = line.partition(":")
        kinds, _, place = rest.partition(":")
        if kinds and "memory" not in kinds.split(","):
            continue
        root, most, now, idle = (
            (groups / "memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            if kinds
            else (groups, "memory.max", "memory.current", "inactive_file")
        )
        folder = root / place.lstrip("/")
        for each in (folder, *folder.parents):
            if not each.is_relative_to(root):
                break
            limit, used = _words(each / most), _words(each / now)
            if limit and used and limit[0].isdigit():
                reclaimable = _number(each / "memory.stat", idle, 1) or 0
                yield max(0, int(limit[0]) - int(used[0]) + reclaimable)


def _number(file: Path, name: str, unit: int) -> int | None:
    """What stands behind a name in a file of such lines."""
    for line in _lines(file):
        words = line.split()
        if words[:1] == [name] and len(words) > 1 and words[1].isdigit():
            return int(words[1]) * unit
    return None


def _words(file: Path) -> list[str]:
    return " ".join(_lines(file)).split()


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("ascii", "replace").splitlines()
    except OSError:
        return []


def _free_on_windows() -> int | None:
    import ctypes  # noqa: PLC0415

    class Status(ctypes.Structure):
        _fields_ = (("length", ctypes.c_uint32), ("load", ctypes.c_uint32),
                    *((name, ctypes.c_uint64) for name in ("total", "free", "total_page", "free_page", "total_virtual",
                                                           "free_virtual", "free_extended")))  # fmt: skip

    status = Status(length=ctypes.sizeof(Status))
    answered = getattr(ctypes, "windll").kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # noqa: B009  not elsewhere
    return int(min(status.free, status.free_page)) if answered else None
