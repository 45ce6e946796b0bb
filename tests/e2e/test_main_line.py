"""A song in, stems out, and heard: the real program on a real screen with a real sound card, driven from outside."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import numpy as np

from tests.demo import SHIPPED
from tests.e2e import screen as screens
from tests.e2e.newcomer import PREVIEW, Newcomer, jobs_of_source
from tests.e2e.soundcard import RATE, SoundCard, difference
from tests.networks import HAS_SPLEETER
from tests.sounds import decibels, music, read, write


def test_a_song_is_dropped_split_and_heard(
    screen: screens.Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    song = tmp_path / "歌曲" / "Demo – été 夏.ogg"
    song.parent.mkdir()
    shutil.copy(SHIPPED, song)
    environment = {**os.environ, **screen.environment, **sound_card.environment, "STEMDESK_HOME": str(home)}
    command = [sys.executable, "-m", "stemdesk"]
    if not HAS_SPLEETER:
        (home / "config").mkdir(parents=True)
        (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    with Newcomer(screen, sound_card, command, environment, jobs=jobs_of_source) as person:
        job = person.splits(song)
        heard = person.plays(6.0)
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "main-line.png")
        assert person.closes() == (0, b"")
    true = np.sum([read(Path(stem["path"])) for stem in job["stems"]], axis=0)
    assert decibels(true - _song()) < -80
    assert np.max(np.abs(heard)) > 0.1
    assert difference(true[2 * RATE : 4 * RATE], heard) < 1e-5


def test_a_long_song_is_heard_while_it_is_still_being_split(
    screen: screens.Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    true = music(200.0)
    write(tmp_path / "long.wav", true, RATE, "PCM_16")
    environment = {**os.environ, **screen.environment, **sound_card.environment, "STEMDESK_HOME": str(home)}
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    command = [sys.executable, "-m", "stemdesk", str(tmp_path / "long.wav")]
    with Newcomer(screen, sound_card, command, environment, jobs=jobs_of_source) as person:
        heard, state = person.splits_and_listens(12.0)
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "early.png")
        assert state == "processing"
        assert person.closes() == (0, b"")
    waits = _silences(heard)  # on a busy machine what is heard may reach what has been made, fade out, and go on
    assert waits <= 3
    pieces = [true[at : at + RATE // 2] for at in range(2 * RATE, 8 * RATE, RATE // 2)]
    assert sum(difference(piece, heard) < 1e-3 for piece in pieces) >= len(pieces) - 2 * waits


def _silences(heard: np.ndarray) -> int:
    """How often nothing is heard for a twentieth of a second, between sounds."""
    sounding = np.flatnonzero(np.any(heard != 0, axis=1))
    return int(np.sum(np.diff(sounding) > RATE // 20))


def _song() -> np.ndarray:
    from stemdesk.audio.files.reader import open_audio

    return open_audio(SHIPPED).read(10_000_000)
