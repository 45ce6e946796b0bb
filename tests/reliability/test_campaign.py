"""Nothing lost, nothing paid twice: the campaign, in as many parts at once as there are cores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.service import FAULTS

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life of the program is a fork here")
def test_every_song_is_charged_once_and_every_stem_is_whole_whenever_the_program_is_killed(tmp_path: Path) -> None:
    shares = max(1, os.cpu_count() or 1)
    environment = {key: value for key, value in os.environ.items() if key != "STEMDESK_HOME"}
    parts = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.campaign", "--share", f"{share}/{shares}",
             "--report", str(tmp_path / f"{share}.json")],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for share in range(min(shares, len(FAULTS)))
    ]  # fmt: skip
    said = [part.communicate(timeout=1500)[0] for part in parts]
    reports = [json.loads((tmp_path / f"{share}.json").read_text("utf-8")) for share in range(len(parts))]
    trouble = [words for report in reports for words in report["trouble"]]
    assert trouble == [], "\n".join(said)
    rows = {fault: row for report in reports for fault, row in report["rows"].items()}
    assert set(rows) == set(FAULTS)
    together: Counter[str] = sum((Counter(row) for row in rows.values()), Counter())
    assert together["runs"] >= 300
    assert together["kills"] >= 400
    assert all(row["kills"] > 0 for row in rows.values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life of the program is a fork here")
def test_the_other_services_charge_once_too_and_again_only_where_the_user_said_so(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "STEMDESK_HOME"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.others", "--report", str(tmp_path / "report.json")],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["trouble"] == [], done.stdout
    assert len(report["rows"]) == 8
    assert all(row["kills"] > 0 for row in report["rows"].values())
