"""What the window's process loads, and when: while a library loads, Python's lock is held, and what plays has a gap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
