"""Programs that StemDesk starts learn nothing of its accounts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from stemdesk.accounts.credentials import Credentials, Origin
from stemdesk.app import build
from stemdesk.providers.mvsep.description import DESCRIPTION as MVSEP
from stemdesk.workers import worker_process

SHOW = "import os; print(*sorted(name for name in os.environ if name.startswith('STEMDESK_')))"


def test_what_is_started_finds_no_tokens_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", "secret")
    monkeypatch.setenv("STEMDESK_ELSEWHERE_PASSWORD", "secret")
    desk = build()
    try:
        # as Qt starts a browser or a file manager: with what the system itself keeps for children
        started = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
        assert started.stdout.split() == ["STEMDESK_HOME"]
        assert Credentials().find(MVSEP) == {"token": ("secret", Origin.ENVIRONMENT)}
    finally:
        desk.close()


def test_our_own_processes_get_what_they_need_and_no_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_TENCENT_SECRET_KEY", "secret")
    given = worker_process.environment()
    assert "secret" not in given.values()
    assert given["STEMDESK_HOME"] == os.environ["STEMDESK_HOME"]
    assert given["PATH"] == os.environ["PATH"]


def test_listening_to_a_song_does_not_keep_the_other_cores_busy_with_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert worker_process.environment()["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")  # whoever knows better
    assert worker_process.environment()["OPENBLAS_NUM_THREADS"] == "3"
