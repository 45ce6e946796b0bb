"""An evening with the player on a real screen: a marker, a range that is looped, a tempo that is typed."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from stemdesk.gui.base.theme import DARK, stem_color
from tests.e2e import screen as screens
from tests.e2e.newcomer import Newcomer, jobs_of_source
from tests.e2e.soundcard import RATE, SoundCard
from tests.patience import looks
from tests.sounds import make_song

pytestmark = pytest.mark.slow

#: From the right edge of the window to the middle of these boxes.
TEMPO, PITCH = 311, 211


class Eyes:
    """Finds things on the screen by their colour."""

    def __init__(self, screen: screens.Screen, folder: Path) -> None:
        self._screen = screen
        self._picture = folder / "seen.png"

    def find(self, color: QColor, *, least: int = 20) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns of its pixels, as soon as there are so many of them."""
        for _ in looks(pause=0.2):
            screens.save_picture(self._screen, self._picture)
            image = QImage(str(self._picture)).convertToFormat(QImage.Format.Format_RGB32)
            pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
            rows, columns = np.nonzero((pixels & 0xFFFFFF) == (color.rgb() & 0xFFFFFF))
            if len(rows) >= least:
                return rows, columns
        raise AssertionError(f"nothing on the screen is {color.name()}")


class Hands:
    def __init__(self, screen: screens.Screen) -> None:
        self._screen = screen

    def presses(self, *keys: str) -> None:
        for key in keys:
            self._screen.do("key", key)

    def types(self, words: str) -> None:
        self._screen.do("type", "--delay", 30, words)
        self._screen.do("key", "Return")

    def clicks(self, x: int, y: int) -> None:
        self._screen.do("mousemove", "--sync", x, y)
        self._screen.do("click", 1)

    def drags(self, start: int, end: int, y: int) -> None:
        self._screen.do("mousemove", "--sync", start, y)
        self._screen.do("mousedown", 1)
        for step in range(1, 6):
            self._screen.do("mousemove", "--sync", start + (end - start) * step // 5, y)
        self._screen.do("mouseup", 1)


def test_a_marker_is_named_and_dragged_a_range_looped_tempo_and_pitch_typed(
    screen: screens.Screen, unheard_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    for stem in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{stem}.wav", 10.0)
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text("[window]\ntheme=dark\nlanguage=en\n", "utf-8")
    environment = {**os.environ, **screen.environment, **unheard_card.environment, "STEMDESK_HOME": str(home)}
    command = [sys.executable, "-m", "stemdesk", str(tmp_path / "stems")]
    eyes, hands = Eyes(screen, tmp_path), Hands(screen)
    with Newcomer(screen, unheard_card, command, environment, jobs=jobs_of_source) as person:
        person.comes_forward()
        waveform, _ = eyes.find(stem_color("vocals"), least=2000)
        hands.presses("n")
        hands.types("Intro song")  # with a space, which must not play
        hands.presses("Escape", "ctrl+j")
        hands.types("5")
        hands.presses("n")
        hands.types("Chorus")
        hands.presses("Escape")
        rows, columns = eyes.find(QColor(DARK.warn), least=400)
        flags = int(np.min(rows)) + 5
        zero, five = int(np.min(columns)), int(columns[columns > np.min(columns) + 200].min())

        def at(seconds: float) -> int:
            return round(zero + (five - zero) * seconds / 5)

        hands.drags(at(7.5), at(9), int(np.median(waveform)))
        hands.presses("l")
        hands.drags(at(5) + 8, at(3) + 8, flags)
        lowest, _ = eyes.find(QColor(DARK.accent))
        _, all_columns = eyes.find(QColor(DARK.bg))
        for box, words in ((TEMPO, "80"), (PITCH, "2")):
            hands.clicks(int(np.max(all_columns)) - box, int(np.max(lowest)) - 10)
            hands.types(words)
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "player-story.png")
        assert person.closes() == (0, b"")  # libraries complain of what is left at the end: a resampler was
    kept = _mix(home)
    intro, chorus = kept["markers"]
    assert (intro["name"], intro["frame"]) == ("Intro song", 0)
    assert chorus["name"] == "Chorus"
    assert abs(chorus["frame"] / RATE - 3) < 0.3
    start, end = (frame / RATE for frame in kept["loop"])
    assert abs(start - 7.5) < 0.3
    assert abs(end - 9) < 0.3
    assert (kept["tempo"], kept["semitones"]) == (0.8, 2.0)


def _mix(home: Path) -> dict[str, Any]:
    """What the program has kept of what was set."""
    (file,) = home.rglob("stemdesk.sqlite3")
    with sqlite3.connect(file) as database:
        ((settings,),) = database.execute("SELECT settings FROM mixes").fetchall()
    return dict(json.loads(settings))
