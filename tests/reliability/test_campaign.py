"""Nothing lost, nothing paid twice, nothing wrong: the campaign, service by service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.campaign import SERVICES, faults_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life of the program is a fork here")
def test_every_song_is_charged_once_and_every_stem_is_whole_however_and_whenever_the_program_ends(
    service: str, tmp_path: Path
) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "STEMDESK_HOME"}
    told = tmp_path / "report.json"
    command = [sys.executable, "-m", "tests.reliability.campaign", "--points", "1", "--report", str(told)]
    done = subprocess.run(
        [*command, "--service", service], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=1500,
    )  # fmt: skip
    report = json.loads(told.read_text("utf-8"))
    assert report["trouble"] == [], done.stdout
    rows = {name: Counter(row) for name, row in report["rows"].items()}
    assert set(rows) == {f"{service}: {fault}" for fault in faults_of(service)}
    together: Counter[str] = sum(rows.values(), Counter())
    assert together["ends"] >= together["runs"] / 3
