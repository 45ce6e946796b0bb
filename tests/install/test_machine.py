"""The two commands' own rules: what is missing is named, what cannot be installed ends with the command that would."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

PACKAGING = Path(__file__).resolve().parent.parent.parent / "packaging"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are a matter of Linux")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("machine")


def test_nothing_is_missing_on_a_machine_that_runs_these_tests(machine: Any) -> None:
    assert machine.missing_packages(for_tests=False) == {}


def test_without_the_right_the_exact_command_is_told_and_nothing_is_run(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a command was run")

    monkeypatch.setitem(machine.LIBRARIES, "libnothere.so.9", "libnothere9")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(machine.subprocess, "run", forbidden)
    with pytest.raises(machine.CannotSetUp) as caught:
        machine.install_missing(for_tests=False)
    assert "sudo apt-get install -y --no-install-recommends libnothere9" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)


def test_on_another_linux_the_missing_things_are_named(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(machine.LIBRARIES, "libnothere.so.9", "libnothere9")
    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    with pytest.raises(machine.CannotSetUp, match=r"libnothere\.so\.9"):
        machine.install_missing(for_tests=False)


def test_the_pins_name_no_host_and_all_have_hashes() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        pins = (PACKAGING / name).read_text("utf-8")
        assert "://" not in pins
        assert "index" not in pins
        packages = [line for line in pins.splitlines() if line and not line.startswith((" ", "#"))]
        assert len(packages) > 20
        assert all("==" in line and line.endswith("\\") for line in packages)


@pytest.mark.parametrize(("name", "group"), [("", "build"), ("-test", "test"), ("-freeze", "freeze")])
def test_a_requirement_that_has_no_pin_would_be_missing_in_a_fresh_clone(name: str, group: str) -> None:
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"][group]
    named = {re.split(r"[<>=!~;\[ ]", line)[0].lower() for line in wanted if isinstance(line, str)}
    pins = (PACKAGING / f"requirements{name}.txt").read_text("utf-8")
    assert named <= {line.split("==")[0] for line in pins.splitlines()}


def test_every_sentence_is_translated_and_compiled() -> None:
    command = [sys.executable, str(PACKAGING / "translations.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
