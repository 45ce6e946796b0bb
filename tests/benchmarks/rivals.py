"""Rows: StemDesk's window beside those of Audacity and Mixxx, each as on its second start and later.

A window counts from when it has been painted, not when its splash screen or an empty frame is there (`eyes`). All three have
the same virtual screen and sound card.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.rows import Outcome, Row, in_turns, program, ratio
from tests.benchmarks.window_start import SOURCE, started
from tests.e2e.screen import Screen
from tests.e2e.soundcard import SoundCard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: So that it neither welcomes anybody nor finds what the last one left when it was ended.
_AUDACITY: Final = """PrefsVersion=1.1.1r1
[Version]
Major=3
Minor=2
Micro=4
[GUI]
ShowSplashScreen=0
[Directories]
TempDir={home}/unsaved
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """`prepare` makes its home before each start, on a screen."""

    title: str
    words: Callable[[], Sequence[str]]
    prepare: Callable[[Path, Screen, Mapping[str, str]], None]


def _nothing(_home: Path, _screen: Screen, _environment: Mapping[str, str]) -> None:
    pass


def _without_welcome(home: Path, _screen: Screen, _environment: Mapping[str, str]) -> None:
    kept = home / ".config" / "audacity" / "audacity.cfg"
    shutil.rmtree(home / "unsaved", ignore_errors=True)
    if not kept.exists():
        kept.parent.mkdir(parents=True)
        kept.write_text(_AUDACITY.format(home=home))


def _with_music(home: Path, screen: Screen, environment: Mapping[str, str]) -> None:
    """Mixxx asks for a folder of music once, when its list is made."""
    music, songs = home / "Music", home / ".mixxx" / "mixxxdb.sqlite"
    if music.exists():
        return
    music.mkdir()
    with started([program("mixxx")], screen, home, environment):
        screen.window("Choose music library directory")
    with closing(sqlite3.connect(songs)) as kept, kept:
        kept.execute("INSERT INTO directories(directory) VALUES(?)", (str(music),))


OURS: Final = Rival("StemDesk", lambda: SOURCE, _nothing)
AUDACITY: Final = Rival("Audacity", lambda: [program("audacity")], _without_welcome)
MIXXX: Final = Rival("Mixxx", lambda: [program("mixxx")], _with_music)


def _beside(theirs: Rival) -> Outcome:
    program(theirs.title.lower())
    with tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-") as name:
        screen, card = Screen(), SoundCard(Path(name))
        sound = {key: value for key, value in card.environment.items() if key != "HOME"}

        def painted(rival: Rival) -> float:
            home = Path(name, rival.title)
            home.mkdir(exist_ok=True)
            rival.prepare(home, screen, sound)
            with started(rival.words(), screen, home, sound) as begun:
                return begun.painted(rival.title)

        try:
            return ratio(in_turns(lambda: painted(OURS), lambda: painted(theirs)), 1.0)
        finally:
            card.close()
            screen.close()


ROWS: Final = (
    Row("audacity", "window to its first paint", "Audacity", "≤ 1 ×", lambda: _beside(AUDACITY)),
    Row("mixxx", "window to its first paint", "Mixxx", "≤ 1 ×", lambda: _beside(MIXXX)),
)
