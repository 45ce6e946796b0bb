"""What plays does not stutter while the song is listened to: by the real networks, in processes as the window starts them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.audio.dsp.mixer import RAMP_SECONDS
from stemdesk.audio.transcription.stem_notes import notes_of
from stemdesk.core.stems import StemFile
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from tests.e2e.soundcard import RATE, SoundCard, find
from tests.e2e.test_sound import playing, total
from tests.sounds import music, write

pytestmark = pytest.mark.slow

STEMS = ("vocals", "drums", "bass", "other")
SECONDS = 20.0
ARE_THERE = shelf.can_run() and all(shelf.is_ready(known_models()[name]) for name in ("beats", "chords", "notes"))


@pytest.mark.skipif(not ARE_THERE, reason="the networks of beats, chords and notes are not here (stemdesk models get)")
def test_what_plays_is_whole_while_beats_chords_and_notes_are_listened_for(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    """Two at once, as the window does it, again and again until the song is over."""
    stems = []
    for seed, name in enumerate(STEMS):
        write(tmp_path / f"{name}.wav", music(SECONDS, seed=seed) / np.float32(len(STEMS)), RATE, "FLOAT")
        stems.append(StemFile(name, tmp_path / f"{name}.wav"))
    is_over = threading.Event()
    heard: list[object] = []

    def beats_and_chords() -> None:
        for number in range(1000):
            if not is_over.is_set():
                heard.append(analysis_of(stems, None, tmp_path / f"cache {number}", is_over.is_set))

    def notes() -> None:
        for number in range(1000):
            if not is_over.is_set():
                stem = stems[number % len(stems)]
                heard.append(notes_of(stem, tmp_path / f"notes {number}", is_over.is_set))

    with ThreadPoolExecutor(2) as pool:
        with sound_card.recording() as recorder, playing(sound_card, [stem.path for stem in stems]) as player:
            work = [pool.submit(beats_and_chords), pool.submit(notes)]
            player.say("play")
            recorder.listen(SECONDS)
            player.hear("ended")
            recorder.listen(0.5)
            underruns = player.end()
            is_over.set()
        for each in work:
            each.result()
    assert heard, "nobody has listened meanwhile"
    assert underruns == 0
    true = total([stem.path for stem in stems])
    body = true[round(RAMP_SECONDS * RATE) + 1 : len(true) - round(0.06 * RATE)]
    at = find(body, recorder.heard)
    assert np.max(np.abs(recorder.heard[at : at + len(body)] - body)) < 1e-6
