"""A program that plays stems as the window does, steered by lines on standard input. For tests, in its own process.

    python -m tests.e2e.play STEM…      then: play | pause | seek FRAME | loop A B | gain LANE DB | mute LANE | quit

Each event of the player is a line of output.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from stemdesk.audio.deck import Loop
from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.player import Player, PlayerEvent, Transport


def main() -> None:
    stems = [Path(name) for name in sys.argv[1:]]
    lanes = [LaneSetting() for _ in stems]

    def tell(event: PlayerEvent) -> None:
        words = event.value if isinstance(event, Transport) else type(event).__name__.lower()
        print(words, getattr(event, "message", ""), flush=True)

    player = Player(tell)
    player.open(stems)
    for line in sys.stdin:
        match line.split():
            case ["play"]:
                player.play()
            case ["pause"]:
                player.pause()
            case ["seek", frame]:
                player.seek(int(frame))
            case ["loop", start, end]:
                player.set_loop(Loop(int(start), int(end)))
            case ["position"]:
                print("position", player.position, flush=True)
            case ["gain", lane, db]:
                lanes[int(lane)] = replace(lanes[int(lane)], gain_db=float(db))
                player.set_lanes(lanes)
            case ["mute", lane]:
                lanes[int(lane)] = replace(lanes[int(lane)], muted=not lanes[int(lane)].muted)
                player.set_lanes(lanes)
            case ["quit"]:
                break
    print("underruns", player.underruns, flush=True)
    player.quit()


if __name__ == "__main__":
    main()
