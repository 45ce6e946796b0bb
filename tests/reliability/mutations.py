"""Ways to break input: bytes as a disk or a line breaks them, JSON as a server or somebody's script does."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any, Final

_NUMBERS: Final = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF,
                   0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF)  # fmt: skip


def nonsense(dice: random.Random) -> Any:
    """A value that nobody expects where it stands."""
    deep: Any = "x"
    for _ in range(dice.choice((3, 60, 400))):
        deep = [deep] if dice.random() < 0.5 else {"data": deep}
    return dice.choice(
        (
            None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, -(10**30), 10**400, 1e308, -1e308, 0.1, float("nan"),
            float("inf"), "", " ", "0", "-1", "nan", "inf", "1e400", "9" * 400, "9" * 5000, "9" * 308 + " TB",
            "x" * 10_000, "\0", "\ud800",
            "\uffff", "a\nb", "../../../etc/passwd", "C:\\con.wav", "/", ".", "..", "人声" * 300, "{0.x} {text} {", "%s%n",
            "http://", "http://[", "https://exa mple/\r\nX: y", "file:///etc/passwd", "//[::1", "2026-99-99 99:99:99",
            "<script>" * 50, "<" * 3000, "&#x110000;", "&#99999999999;", [], {}, [[]], [None], {"": None}, {"a": []}, deep,
            list(range(500)), {str(n): n for n in range(500)},
        )
    )  # fmt: skip


def broken_bytes(data: bytes, dice: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """A few changes, most of them near the beginning, where headers are."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 9, 20))):
        if not made:
            break
        at = dice.randrange(min(len(made), dice.choice((16, 64, 256, 1024, len(made), len(made)))))
        dice.choice(_CHANGES)(made, at, dice)
    if others and dice.random() < 0.08:
        made = made[: dice.randrange(len(made) + 1)] + bytearray(dice.choice(others))[dice.randrange(200) :]
    return bytes(made[: 4 * len(data) + 4096])


def _flip(made: bytearray, at: int, dice: random.Random) -> None:
    made[at] ^= 1 << dice.randrange(8)


def _any(made: bytearray, at: int, dice: random.Random) -> None:
    made[at] = dice.randrange(256)


def _number(made: bytearray, at: int, dice: random.Random) -> None:
    size = dice.choice((1, 2, 4, 8))
    value = dice.choice((*_NUMBERS, len(made), len(made) - at)) & ((1 << 8 * size) - 1)
    made[at : at + size] = value.to_bytes(size, dice.choice(("little", "big")))


def _cut(made: bytearray, at: int, _dice: random.Random) -> None:
    del made[at:]


def _lose(made: bytearray, at: int, dice: random.Random) -> None:
    del made[at : at + dice.choice((1, 2, 7, 64, 1000))]


def _repeat(made: bytearray, at: int, dice: random.Random) -> None:
    piece = made[at : at + dice.choice((1, 4, 16, 200))]
    made[at:at] = piece * dice.choice((1, 2, 50))


def _zeros(made: bytearray, at: int, dice: random.Random) -> None:
    size = dice.choice((1, 4, 32, 512))
    made[at : at + size] = bytes([dice.choice((0, 0xFF, 0x20))]) * size


def _swap(made: bytearray, at: int, dice: random.Random) -> None:
    other, size = dice.randrange(len(made)), dice.choice((1, 4, 64))
    made[at : at + size], made[other : other + size] = made[other : other + size], made[at : at + size]


_CHANGES: Final[tuple[Callable[[bytearray, int, random.Random], None], ...]] = (
    _flip, _flip, _any, _any, _number, _number, _number, _cut, _lose, _repeat, _zeros, _swap,
)  # fmt: skip


def broken_json(data: bytes, dice: random.Random) -> bytes:
    """Values changed, lost, doubled, and at times the text itself."""
    try:
        value = json.loads(data)
    except ValueError:
        return broken_bytes(data, dice)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        value = _changed(value, dice)
    text = json.dumps(value, ensure_ascii=dice.random() < 0.5)
    made = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.1:
        deep = dice.choice((b"[", b'{"data":', b'{"stems":['))
        return made[: dice.randrange(len(made) + 1)] + deep * dice.choice((50, 2000, 100_000))
    return broken_bytes(made, dice) if dice.random() < 0.2 else made


def _changed(value: Any, dice: random.Random) -> Any:
    """`value` with one place in it changed."""
    if not isinstance(value, (dict, list)) or not value or dice.random() < 0.08:
        return nonsense(dice)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = dice.choice(keys)
    made: Any = dict(value) if isinstance(value, dict) else list(value)
    chance = dice.random()
    if chance < 0.12:
        del made[key]
    elif chance < 0.2 and isinstance(made, list):
        made *= dice.choice((2, 30))
    elif chance < 0.26 and isinstance(made, dict):
        made[dice.choice(("data", "status", "files", "\0", "x" * 300))] = made.pop(key)
    else:
        made[key] = _changed(value[key], dice)
    return made
