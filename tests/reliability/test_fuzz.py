"""Broken input of every kind, a little of each; `python -m tests.reliability.fuzz` does as much as one has time for."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import NOTHING, text

pytest.importorskip("resource", reason="the fuzzer limits its cases as POSIX can")

from tests.reliability.fuzz import Figures, Findings, Target, fuzz

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cases run in forks")


def test_no_broken_input_of_any_kind_crashes_hangs_or_takes_the_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.reliability.fuzz", "--cases", "1900", "--keep", str(tmp_path / "found")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    cases = re.search(r"^(\d+) cases", result.stdout, re.MULTILINE)
    assert cases
    assert int(cases[1]) > 1800


def _fine(_data: bytes, _folder: Path) -> None:
    raise StemDeskError(ErrorKind.DECODE, text("It is damaged."))


def _wordless(_data: bytes, _folder: Path) -> None:
    raise StemDeskError(ErrorKind.DECODE, NOTHING)


def _crash(_data: bytes, _folder: Path) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _hungry(_data: bytes, _folder: Path) -> None:
    bytearray(400 << 20)


def _wrong(_data: bytes, _folder: Path) -> None:
    raise ValueError


def _hangs(_data: bytes, _folder: Path) -> None:
    os.read(os.pipe()[0], 1)


def _leaves(_data: bytes, _folder: Path) -> None:
    os._exit(0)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (_fine, None), (_wordless, "without words"), (_crash, "killed by SIGTERM"), (_hungry, "more than 300 MB"),
        (_wrong, "ValueError"), (_hangs, "no end after"), (_leaves, "ended the process"),
    ],
)  # fmt: skip
def test_the_fuzzer_sees_each_kind_of_wrong_end(
    run: object, words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if run is _hangs:
        monkeypatch.setattr("tests.reliability.fuzz.LONGEST", 2.0)
    findings = Findings()
    figures: Figures = fuzz(Target("made up", _made, run), range(2), 1, findings)  # type: ignore[arg-type]
    assert figures.cases == 2
    assert sum(findings.often.values()) == (0 if words is None else 2)
    assert all(words is not None and words in place for place in findings.found)


def _made(dice: random.Random) -> bytes:
    return dice.randbytes(10)
