"""Whose fault a gap is: that of the machine, which excuses a recording, or the player's own, which does not."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from tests.e2e.test_sound import playing, some_stems
from tests.e2e.witness import HARMLESS, Witness

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.soundcard import Recorder, SoundCard


def test_a_witness_that_nobody_woke_says_for_how_long(sound_card: SoundCard) -> None:
    with sound_card.recording() as clock:
        witness = Witness()
        _hold_up(witness.process.pid, clock)
        assert witness.longest_pause() > HARMLESS


def test_a_player_that_is_held_up_counts_an_underrun(sound_card: SoundCard, tmp_path: Path) -> None:
    """PortAudio says so in three cases of four: PulseAudio's word may come too late for it."""
    with sound_card.recording() as recorder, playing(sound_card, some_stems(tmp_path, 2, 6.0)) as player:
        player.say("play")
        recorder.listen_for_sound(20.0)
        for _ in range(3):
            _hold_up(player.pid, recorder)
            recorder.listen(0.7)
        assert player.end() == 3


def _hold_up(process: int, clock: Recorder) -> None:
    os.kill(process, signal.SIGSTOP)
    clock.listen(0.3)
    os.kill(process, signal.SIGCONT)
