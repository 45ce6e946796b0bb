"""Sizes of files and lengths of time as people read them. A megabyte is 10^6 bytes, as disks, services and our other
figures count it."""

from __future__ import annotations

from typing import Final

_MEGABYTE: Final = 1_000_000


def megabytes(count: int) -> int:
    """Rounded up: what a file has, or needs."""
    return -(-count // _MEGABYTE)


def whole_megabytes(count: int) -> int:
    """Rounded down: what is allowed, or free."""
    return count // _MEGABYTE


def format_duration(seconds: float) -> str:
    """Seconds as people read them: 0:07, 4:12, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
