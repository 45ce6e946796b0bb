"""MVSEP from the command line: the command in a process of its own, the service as a real server beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from stemdesk.core.exit_codes import ExitCode
from tests.cli.test_cli import events, stemdesk
from tests.sounds import make_song
from tests.standins.http import Reply
from tests.standins.mvsep import TOKEN, Mvsep
from tests.standins.mvsep_catalogue import CATALOGUE


def test_models_lists_every_active_algorithm_with_every_option_and_choice(mvsep: Mvsep) -> None:
    result = stemdesk("models", "--provider", "mvsep", "--json")
    assert result.returncode == 0, result.stderr
    (listed,) = events(result)
    found = {model["id"]: model for model in listed}
    active = {str(entry["render_id"]): entry for entry in CATALOGUE if entry["is_active"]}
    assert set(found) == set(active)
    for number, entry in active.items():
        model = found[number]
        assert set(model) == {"id", "name", "group", "stems", "options", "formats", "price_per_minute", "audience",
                              "rating", "input", "download"}  # fmt: skip
        assert model["name"] == entry["name"]
        wanted = {f["name"]: f for f in entry["algorithm_fields"] if isinstance(f, dict) and f["name"]}
        assert {option["key"] for option in model["options"]} == set(wanted)
        for option in model["options"]:
            choices = wanted[option["key"]]["options"]
            if isinstance(choices, str):
                choices = json.loads(choices) if choices.startswith('{"') else {}
            if isinstance(choices, list):
                choices = {str(i): label for i, label in enumerate(choices)}
            assert {c["value"]: c["label"] for c in option["choices"]} == choices
            assert option["kind"] == ("choice" if choices else "text")
    assert "no_upload" in mvsep.asked("/api/app/algorithms")[0].query["scopes"]


def test_models_without_a_network_come_from_the_last_list_and_say_so(mvsep: Mvsep) -> None:
    assert stemdesk("models", "--provider", "mvsep", "--json").returncode == 0
    mvsep.fail("/api/app/algorithms", reply=Reply(404, b"<html>maintenance</html>"), times=100)
    result = stemdesk("models", "--provider", "mvsep", "--search", "karaoke", "--json")
    assert result.returncode == 0
    assert [model["id"] for model in events(result)[0]] == ["49"]
    assert "Using the list of" in result.stderr


def test_a_song_is_split_by_the_service(mvsep: Mvsep, song: Path, tmp_path: Path) -> None:
    result = stemdesk("separate", song, "--provider", "mvsep", "--model", "20", "-o", "add_opt1=2", "--format", "flac16",
                      "--output", tmp_path / "out", "--json")  # fmt: skip
    assert result.returncode == 0, result.stderr
    done = events(result)[-1]
    assert [stem["stem"] for stem in done["stems"]] == ["vocals", "instrumental"]
    assert all(Path(stem["path"]).is_file() for stem in done["stems"])
    (sent,) = mvsep.asked("/api/separation/create")
    assert (sent.form["sep_type"], sent.form["add_opt1"], sent.form["output_format"]) == ("20", "2", "2")
    card = json.loads((tmp_path / "out" / "a song" / "stemdesk.json").read_text("utf-8"))
    assert card["model_name"] == "Demucs4 HT (vocals, drums, bass, other)"
    assert TOKEN not in json.dumps(card)


def test_a_wrong_token_is_exit_code_3(mvsep: Mvsep, song: Path) -> None:
    result = stemdesk("separate", song, "--provider", "mvsep", "--json", STEMDESK_MVSEP_TOKEN="wrong")
    assert result.returncode == ExitCode.CREDENTIALS
    assert events(result)[-1]["error"]["kind"] == "auth"


def test_an_unknown_outcome_is_exit_code_4_with_the_ways_on(mvsep: Mvsep, song: Path) -> None:
    mvsep.fail("/api/separation/create")
    result = stemdesk("separate", song, "--provider", "mvsep")
    assert result.returncode == ExitCode.UNKNOWN_OUTCOME
    assert "--how go_on" in result.stderr
    assert "charged a second time" in result.stderr
    (job,) = events(stemdesk("jobs", "--json"))[0]
    assert job["state"] == "attention"
    assert stemdesk("retry", job["job"], "--json").returncode == ExitCode.UNKNOWN_OUTCOME
    assert len(mvsep.asked("/api/separation/create")) == 1
    assert stemdesk("retry", job["job"], "--how", "nonsense").returncode == ExitCode.USAGE
    assert stemdesk("retry", job["job"], "--how", "anew", "--json").returncode == 0
    assert mvsep.created["a song.wav"] == 1


def test_an_unclear_job_can_be_given_up(mvsep: Mvsep, song: Path) -> None:
    mvsep.fail("/api/separation/create")
    stemdesk("separate", song, "--provider", "mvsep")
    (job,) = events(stemdesk("jobs", "--json"))[0]
    assert stemdesk("cancel", job["job"]).returncode == 0
    (job,) = events(stemdesk("jobs", "--json"))[0]
    assert job["state"] == "cancelled"


def test_pairs_and_prompts_are_checked_before_anything_is_sent(mvsep: Mvsep, song: Path, tmp_path: Path) -> None:
    other = make_song(tmp_path / "songs" / "other.wav", 0.3)
    for wrong in (["--model", "68", song], ["--model", "115", song, "-o", "add_opt1=x"], ["--model", "115"],
                  ["--model", "40"], ["--model", "9999", song], ["--model", "40", "-o", "add_opt1=77", song]):  # fmt: skip
        result = stemdesk("separate", "--provider", "mvsep", *wrong)
        assert (result.returncode, mvsep.asked("/api/separation/create")) == (ExitCode.USAGE, []), wrong
        assert result.stderr.startswith("stemdesk: ")
    out: list[str | Path] = ["--output", tmp_path / "out"]
    assert stemdesk("separate", song, other, "--provider", "mvsep", "--model", "68", *out).returncode == 0
    spoken = stemdesk("separate", "--provider", "mvsep", "--model", "115", "-o", "add_opt1=Hello there", *out)
    assert spoken.returncode == 0
    assert spoken.stdout.splitlines() == [str(tmp_path / "out" / "Hello there" / "Hello there (speech).flac")]


def test_a_large_file_is_warned_about_and_sent_all_the_same(mvsep: Mvsep, tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 320)
    result = stemdesk("separate", song, "--provider", "mvsep", "--output", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert "50 MB without premium and 200 MB with it" in result.stderr


def test_logging_in_without_a_password_store_says_what_to_do(mvsep: Mvsep) -> None:
    result = stemdesk("account", "login", "mvsep", stdin="ada@example.com\nright horse\n",
                      PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")  # fmt: skip
    assert result.returncode == ExitCode.CREDENTIALS
    assert "STEMDESK_MVSEP_TOKEN" in result.stderr
    assert mvsep.seen == []


def test_registering_tells_the_services_words(mvsep: Mvsep) -> None:
    good = stemdesk("account", "register", "mvsep", stdin="Zoe\nzoe@example.com\nhunter2\n")
    assert (good.returncode, "verification email sent to zoe@example.com" in good.stderr) == (0, True)
    again = stemdesk("account", "register", "mvsep", stdin="Zoe\nzoe@example.com\nhunter2\n")
    assert again.returncode == ExitCode.FAILED
    assert "already been taken" in again.stderr
    assert "hunter2" not in good.stderr + again.stderr


def test_the_account_its_switches_and_the_history(mvsep: Mvsep, tmp_path: Path) -> None:
    mvsep.start(mvsep.premium, "40", "From The Web.mp3")
    (user,) = events(stemdesk("mvsep", "user", "--json"))
    assert (user["name"], user["credits"], user["plan"]) == ("Ada", 119, "premium")
    assert all(isinstance(switch["label"], str) for switch in user["switches"])
    assert stemdesk("mvsep", "switch", "long-filenames", "on").returncode == 0
    assert mvsep.premium.long_filenames_enabled == 1
    (history,) = events(stemdesk("mvsep", "history", "--json"))
    (past,) = history
    result = stemdesk("mvsep", "fetch", past["hash"], "--output", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        "from-the-web (vocals).wav", "from-the-web (instrumental).wav"
    ]  # fmt: skip
    assert mvsep.asked("/api/separation/create") == []
    assert stemdesk("mvsep", "user", STEMDESK_MVSEP_TOKEN="").returncode == ExitCode.CREDENTIALS


def test_queue_news_demos_and_the_quality_checker(mvsep: Mvsep, tmp_path: Path) -> None:
    mvsep.publish_demo("demo.mp3")
    (queue,) = events(stemdesk("mvsep", "queue", "--json"))
    assert queue == {"queues": {"being separated": 7, "premium waiting": 2, "registered waiting": 31,
                                "unregistered waiting": 118}, "plan": ["premium", 2]}  # fmt: skip
    assert "x()" not in stemdesk("mvsep", "news").stdout
    assert events(stemdesk("mvsep", "demos", "--json"))[0][0]["title"] == "demo.mp3"
    board = stemdesk("mvsep", "quality", "leaderboard", "--dataset", "1", "--sort", "sdr_instrum", "--filter", "model 1",
                     "--json")  # fmt: skip
    (page,) = events(board)
    assert [(row["name"], row["values"]["sdr_vocals"]) for row in page["rows"]] == [("MVSep model 1", 10.5)]
    archive = tmp_path / "mine.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "a")
    add: list[str | Path] = [
        "mvsep",
        "quality",
        "add",
        archive,
        "--name",
        "Mine",
        "--text",
        "My own",
        "--dataset",
        "2",
        "--json",
    ]
    assert stemdesk(*add, stdin="\n").returncode == ExitCode.USAGE
    (added,) = events(stemdesk(*add, stdin="pw\n"))
    (entry,) = events(stemdesk("mvsep", "quality", "entry", str(added["id"]), "--json"))[0]
    assert (entry["name"], entry["done"]) == ("Mine", False)
    assert stemdesk("mvsep", "quality", "delete", str(added["id"]), stdin="wrong\n").returncode == ExitCode.FAILED
    assert stemdesk("mvsep", "quality", "delete", str(added["id"]), stdin="pw\n").returncode == 0
    for command in (["queue"], ["entry", "7"], ["datasets"]):
        assert stemdesk("mvsep", "quality", *command).returncode == 0


def test_the_price_is_told_before_anything_is_sent(mvsep: Mvsep, song: Path, tmp_path: Path) -> None:
    long = make_song(tmp_path / "long.wav", 200)
    result = stemdesk("separate", song, long, "--provider", "mvsep", "--model", "26", "--price", "--json")
    assert result.returncode == 0, result.stderr
    (told,) = events(result)
    assert [(row["song"], row["credits"]) for row in told["songs"]] == [("a song.wav", 1), ("long.wav", 8)]
    assert told["credits"] == 9
    assert mvsep.asked("/api/separation/create") == []
    assert "together" in stemdesk("separate", song, long, "--provider", "mvsep", "--price").stdout
    assert stemdesk("separate", song, "--price").returncode == 0


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus and gnome-keyring",
)
def test_logging_in_puts_the_token_into_the_systems_keyring_and_the_password_nowhere(
    mvsep: Mvsep, tmp_path: Path, home: Path
) -> None:
    script = (
        "echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"
        f"printf 'ada@example.com\\nright horse\\n' | {sys.executable} -m stemdesk account login mvsep && "
        f"{sys.executable} -m stemdesk mvsep user --json"
    )
    environment = {key: value for key, value in os.environ.items() if key != "STEMDESK_MVSEP_TOKEN"}
    environment |= {"XDG_DATA_HOME": str(tmp_path / "data"), "PYTHON_KEYRING_BACKEND":
                    "keyring.backends.SecretService.Keyring"}  # fmt: skip
    done = subprocess.run(["dbus-run-session", "--", "bash", "-c", script], env=environment, capture_output=True,
                          text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["name"] == "Ada"
    for path in [p for folder in (home, tmp_path / "data") for p in folder.rglob("*") if p.is_file()]:
        content = path.read_bytes()
        assert b"right horse" not in content, path
        assert TOKEN.encode() not in content, path
