"""Makes the pictures of the README from the running program.

    python -m tests.papers.pictures [FOLDER [NAME]…]      without a folder: resources/screenshots; without names: all

The real window on an offscreen screen, with the real engine, and stand-ins of the services. What may differ from run to
run is a pixel of the playhead, the meters and the seconds that a job took.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import keyring
import numpy as np
import qasync
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView

from stemdesk.app import build
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback import player_output
from stemdesk.audio.playback.messages import Transport
from stemdesk.core.app_paths import demo_song, resources
from stemdesk.gui.base import i18n
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.base.theme import QT_ARGUMENTS, Theme, ThemeChoice
from stemdesk.gui.jobs.jobs_panel import JobsPanel
from stemdesk.gui.shell.main_window import MainWindow
from stemdesk.gui.shell.top_bar import SPLIT
from stemdesk.providers.local.workers import Workers
from tests.papers.half_way import HALF
from tests.standins import dango, mvsep, sami, tencent
from tests.standins.bucket import NAME, Bucket
from tests.standins.dango import Dango
from tests.standins.mvsep import Mvsep
from tests.standins.mvsep_catalogue import CATALOGUE, algorithm
from tests.standins.sami import Sami
from tests.standins.tencent import Tencent

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.context import AppContext

SIZE: Final = (1400, 875)
ROOT: Final = Path(__file__).resolve().parents[2]
_PATIENCE: Final = 120.0
_BLOCK: Final = 1024


class Window:
    """One start of the program, and what somebody does at its window."""

    def __init__(self, application: QApplication, theme: ThemeChoice, language: str = "en", **choices: str) -> None:
        self._context = build()
        i18n.install(application, language)
        settings = Settings(self._context.app_paths)
        for key, value in choices.items():
            settings.remember(key.replace("__", "/"), value)
        settings.set_favourite("mvsep", "63", True)
        if choices.get("provider") == "mvsep":
            settings.output = Path("/home/ada/Music/Stems")
        self.window = MainWindow(self._context, Theme(application, theme), settings)
        self.window.resize(*SIZE)
        self.window.show()

    @property
    def context(self) -> AppContext:
        return self._context

    def begin(self) -> None:
        self.window.begin([], demo_song())

    async def close(self) -> None:
        self.window.hide()
        await asyncio.to_thread(self._context.close)

    def find(self, name: str) -> QAbstractButton | None:
        found = self.window.findChildren(QAbstractButton)
        return next((button for button in found if button.accessibleName() == name and button.isVisible()), None)

    async def click(self, name: str) -> None:
        await until(lambda: (found := self.find(name)) is not None and found.isEnabled())
        found = self.find(name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def models(self) -> list[str]:
        for found in self.window.findChildren(QListView):
            if found.accessibleName() == tr("Models") and found.isVisible():
                model = found.model()
                return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        return []

    def fold_jobs(self) -> None:
        self.window.findChildren(JobsPanel)[0].unfold(False)

    async def picture(self, path: Path, *, settle: float = 1.0) -> None:
        await asyncio.sleep(settle)  # hovers, fades and waveforms come to rest
        self.window.grab().save(str(path))
        print(path, flush=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not condition():  # noqa: ASYNC110  what is waited for is what is on screen
            await asyncio.sleep(0.02)


class Loudspeaker:
    """An output that nobody hears: it asks for sound at the speed of the music."""

    device = "Loudspeaker"
    is_alive = True

    def __init__(self, rate: int, callback: Callable[..., None], _choice: object) -> None:
        self._rate, self._callback = rate, callback
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        if not self._thread.is_alive():
            self._thread.start()

    def close(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        out = np.zeros((_BLOCK, 2), np.float32)
        due = time.perf_counter()
        while not self._stop.wait(max(0.0, due - time.perf_counter())):
            self._callback(out, due, False)
            due += _BLOCK / self._rate


# --- the three pictures -----------------------------------------------------------------------------------------------


async def play(application: QApplication, path: Path) -> None:
    """The demo song, split on this computer: a loop, a marker, one stem muted."""
    mock.patch.object(player_output, "open_output", Loudspeaker).start()
    person = Window(application, ThemeChoice.DARK, model__local="band")
    person.begin()
    await person.click("Split")
    playback, practice = person.window.playback, person.window.practice
    await until(lambda: person.find("Mute Drums") is not None and playback.ready is None and playback.frames > 0)
    await until(lambda: practice.beats is not None)
    assert practice.beats is not None
    bars = practice.beats.bar_frames
    await person.click("Mute Drums")
    playback.set_gain(2, -6.0)
    playback.set_pan(3, 0.3)
    practice.mark("Chorus", int(bars[8]))
    playback.set_loop(FrameRange(int(bars[4]), int(bars[8])))
    playback.pause()
    playback.seek(int(bars[5]) + playback.rate)
    person.fold_jobs()
    await person.picture(path)
    await person.close()


async def split(application: QApplication, path: Path) -> None:
    """The split view at MVSEP, with every service ready."""
    person = Window(application, ThemeChoice.LIGHT, provider="mvsep", model__mvsep="40")
    person.begin()
    await until(lambda: len(person.models()) > 10)
    known = person.window._accounts
    services = [description.id for description in person.context.registry.descriptions() if description.credentials]
    await until(lambda: all((account := known.of(id_)) and account.has_credentials for id_ in services))
    assert len(services) == 4
    assert not [id_ for id_ in services if (account := known.of(id_)) and account.error is not None]
    person.window.show_view(SPLIT)
    person.fold_jobs()
    await person.picture(path, settle=2.0)
    await person.close()


async def early(application: QApplication, path: Path) -> None:
    """A song that is heard while its second half is still being split."""
    mock.patch.object(player_output, "open_output", Loudspeaker).start()
    person = Window(application, ThemeChoice.DARK, model__local="band", provider="local")
    person.context.registry.get("local")._workers = Workers("tests.papers.half_way")  # type: ignore[attr-defined]
    person.begin()
    await person.click("Split")
    playback = person.window.playback
    await until(lambda: playback.frames > 0 and (playback.ready or 0) >= HALF * playback.frames)
    await until(lambda: playback.transport is Transport.PLAYING and playback.seconds >= 9.0)
    await person.picture(path, settle=0)
    await person.click("Cancel StemDesk Demo.ogg")
    await person.close()


def catalogue() -> list[dict[str, Any]]:
    """The stand-in's models as they are meant to look, and a few more by the names that MVSEP gives them."""
    wanted = [entry for entry in CATALOGUE if entry["is_active"] and "Broken" not in entry["name"]]
    return [
        *wanted,
        algorithm(63, "BS Roformer SW (vocals, bass, drums, guitar, piano, other)", order_id=3, orientation=2,
                  rating={"average": "4.71", "total": 187}),
        algorithm(28, "Ensemble (vocals, instrum, bass, drums, other)", order_id=8, price_coefficient=2,
                  algorithm_group={"id": 3, "name": "Ensembles"}, algorithm_group_id=3),
    ]  # fmt: skip


