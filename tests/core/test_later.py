"""What is not needed at the start is not loaded then: a short command answers sooner, and so does the window."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("av", "httpcore", "httpx", "keyring", "mutagen", "numpy", "rich", "scipy", "soundfile", "soxr")


def loaded_by(code: str) -> set[str]:
    told = f"{code}\nimport sys, json; print(json.dumps([name for name in sys.modules]), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "command", [["jobs", "--json"], ["models", "--json"], ["models", "--provider", "tencent", "--json"]]
)
def test_a_command_that_only_looks_loads_neither_sound_nor_network(command: list[str]) -> None:
    loaded = loaded_by(f"from stemdesk.cli import main\nassert main({command}) == 0")
    assert not loaded & (set(HEAVY) - {"rich"})


@pytest.mark.slow
def test_the_window_is_there_before_what_it_does_not_show_yet() -> None:
    loaded = loaded_by("import stemdesk.app, stemdesk.gui.shell.startup")
    assert not loaded & set(HEAVY)
    code = "import stemdesk.app, stemdesk.gui.shell.startup\nfrom stemdesk.core.later import load_all\nload_all()"
    assert {"av.subtitles.stream", "httpx", "keyring", "mutagen", "soundfile"} <= loaded_by(code)
