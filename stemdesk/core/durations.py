"""Lengths of time as people read them."""

from __future__ import annotations


def format_duration(seconds: float) -> str:
    """Seconds as people read them: 0:07, 4:12, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