def services(stack: ExitStack) -> None:
    """All four, with accounts, on loopback."""
    bucket = stack.enter_context(Bucket(tencent.SECRET_ID))
    at_mvsep = stack.enter_context(Mvsep(catalogue()))
    os.environ.update(
        STEMDESK_MVSEP_URL=at_mvsep.url, STEMDESK_MVSEP_TOKEN=mvsep.TOKEN,
        STEMDESK_DANGO_URL=stack.enter_context(Dango()).url, STEMDESK_DANGO_TOKEN=dango.TOKEN,
        STEMDESK_TENCENT_URL=stack.enter_context(Tencent(bucket.put)).url, STEMDESK_TENCENT_COS_URL=bucket.url,
        STEMDESK_TENCENT_SECRET_ID=tencent.SECRET_ID, STEMDESK_TENCENT_SECRET_KEY=tencent.SECRET_KEY,
        STEMDESK_TENCENT_CONTENT_ID=tencent.CONTENT_ID, STEMDESK_TENCENT_BUCKET=NAME,
        STEMDESK_TENCENT_REGION="us-east-1", STEMDESK_SAMI_URL=(at_sami := stack.enter_context(Sami())).url,
        STEMDESK_SAMI_OPENAPI_URL=at_sami.url, STEMDESK_SAMI_APPKEY=sami.APPKEY,
        STEMDESK_SAMI_ACCESS_KEY=sami.ACCESS_KEY, STEMDESK_SAMI_SECRET_KEY=sami.SECRET_KEY,
    )  # fmt: skip


SCENES: Final = {"play": play, "split": split, "early": early}


def take(name: str, path: Path) -> None:
    """One picture, in a process of its own: closing the window ends the program."""
    keyring.set_keyring(null.Keyring())
    application = QApplication(["stemdesk", *QT_ARGUMENTS])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    loop.run_until_complete(SCENES[name](application, path))
    sys.stdout.flush()
    os._exit(0)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--take"]:
        take(arguments[1], Path(arguments[2]))
    folder = Path(arguments[0]) if arguments else resources() / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for name in list(os.environ):
        if name.startswith("STEMDESK_"):
            del os.environ[name]
    os.environ.update(PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1.25")
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        os.environ["STEMDESK_HOME"] = home
        services(stack)
        for name in arguments[1:] or SCENES:
            path = folder / f"{name}.png"
            subprocess.run(
                [sys.executable, "-m", "tests.papers.pictures", "--take", name, str(path)], cwd=ROOT, check=True
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
