"""Dango, Tencent and SAMI from the command line, against their stand-ins: whole jobs, and what the request logs say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sounds import make_song


def stemdesk(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stemdesk", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", timeout=300)


def charged(url: str) -> int:
    import urllib.request

    with urllib.request.urlopen(f"{url}/_report") as answer:
        return int(json.load(answer)["charged"])


def test_a_song_is_split_by_tencent_and_by_sami(services: dict[str, str], home: Path, tmp_path: Path) -> None:
    song = make_song(tmp_path / "Été – 夏.wav", 0.5)
    for provider, model, expected, calls in (
        ("tencent", "2", {"vocals", "drums", "bass", "other"}, 1), ("sami", "2track", {"vocals", "instrumental"}, 2),
    ):  # fmt: skip
        done = stemdesk(
            "separate", song, "--provider", provider, "--model", model, "--output", tmp_path / provider, "--json"
        )
        lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 0, done.stderr
        assert lines[-1]["event"] == "done"
        assert {stem["stem"] for stem in lines[-1]["stems"]} == expected
        assert all(Path(stem["path"]).parent == tmp_path / provider / "Été – 夏" for stem in lines[-1]["stems"])
        assert charged(services[provider]) == calls


@pytest.mark.parametrize("provider", ["dango", "tencent", "sami"])
def test_without_credentials_it_is_exit_code_3_that_names_them(home: Path, tmp_path: Path, provider: str) -> None:
    song = make_song(tmp_path / "x.wav", 0.2)
    done = stemdesk("separate", song, "--provider", provider, "--json", "--output", tmp_path)
    assert done.returncode == 3
    error = json.loads(done.stdout.splitlines()[-1])["error"]
    assert error["kind"] == "auth"
    assert "Accounts" in error["message"]


@pytest.mark.parametrize(("provider", "count"), [("dango", 9), ("tencent", 3), ("sami", 2)])
def test_models_are_listed_as_the_contract_says(home: Path, provider: str, count: int) -> None:
    models = json.loads(stemdesk("models", "--provider", provider, "--json").stdout)
    assert len(models) == count
    for model in models:
        assert set(model) == {"id", "name", "group", "stems", "options", "formats", "price_per_minute", "audience", "rating",
                              "input", "download"}  # fmt: skip
        assert model["price_per_minute"] is None
        assert model["stems"]
