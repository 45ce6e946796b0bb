"""A program that plays stems as the window does, steered by lines on standard input. For tests, in its own process.

    python -m tests.e2e.play STEM…
    python -m tests.e2e.play --partial RATE FRAMES STEM…    (stems that are still being made)

then: replace STEM… | play | pause | seek FRAME | loop A B | tempo T | pitch N | trainer STEP TOP | gain LANE DB | mute LANE |
      silence LANE A B | device NAME | outputs | position | levels | quit

Each event of the player is a line of output.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from stemdesk.audio.device import DeviceChoice
from stemdesk.audio.journey import Course, Trainer
from stemdesk.audio.lanes import LaneFile, Span
from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.orders import PlayerEvent, Transport
from stemdesk.audio.player import Player


def main() -> None:
    words = sys.argv[1:]
    partial = None
    if words[0] == "--partial":
        partial, words = (int(words[1]), int(words[2])), words[3:]
    stems = [LaneFile(Path(name), partial=partial) for name in words]
    lanes = [LaneSetting() for _ in stems]

    def tell(event: PlayerEvent) -> None:
        words = event.value if isinstance(event, Transport) else type(event).__name__.lower()
        print(words, getattr(event, "message", ""), flush=True)

    player = Player(tell)
    course = Course()
    player.open(stems)
    for line in sys.stdin:
        match line.split():
            case ["replace", *names]:
                player.replace([Path(name) for name in names])
            case ["play"]:
                player.play()
            case ["pause"]:
                player.pause()
            case ["seek", frame]:
                player.seek(int(frame))
            case ["loop", start, end]:
                player.set_course(course := replace(course, loop=Span(int(start), int(end))))
            case ["tempo", tempo]:
                player.set_course(course := replace(course, tempo=float(tempo)))
            case ["pitch", semitones]:
                player.set_course(course := replace(course, semitones=float(semitones)))
            case ["trainer", step, top]:
                player.set_course(course := replace(course, trainer=Trainer(float(step), float(top))))
            case ["silence", lane, start, end]:
                player.silence([[]] * int(lane) + [[Span(int(start), int(end))]])
            case ["device", *words]:
                player.use_device(DeviceChoice(" ".join(words)))
            case ["outputs"]:
                player.ask_outputs()
            case ["levels"]:
                print("levels", *(round(level.peak_db, 1) for level in player.levels()), flush=True)
            case ["position"]:
                print("position", player.position, player.tempo, flush=True)
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
