"""Nothing lost, nothing paid twice, nothing wrong: the campaign, in two parts at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.campaign import LOCAL, SERVICES, faults_of

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = (("mvsep", "sami"), ("dango", "tencent", LOCAL))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life of the program is a fork here")
def test_every_song_is_charged_once_and_every_stem_is_whole_however_and_whenever_the_program_ends(
    tmp_path: Path,
) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "STEMDESK_HOME"}
    parts = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.campaign", "--points", "1", "--report",
             str(tmp_path / f"{number}.json"), *(word for name in part for word in ("--service", name))],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for number, part in enumerate(PARTS)
    ]  # fmt: skip
    said = [part.communicate(timeout=1500)[0] for part in parts]
    reports = [json.loads((tmp_path / f"{number}.json").read_text("utf-8")) for number in range(len(parts))]
    assert [words for report in reports for words in report["trouble"]] == [], "\n".join(said)
    rows = {name: Counter(row) for report in reports for name, row in report["rows"].items()}
    assert set(rows) == {f"{service}: {fault}" for service in SERVICES for fault in faults_of(service)}
    for service in SERVICES:
        together: Counter[str] = sum((row for name, row in rows.items() if name.startswith(f"{service}:")), Counter())
        assert together["ends"] >= together["runs"] / 3
