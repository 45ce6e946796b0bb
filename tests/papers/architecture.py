"""Draws the picture of the rooms for `stemdesk/README.md`, legible on light and on dark pages.

python -m tests.papers.architecture      writes resources/screenshots/architecture.svg
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).resolve().parents[2] / "resources" / "screenshots" / "architecture.svg"
_WIDTH, _HEIGHT = 960, 640
_STYLE: Final = """
  text { font: 14px system-ui, "Noto Sans", "Segoe UI", sans-serif; fill: #1b1f2a; }
  .name { font-weight: 600; font-size: 16px; } .note { fill: #555c6d; font-size: 13px; } .page { fill: #f4f5f9; }
  .room { fill: #ffffff; stroke: #b9bfce; }
  .way { stroke: #4456e6; stroke-width: 2.5; fill: none; } .head { fill: #4456e6; } .step { fill: #4456e6; }
  .number { fill: #ffffff; font-weight: 600; font-size: 12px; text-anchor: middle; }
  @media (prefers-color-scheme: dark) {
    text { fill: #eceef4; } .note { fill: #a7aec0; } .page { fill: #14171f; } .room { fill: #1e2230; stroke: #454c60; }
    .way { stroke: #8091ff; } .head { fill: #8091ff; } .step { fill: #8091ff; } .number { fill: #14171f; }
  }
"""


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    notes: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


ROOMS: Final = (
    Room("gui", ("the window: every widget,", "and the bridge to the engine's thread"), 30, 70, 430, 80),
    Room("commands", ("the same without Qt:", "cli.py, arguments.py"), 500, 70, 430, 80),
    Room("jobs", ("the durable queue on its own thread: engine, runner,", "store, library, delivery"), 30, 200, 560, 80),
    Room("accounts", ("keyring, environment, session",), 630, 200, 300, 80),
    Room("lyrics", ("files, tags, LRCLIB",), 30, 330, 160, 80),
    Room("providers", ("the contract, and a room per service:", "local · mvsep · dango · tencent · sami"),
         220, 330, 370, 80),
    Room("http", ("requests, retries, transfers",), 630, 330, 300, 80),
    Room("audio", ("playback, export, what is heard of a song, files, dsp",), 30, 460, 430, 66),
    Room("inference", ("trained models, in a process of their own",), 500, 460, 430, 66),
    Room("core", ("plain data and rules; imports nothing of ours",), 30, 560, 560, 58),
    Room("workers", ("our own processes and threads",), 630, 560, 300, 58),
)  # fmt: skip
#: The numbers of the walk in the README, by the rooms where its steps happen.
STEPS: Final = {"gui": (1, 3, 8, 11), "jobs": (2, 4, 7), "providers": (5,), "inference": (6,), "audio": (9, 10)}
#: Arrows as points.
WAYS: Final = (
    ((245, 150), (245, 200)), ((545, 150), (545, 200)), ((310, 280), (310, 330)), ((590, 240), (630, 240)),
    ((590, 370), (630, 370)), ((110, 410), (110, 460)), ((245, 410), (245, 460)), ((545, 410), (545, 460)),
    ((245, 526), (245, 560)),
    ((780, 526), (780, 560)),
)  # fmt: skip


def drawing() -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>The rooms of StemDesk, from the window above to plain data below; each imports only what is below it</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}" rx="14"/>',
        '<text x="30" y="42" class="name">Imports go down, never up</text>',
        '<text x="930" y="42" class="note" text-anchor="end">app.py puts the objects together (context.py)</text>',
    ]
    parts += [_arrow(start, end) for start, end in WAYS]
    parts += [_room(room) for room in ROOMS]
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _room(room: Room) -> str:
    lines = [
        f'<rect class="room" x="{room.x}" y="{room.y}" width="{room.width}" height="{room.height}" rx="10"/>',
        f'<text class="name" x="{room.x + 18}" y="{room.y + 27}">{escape(room.name)}</text>',
    ]
    for number, note in enumerate(room.notes):
        lines.append(f'<text class="note" x="{room.x + 18}" y="{room.y + 47 + 18 * number}">{escape(note)}</text>')
    numbers = STEPS.get(room.name, ())
    for place, number in enumerate(reversed(numbers)):
        x, y = room.x + room.width - 22 - 27 * place, room.y + 22
        lines.append(
            f'<circle class="step" cx="{x}" cy="{y}" r="11"/><text class="number" x="{x}" y="{y + 4}">{number}</text>'
        )
    return "\n".join(lines)


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = start, end
    if x1 == x2:
        return f'<path class="way" d="M{x1} {y1}V{y2 - 8}"/><path class="head" d="M{x2} {y2}l-6 -10h12z"/>'
    return f'<path class="way" d="M{x1} {y1}H{x2 - 8}"/><path class="head" d="M{x2} {y2}l-10 -6v12z"/>'


def main() -> int:
    TARGET.write_text(drawing(), "utf-8")
    print(TARGET)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
