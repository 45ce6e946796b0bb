"""What the window's process loads, and when: while a library loads, Python's lock is held, and what plays has a gap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stemdesk.gui.shell.startup import FirstPaint
from tests.patience import looks
from tests.sounds import make_song

ROOT = Path(__file__).resolve().parents[3]
#: Opens the window's modules, then does what a person may do while a song plays; prints what that has loaded.
PROGRAM = """
import json, sys
from pathlib import Path
import stemdesk.app, stemdesk.gui.shell.main_window
from stemdesk.core.later import load_all
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.analysis.waveform_peaks import load_peaks
from stemdesk.audio.export.mixdown import Mixdown, render

def libraries():
    files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
    return {name for name, file in files.items() if Path(file).suffix in (".so", ".pyd")}

stemdesk.app.build().close()
load_all()  # as the window does a moment after it is there: see below
before, folder = libraries(), Path(sys.argv[1])
for number, encoding in enumerate(ENCODINGS.values()):
    mixdown = Mixdown([folder / "a.wav", folder / "b.wav"], [TrackSettings()] * 2, tempo=0.8, semitones=1, normalise=-14)
    render(mixdown, folder / f"{number}{encoding.format.suffix}", encoding)
    load_peaks(folder / f"{number}{encoding.format.suffix}", folder)
print(json.dumps([sorted(before), sorted(libraries() - before)]))
"""

#: Starts as a person does; once the window is painted it presses the button of the menus, and prints what there is by then.
#: Then it has the player built, and counts windows that are shown meanwhile.
FIRST = """
import enum, json, os, sys
from stemdesk.cli import main
import stemdesk.app
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication
from stemdesk.gui.shell import startup

class Shown(QObject):
    windows = 0

    def eventFilter(self, watched, event):
        self.windows += event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow()
        return False

def with_constants():
    kinds = [enum.Enum]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.__qualname__.split(".")[0] for kind in kinds if kind.__module__.startswith("PySide6")}

class Look(startup.FirstPaint):
    def _tell(self):
        modules, qt = sorted(sys.modules), sorted(with_constants())
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, startup.MainWindow))
        next(b for b in window.findChildren(QAbstractButton) if b.accessibleName() == "Menu").click()
        popup, is_to_come = QApplication.activePopupWidget(), window.player_side is None
        popup.close()
        shown = Shown()
        QApplication.instance().installEventFilter(shown)
        assert window.player is not None
        print(json.dumps([modules, qt, popup is not None, is_to_come, shown.windows]), flush=True)
        os._exit(0)

startup.FirstPaint = Look
main([])
"""


def test_the_first_paint_waits_for_nothing_that_it_does_not_show(home: Path) -> None:
    """It took 1.1 s of processor time when all of this was loaded before."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STEMDESK_HOME": str(home)}
    told = subprocess.run(
        [sys.executable, "-c", FIRST], cwd=ROOT, env=environment, capture_output=True, check=True
    ).stdout
    modules, qt, menu_opens, player_is_to_come, windows = json.loads(told)
    libraries = (
        "numpy",
        "scipy",
        "av",
        "soundfile",
        "sounddevice",
        "soxr",
        "httpx",
        "keyring",
        "cryptography",
        "mutagen",
        "PySide6.QtNetwork",
    )
    ours = (
        "http", "inference", "audio.playback.player", "audio.export", "audio.transcription", "lyrics", "updates",
        "jobs.delivery", "jobs.runner", "gui.library.trash", "gui.shell.drop_target",
        *(f"gui.{room}" for room in ("player", "arrangement", "export", "lyrics", "tracks", "preferences")),
    )  # fmt: skip
    needless = [*libraries, *(f"stemdesk.{room}" for room in ours)]
    assert [name for name in modules if any(name == each or name.startswith(f"{each}.") for each in needless)] == []
    assert [name for name in modules if name.startswith("stemdesk.providers") and name.endswith(".provider")] == []
    # QStyle: 560 constants. QAccessible: 190. QWizard is nobody's: PySide has looked through all kinds of widgets.
    assert not {"QStyle", "QAccessible", "QWizard"} & set(qt)
    assert "QLineEdit" in qt  # which is there: the classes are looked for in the right place
    assert menu_opens
    assert player_is_to_come
    assert not windows  # while the player is built: a widget that is shown before it has a place flashes as one


#: Starts, and ends once the rest is loaded and tidied up: prints whether garbage is collected from then on.
SETTLED = """
import gc, os
from stemdesk.cli import main
from stemdesk.gui.shell import startup

tidy = startup._tidy_memory

def told() -> None:
    tidy()
    print(gc.isenabled(), gc.get_freeze_count() > 0, flush=True)
    os._exit(0)

startup._tidy_memory = told
main([])
"""


def test_garbage_is_collected_once_the_window_is_there(home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STEMDESK_HOME": str(home)}
    command = [sys.executable, "-c", SETTLED]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True).stdout
    assert told.split() == ["True", "True"]


def test_a_window_that_is_opened_out_of_sight_is_filled_too(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitSignal(FirstPaint(window).happened):
        pass


@pytest.mark.slow
def test_nothing_that_a_person_does_while_it_plays_loads_a_library(tmp_path: Path) -> None:
    make_song(tmp_path / "a.wav", 1.0)
    make_song(tmp_path / "b.wav", 1.0, rate=48_000)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    before, later = json.loads(told)
    assert "av.audio.stream" in before
    assert not later
    assert not [name for name in before if name.startswith("scipy")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_what_the_window_does_not_need_to_be_there_is_loaded_before_anything_plays(home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STEMDESK_HOME": str(home)}
    program = subprocess.Popen([sys.executable, "-m", "stemdesk"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wanted = ("/av/", "libsndfile", "/numpy/", "_ssl.")
        assert any(all(part in Path(f"/proc/{program.pid}/maps").read_text() for part in wanted) for _ in looks(60.0))
    finally:
        program.kill()
        program.wait()
