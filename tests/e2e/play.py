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

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.files.multitrack_reader import FrameRange, TrackFile
from stemdesk.audio.playback.messages import PlayerEvent, Transport
from stemdesk.audio.playback.output_device import OutputSettings
from stemdesk.audio.playback.play_stream import PlaybackSettings, SpeedTrainer
from stemdesk.audio.playback.player import Player


def say(*words: object) -> None:
    """A line, at once: events come from other threads, and `print` writes a line in pieces."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    words = sys.argv[1:]
    partial = None
    if words[0] == "--partial":
        partial, words = (int(words[1]), int(words[2])), words[3:]
    stems = [TrackFile(Path(name), partial=partial) for name in words]
    tracks = [TrackSettings() for _ in stems]

    def tell(event: PlayerEvent) -> None:
        words = event.value if isinstance(event, Transport) else type(event).__name__.lower()
        say(words, getattr(event, "message", ""))

    player = Player(tell)
    playback_settings = PlaybackSettings()
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
                player.set_playback_settings(
                    playback_settings := replace(playback_settings, loop=FrameRange(int(start), int(end)))
                )
            case ["tempo", tempo]:
                player.set_playback_settings(playback_settings := replace(playback_settings, tempo=float(tempo)))
            case ["pitch", semitones]:
                player.set_playback_settings(
                    playback_settings := replace(playback_settings, semitones=float(semitones))
                )
            case ["trainer", step, top]:
                player.set_playback_settings(
                    playback_settings := replace(playback_settings, trainer=SpeedTrainer(float(step), float(top)))
                )
            case ["silence", track, start, end]:
                player.set_mute_ranges([[]] * int(track) + [[FrameRange(int(start), int(end))]])
            case ["device", *words]:
                player.use_device(OutputSettings(" ".join(words)))
            case ["outputs"]:
                player.ask_outputs()
            case ["levels"]:
                say("levels", *(round(level.peak_db, 1) for level in player.levels()))
            case ["position"]:
                say("position", player.position, player.tempo)
            case ["gain", track, db]:
                tracks[int(track)] = replace(tracks[int(track)], gain_db=float(db))
                player.set_tracks(tracks)
            case ["mute", track]:
                tracks[int(track)] = replace(tracks[int(track)], muted=not tracks[int(track)].muted)
                player.set_tracks(tracks)
            case ["quit"]:
                break
    say("underruns", player.underruns)
    player.quit()


if __name__ == "__main__":
    main()
