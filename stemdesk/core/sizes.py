"""Sizes of files as people read them. A megabyte is 10^6 bytes, as disks, services and this program's other figures count."""

from __future__ import annotations

from typing import Final

_MEGABYTE: Final = 1_000_000


def megabytes(count: int) -> int:
    """Rounded up: what a file has, or needs."""
    return -(-count // _MEGABYTE)


def whole_megabytes(count: int) -> int:
    """Rounded down: what is allowed, or free."""
    return count // _MEGABYTE
