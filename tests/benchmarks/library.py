"""Rows: libraries of a hundred and of ten thousand songs and jobs beside one of a single song.

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

    from stemdesk.gui.library.songs_panel import SongsPanel

#: A single song has nothing to be scrolled; as many fill the list.
PAGE: Final = 20
FEW: Final = 100
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


def _command(songs: int, *words: str) -> float:
    return run([sys.executable, "-m", "stemdesk", *words], {"STEMDESK_HOME": str(home(songs))})


def _window(songs: int) -> float:
    """From the start of Python to the painted list."""
    return run([sys.executable, "-m", "tests.benchmarks.library", str(songs)],
               {"STEMDESK_HOME": str(home(songs)), "QT_QPA_PLATFORM": "offscreen"})  # fmt: skip


def _open_window(songs: int) -> None:
    import asyncio
    import gc

    gc.disable()  # as `stemdesk.cli` does until the window is there
    from tests.benchmarks.window import open_window

    window, context, loop = open_window(Path(os.environ["STEMDESK_HOME"]).parent, [], Path(os.environ["STEMDESK_HOME"]))

    async def shown() -> None:
        while len(window.songs_panel.songs()) < songs:  # noqa: ASYNC110  a benchmark may look again and again
            await asyncio.sleep(0.005)
        window.repaint()

    loop.run_until_complete(shown())
    window.playback.quit()
    context.close()


@cache
def _panel(songs: int) -> SongsPanel:
    """The list of songs on a screen of memory, painted once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from stemdesk.gui.base.theme import Theme, ThemeChoice
    from stemdesk.gui.library.songs_panel import SongsPanel

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with closing(Store(home(songs) / "state" / "stemdesk.sqlite3")) as store:
        found = store.songs()
    theme = Theme(application, ThemeChoice.DARK)
    panel = SongsPanel(theme)
    theme.dress(panel)
    panel.resize(320, 800)
    panel.show()
    panel.fill(found)
    application.processEvents()
    return panel


def _scrolled(songs: int) -> float:
    """A hundred steps through the list, each painted."""
    panel = _panel(songs)
    begun = time.perf_counter()
    bar = panel._list.verticalScrollBar()
    for step in range(100):
        bar.setValue(bar.maximum() * step // 100)
        panel._list.viewport().repaint()
    return time.perf_counter() - begun


def _searched(songs: int) -> float:
    """The last song but one of the list is typed and painted, twenty times."""
    panel = _panel(songs)
    begun = time.perf_counter()
    for _ in range(20):
        panel._list.setCurrentIndex(panel._model.index(0))
        panel._list.keyboardSearch("")  # what was typed before is forgotten
        panel._list.keyboardSearch("song 1.")
        panel._list.viewport().repaint()
    took = time.perf_counter() - begun
    found = panel._model.row(panel._list.currentIndex())
    if found is None or found.title != "song 1.flac":
        raise ValueError(f"found {found}")
    return took


def _told(songs: int) -> float:
    return _command(songs, "jobs", "--json")


def _rows(short: str, what: str, measure: Callable[[int], float], least: int = 1, limit: str = "") -> list[Row]:
    def beside(songs: int) -> Callable[[], Outcome]:
        return lambda: ratio(in_turns(lambda: measure(songs), lambda: measure(least)), 1.3)

    against = "one song" if least == 1 else f"{least} songs, as a page has"
    return [
        Row(f"{short}-{songs}", what.format(songs=f"{songs:,}"), against, "≤ 1.3", beside(songs), limit)
        for songs in (FEW, MANY)
    ]


ROWS: Final = (
    *_rows("open", "the window opened with {songs} songs and jobs", _window,
           limit="each song and its result are read (15 µs) while Python builds the window"),
    *_rows("search", "typing the name of a song among {songs}", _searched, PAGE),
    *_rows("scroll", "scrolling {songs} songs", _scrolled, PAGE),
    *_rows("jobs-json", "jobs --json of {songs} jobs", _told,
           limit="every job is written, so it grows with them: half of that is SQLite, half 500 letters for each"),
)  # fmt: skip


if __name__ == "__main__":
    _open_window(int(sys.argv[1]))
