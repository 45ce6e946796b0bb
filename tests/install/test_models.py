"""The trained models beside the pinned packages: brought once, said when they cannot be, named with their licence."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def environment(packaging: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    module = importlib.import_module("environment")
    monkeypatch.setattr(module, "_folder", lambda _: tmp_path)
    return module


def bring(environment: Any, monkeypatch: pytest.MonkeyPatch, profile: str) -> list[list[str]]:
    run: list[list[str]] = []
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **_: run.append(command))
    environment._bring_models(profile, Path(sys.executable))
    return run


def test_a_start_from_source_asks_once_and_never_again(environment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = bring(environment, monkeypatch, "run")
    assert command == [sys.executable, "-m", "stemdesk.inference"]
    assert bring(environment, monkeypatch, "run") == []
    assert len(bring(environment, monkeypatch, "test")) == 1  # a suite wants them whenever it can have them


def test_where_the_download_is_refused_it_is_said_in_a_sentence_and_that_is_all(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from stemdesk.inference import __main__ as bring;"
        f"bring.shared_models = lambda: (pathlib.Path({str(tmp_path)!r}) / 'models',); raise SystemExit(bring.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert all("could not be downloaded" in line for line in told)
    assert any(line.startswith("Spleeter 2 stems ") for line in told)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_shipped_model_is_listed_with_licence_and_authors(packaging: Path) -> None:
    notices = importlib.import_module("app.notices")
    known = json.loads((ROOT / "resources" / "models" / "spleeter-2stems.json").read_text("utf-8"))
    name = f"{known['id']}-{known['file']['sha256'][:8]}.onnx"
    (part,) = notices.components([(f"stemdesk/resources/models/{name}", f"/x/share/stemdesk/models/{name}")])
    assert (part.licence, part.version) == ("MIT", "2.1.0")
    (listed,) = json.loads(notices.sbom([part], "1"))["components"]
    assert listed["type"] == "machine-learning-model"
    assert listed["authors"] == [{"name": known["authors"]}]
    assert "Permission is hereby granted" in notices.third_party([part], "1")


def test_an_app_with_one_model_of_four_is_no_package_for_anybody(packaging: Path, tmp_path: Path) -> None:
    make = importlib.import_module("make")
    known = [json.loads(file.read_text("utf-8")) for file in (ROOT / "resources" / "models").glob("*.json")]
    ours = {f"{model['id']}-{model['file']['sha256'][:8]}.onnx": model["name"] for model in known if "package" in model}
    assert len(ours) >= 4
    inside = tmp_path / "_internal" / "stemdesk" / "resources" / "models"
    inside.mkdir(parents=True)
    for file, name in ours.items():
        assert name in make.missing_models(tmp_path)
        (inside / file).write_bytes(b"")
    assert make.missing_models(tmp_path) == []
    (inside / file).rename(inside / f"{file[:-13]}00000000.onnx")  # an older version
    assert make.missing_models(tmp_path) == [name]


def test_a_model_that_nobody_knows_stops_the_build(packaging: Path) -> None:
    notices = importlib.import_module("app.notices")
    with pytest.raises(notices.UnknownFile):
        notices.components([("stemdesk/resources/models/x.onnx", "/x/share/stemdesk/models/x.onnx")])
