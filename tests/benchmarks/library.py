"""Rows: a library of ten thousand songs and jobs beside one of a single song.

Each library lies in a home of its own: every song has a result and the job that made it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stemdesk.core.jobs import Job, JobSpec, JobState, Progress, Results
from stemdesk.core.song_files import SongFile
from stemdesk.core.stems import StemFile
from stemdesk.core.text import verbatim
from stemdesk.jobs.store import Store
from tests.benchmarks.rows import Outcome, Row, in_turns, ratio, run

if TYPE_CHECKING:
    from collections.abc import Callable

MANY: Final = 10_000
_KEPT = tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-")


@cache
def home(songs: int) -> Path:
    """A home with so many songs."""
    folder = Path(_KEPT.name, str(songs))
    (folder / "state").mkdir(parents=True)
    with closing(Store(folder / "state" / "stemdesk.sqlite3")) as store, store._db.transaction():
        for number in range(songs):
            song_id = store.add_song(SongFile(Path(f"/songs/song {number}.flac"), 9_000_000, 44_100, 2, "flac pcm_16"))
            spec = JobSpec(f"/songs/song {number}.flac", "local", "band", "flac24", Path("/stems"), {}, "4 stems")
            job = Job(f"job{number}", spec, Progress(JobState.DONE, 1.0), float(number), song_id=song_id)
            store.add_job(job)
            where = Path(f"/stems/song {number}")
            stems = tuple(StemFile(stem, where / f"{stem}.flac") for stem in ("vocals", "drums", "bass", "other"))
            store._insert_result(song_id, job.id, verbatim("4 stems"), Results(where, stems, ()))
    with closing(sqlite3.connect(folder / "state" / "stemdesk.sqlite3")) as kept, kept:
        kept.execute("UPDATE jobs SET state='done', finished=created")
    return folder


def _store(songs: int) -> float:
    path = home(songs) / "state" / "stemdesk.sqlite3"
    begun = time.perf_counter()
    with closing(Store(path)) as store:
        store.songs()
        store.open_jobs()
    return time.perf_counter() - begun


def _command(songs: int, *words: str) -> float:
    return run([sys.executable, "-m", "stemdesk", *words], {"STEMDESK_HOME": str(home(songs))})


def _window(songs: int) -> float:
    """From the start of Python to the painted list."""
    return run([sys.executable, "-m", "tests.benchmarks.library", str(songs)],
               {"STEMDESK_HOME": str(home(songs)), "QT_QPA_PLATFORM": "offscreen"})  # fmt: skip


def _open_window(songs: int) -> None:
    import asyncio

    from tests.benchmarks.window import open_window

    window, context, loop = open_window(Path(os.environ["STEMDESK_HOME"]).parent, [], Path(os.environ["STEMDESK_HOME"]))

    async def shown() -> None:
        while len(window.songs_panel.songs()) < songs:  # noqa: ASYNC110  a benchmark may look again and again
            await asyncio.sleep(0.005)
        window.repaint()

    loop.run_until_complete(shown())
    window.playback.quit()
    context.close()


def _scrolled(songs: int) -> float:
    """A hundred steps through the list, each painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from stemdesk.gui.base.theme import Theme, ThemeChoice
    from stemdesk.gui.library.songs_panel import SongsPanel

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with closing(Store(home(songs) / "state" / "stemdesk.sqlite3")) as store:
        found = store.songs()
    panel = SongsPanel(Theme(application, ThemeChoice.DARK))
    panel.resize(320, 800)
    panel.show()
    panel.fill(found)
    application.processEvents()
    begun = time.perf_counter()
    bar = panel._list.verticalScrollBar()
    for step in range(100):
        bar.setValue(bar.maximum() * step // 100)
        panel._list.viewport().repaint()
    took = time.perf_counter() - begun
    panel.close()
    return took


def scrolled() -> Outcome:
    return ratio(in_turns(lambda: _scrolled(MANY), lambda: _scrolled(100)), 1.3)


def _beside_one(measure: Callable[[int], float], aim: float | None = 1.3, note: str = "") -> Outcome:
    return ratio(in_turns(lambda: measure(MANY), lambda: measure(1)), aim, note=note)


ROWS = (
    Row("songs-open", f"the window opened with {MANY:,} songs and jobs", "with one song", "≤ 1.3",
        lambda: _beside_one(_window)),
    Row("songs-scroll", f"scrolling {MANY:,} songs", "a hundred songs", "≤ 1.3", scrolled),
    Row("songs-read", f"{MANY:,} songs and results read from the disk", "one song", "≤ 1.3",
        lambda: _beside_one(_store, note="linear: 40 µs a song, most of it for the seven paths of each")),
    Row("jobs-json", f"jobs --json of {MANY:,} jobs", "one job", "≤ 1.3",
        lambda: _beside_one(lambda songs: _command(songs, "jobs", "--json"))),
)  # fmt: skip


if __name__ == "__main__":
    _open_window(int(sys.argv[1]))
