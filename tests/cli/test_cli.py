"""The command line as scripts use it: the installed command in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stemdesk import __version__
from tests.sounds import decibels, make_song, read

COMMAND = [sys.executable, "-m", "stemdesk"]


def stemdesk(*arguments: str | Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        input=stdin if stdin is not None else "", env={**os.environ, **environment},
    )  # fmt: skip


def events(result: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


#: Splits without a trained network, which is not everywhere where tests run.
BAND = ("--model", "preview-band")


def test_version() -> None:
    result = stemdesk("--version")
    assert (result.returncode, result.stdout) == (0, f"stemdesk {__version__}\n")


def test_no_command_imports_qt() -> None:
    code = (
        "import sys; from stemdesk.cli import main; code = main(['providers', '--json']);"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'qasync'))]; sys.exit(code)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_mixing_does_not_wait_for_what_only_services_need(song: Path, tmp_path: Path) -> None:
    """Half of a short mix was loading the network and the job queue."""
    code = (
        "import sys; from stemdesk.cli import main; code = main(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.startswith(('httpx', 'keyring', 'stemdesk.jobs'))]; sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "mix", str(song), "--output", str(tmp_path / "mix.wav")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_separate_json_keeps_to_the_contract(song: Path, tmp_path: Path) -> None:
    result = stemdesk("separate", song, *BAND, "--json", "--output", tmp_path / "out", "-o", "prefer=vocals")
    assert result.returncode == 0, result.stderr
    lines = events(result)
    for line in lines[:-1]:
        assert set(line) == {"event", "job", "state", "fraction", "detail"}
        assert line["event"] == "job"
        assert line["fraction"] is None or 0 <= line["fraction"] <= 1
    done = lines[-1]
    assert set(done) == {"event", "job", "stems", "documents"}
    assert [stem["stem"] for stem in done["stems"]] == ["vocals", "drums", "bass", "other"]
    parts = [read(Path(stem["path"])) for stem in done["stems"]]
    assert decibels(sum(parts) - read(song)) < -80
    assert Path(done["stems"][0]["path"]) == tmp_path / "out" / "a song" / "a song (vocals).flac"


def test_separate_for_people_prints_where_the_stems_are(song: Path, tmp_path: Path) -> None:
    result = stemdesk("separate", song, "--model", "preview-vocals", "--format", "wav16", "--output", tmp_path)
    assert result.returncode == 0
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        "a song (vocals).wav",
        "a song (instrumental).wav",
    ]


def test_a_bad_file_fails_by_name_and_the_others_go_on(song: Path, tmp_path: Path) -> None:
    bad = tmp_path / "words.mp3"
    bad.write_text("words")
    result = stemdesk("separate", bad, tmp_path / "gone.wav", song, *BAND, "--json", "--output", tmp_path / "out")
    assert result.returncode == 1
    ends = [line for line in events(result) if line["event"] != "job"]
    kinds = [line["error"]["kind"] if line["event"] == "failed" else line["event"] for line in ends]
    assert sorted(kinds) == ["decode", "disk", "done"]
    assert any("words.mp3" in line.get("error", {}).get("message", "") for line in ends)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names in no encoding exist on Linux")
def test_a_name_that_is_in_no_encoding_is_split_like_any_other(song: Path, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.wav"
    Path(os.fsdecode(odd)).write_bytes(song.read_bytes())
    result = stemdesk("separate", os.fsdecode(odd), *BAND, "--json", "--output", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["caf"]
    (jobs,) = events(stemdesk("jobs", "--json"))
    assert jobs[0]["state"] == "done"


def test_a_folder_is_all_its_songs(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_song(tmp_path / "album" / f"{name}.wav", 0.5)
    result = stemdesk(
        "separate", tmp_path / "album", "--model", "preview-vocals", "--json", "--output", tmp_path / "out"
    )
    assert result.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one", "two"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["separate"], ["separate", "x.wav", "--provider", "nobody"], ["separate", "x.wav", "--model", "nothing"],
        ["separate", "x.wav", "-o", "prefer=loud"], ["separate", "x.wav", "-o", "nonsense"],
        ["separate", "x.wav", "--format", "xyz"], ["separate", "x.wav", "--provider", "dango", "--model", "99"],
        ["models", "--provider", "no"],
        ["cancel", "nothere"], ["retry", "nothere"], ["account", "show", "local"], ["account", "set", "nobody"],
        ["mix", ".", "--output", "x.wav"], ["--nonsense"], ["jobs", "extra"],
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2_with_a_reason(wrong: list[str]) -> None:
    result = stemdesk(*wrong)
    assert result.returncode == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_links_are_refused_by_this_computer_as_unsupported() -> None:
    result = stemdesk("separate", "https://example.invalid/a.mp3?token=secret", "--json")
    assert result.returncode == 1
    assert events(result)[-1]["error"]["kind"] == "unsupported"


def test_providers_and_models_are_arrays_of_the_contract() -> None:
    (providers,) = events(stemdesk("providers", "--json"))
    assert [provider["id"] for provider in providers] == ["local", "mvsep", "dango", "tencent", "sami"]
    (models,) = events(stemdesk("models", "--provider", "local", "--json"))
    assert {"vocals", "drums", "bass", "other"} in [set(model["stems"]) for model in models]
    assert set(models[0]) == {
        "id", "name", "group", "stems", "options", "formats", "price_per_minute", "audience", "rating", "input",
        "download",
    }  # fmt: skip
    (found,) = events(stemdesk("models", "--search", "instrumental", "--json"))
    assert [model["id"] for model in found] == ["vocals", "preview-vocals"]


def test_jobs_retry_and_resume(song: Path, tmp_path: Path) -> None:
    (none,) = events(stemdesk("jobs", "--json"))
    assert none == []
    bad = tmp_path / "bad.wav"
    bad.write_text("words")
    failed = events(stemdesk("separate", bad, *BAND, "--json", "--output", tmp_path / "out"))[-1]
    bad.write_bytes(song.read_bytes())
    retried = stemdesk("retry", failed["job"], "--json")
    assert retried.returncode == 0
    assert events(retried)[-1]["event"] == "done"
    (jobs,) = events(stemdesk("jobs", "--json"))
    assert [(job["job"], job["state"], len(job["stems"])) for job in jobs] == [(failed["job"], "done", 4)]
    resumed = stemdesk("resume", "--json")
    assert (resumed.returncode, resumed.stdout) == (0, "")
    assert stemdesk("retry", failed["job"]).returncode == 2


@pytest.mark.slow
def test_killed_in_the_middle_and_resumed_it_is_done_once(tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 60.0)
    out = tmp_path / "out"
    arguments = ["separate", str(song), *BAND, "--json", "--format", "wav16", "--output", str(out)]
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    for line in process.stdout:
        event = json.loads(line)
        if event["detail"] == "separating":
            break
    process.kill()
    process.wait()
    process.stdout.close()
    assert not (out / "long").exists()
    (jobs,) = events(stemdesk("jobs", "--json"))
    assert jobs[0]["state"] == "processing"
    resumed = stemdesk("resume", "--json")
    assert resumed.returncode == 0, resumed.stderr
    done = events(resumed)[-1]
    assert (done["event"], done["job"]) == ("done", jobs[0]["job"])
    assert [path.name for path in out.iterdir()] == ["long"]
    parts = [read(Path(stem["path"])) for stem in done["stems"]]
    assert all(len(part) == 60 * 44_100 for part in parts)
    assert stemdesk("resume", "--json").stdout == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_is_exit_code_130_and_loses_nothing(tmp_path: Path, how: signal.Signals) -> None:
    song = make_song(tmp_path / "long.wav", 200.0)
    process = subprocess.Popen(
        [*COMMAND, "separate", str(song), *BAND, "--json", "--output", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if json.loads(line)["detail"] == "separating":
            break
    process.send_signal(how)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stemdesk resume" in stderr
    (jobs,) = events(stemdesk("jobs", "--json"))
    cancelled = stemdesk("cancel", jobs[0]["job"], "--json")
    assert events(cancelled)[0]["error"]["kind"] == "cancelled"
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.slow
def test_cancel_reaches_the_process_that_runs_the_job(tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 200.0)
    process = subprocess.Popen(
        [*COMMAND, "separate", str(song), *BAND, "--json", "--output", str(tmp_path / "out")],
        stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout
    job = ""
    for line in process.stdout:
        event = json.loads(line)
        if event["detail"] == "separating":
            job = event["job"]
            break
    assert stemdesk("cancel", job).returncode == 0
    last = json.loads(process.stdout.read().splitlines()[-1])
    assert last == {"event": "failed", "job": job, "error": {"kind": "cancelled", "message": "stopped"}}
    assert process.wait() == 1
    process.stdout.close()


def test_an_account_without_a_keyring_is_exit_code_3_and_names_the_variable() -> None:
    result = stemdesk(
        "account", "set", "mvsep", stdin="secret-token\n", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    assert result.returncode == 3
    assert "STEMDESK_MVSEP_TOKEN" in result.stderr
    assert "secret-token" not in result.stderr + result.stdout
    shown = stemdesk("account", "show", "mvsep", "--json", STEMDESK_MVSEP_TOKEN="abcdefghijklmnop")
    assert events(shown)[0] == [{"field": "token", "origin": "environment", "shown": "••••••••mnop"}]


def test_mix_renders_what_the_player_would_play(song: Path, tmp_path: Path) -> None:
    assert stemdesk("separate", song, *BAND, "--output", tmp_path / "out", "--format", "wav32f").returncode == 0
    stems = tmp_path / "out" / "a song"
    result = stemdesk("mix", stems, "--output", tmp_path / "mix.flac", "--json")
    assert result.returncode == 0, result.stderr
    assert events(result)[0] == {"event": "mixed", "path": str(tmp_path / "mix.flac"), "frames": len(read(song))}
    assert decibels(read(tmp_path / "mix.flac") - read(song)) < -85
    karaoke = stemdesk("mix", stems, "--mute", "vocals", "--gain", "drums=-6", "--pan", "bass=-0.5", "--start", "0.5",
                       "--end", "1.5", "--output", tmp_path / "k.wav")  # fmt: skip
    assert karaoke.returncode == 0
    assert len(read(tmp_path / "k.wav")) == 44_100
    for wrong in (["--mute", "kazoo"], ["--gain", "vocals"], ["--pan", "vocals=3"], ["--tempo", "9"], ["--end", "0"]):
        assert stemdesk("mix", stems, *wrong, "--output", tmp_path / "x.wav").returncode == 2
    assert not (tmp_path / "x.wav").exists()


def test_a_mix_through_a_linked_folder_does_not_replace_a_stem(tmp_path: Path) -> None:
    for name in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.5)
    (tmp_path / "linked").symlink_to(tmp_path / "stems", target_is_directory=True)
    before = (tmp_path / "stems" / "drums.wav").read_bytes()
    result = stemdesk("mix", tmp_path / "stems", "--output", tmp_path / "linked" / "drums.wav")
    assert (result.returncode, result.stderr) == (2, "stemdesk: --output would replace one of the stems\n")
    assert (tmp_path / "stems" / "drums.wav").read_bytes() == before


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (["--start", "nan"], "'nan' is not a number"), (["--end", "inf"], "'inf' is not a number"),
        (["--tempo", "nan"], "'nan' is not a number"), (["--pitch=-inf"], "'-inf' is not a number"),
        (["--start", "1e300"], "the range to render is empty"), (["--pitch", "24"], "between -12.5 and 12.5 semitones"),
        (["--gain", "vocals=nan"], "has to lie between -120 and 24"), (["--pan", "drums=inf"], "has to lie between -1 and 1"),
        (["--gain", "vocals"], "--gain vocals: has to name a stem and a number, such as --gain drums=-0.5"),
        (["--pan", "kazoo"], "--pan kazoo: has to name a stem and a number"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_or_too_large_is_wrong_usage(tmp_path: Path, wrong: list[str], why: str) -> None:
    for name in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.2)
    result = stemdesk("mix", tmp_path / "stems", *wrong, "--output", tmp_path / "mix.wav")
    assert result.returncode == 2
    assert why in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "mix.wav").exists()


def test_an_end_far_behind_the_song_is_its_end(tmp_path: Path) -> None:
    song = make_song(tmp_path / "song.wav", 0.2)
    mixed = stemdesk("mix", song, "--end", "1e308", "--output", tmp_path / "mix.wav", "--json")
    assert mixed.returncode == 0, mixed.stderr
    assert events(mixed)[0]["frames"] == 8820


@pytest.mark.parametrize("ending", ["mp3", "m4a"])
def test_a_song_of_4_khz_is_mixed_to_a_format_that_starts_at_8(tmp_path: Path, ending: str) -> None:
    song = make_song(tmp_path / "song.wav", 0.5, rate=4_000)
    mixed = stemdesk("mix", song, "--output", tmp_path / f"mix.{ending}", "--json")
    assert mixed.returncode == 0, mixed.stderr
    assert events(mixed)[0]["frames"] == 4_000
    split = stemdesk("separate", song, *BAND, "--format", "mp3", "--output", tmp_path / "out", "--json")
    assert split.returncode == 0, split.stdout


def test_a_mix_into_the_folder_of_another_program_s_stems_can_be_made_again(tmp_path: Path) -> None:
    for name in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.2)
    made = []
    for _ in range(2):
        mixed = stemdesk("mix", tmp_path / "stems", "--output", tmp_path / "stems" / "my version.wav")
        assert mixed.returncode == 0, mixed.stderr
        made.append((tmp_path / "stems" / "my version.wav").read_bytes())
    assert made[0] == made[1]


def test_the_price_of_several_songs_is_told_although_one_is_broken(song: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_text("words")
    for others in ([bad, song], [song, bad]):
        result = stemdesk("separate", *others, "--price", "--json")
        assert result.returncode == 1
        (told,) = events(result)
        rows = {row["song"]: row for row in told["songs"]}
        assert rows["a song.wav"]["seconds"] == 3.0
        assert rows["bad.wav"]["seconds"] is None
        assert rows["bad.wav"]["error"]["kind"] == "decode"
    words = stemdesk("separate", bad, song, "--price")
    assert words.returncode == 1
    assert "a song.wav" in words.stdout
    assert "bad.wav" in words.stderr
    assert "Traceback" not in words.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["jobs --json", "providers", "models --json", "mix --help", "--version"])
@pytest.mark.parametrize("output", [">/dev/full", ">&-", "<&- >&-"])
def test_an_output_that_is_full_or_closed_is_one_sentence(command: str, output: str) -> None:
    result = in_a_shell(f"{command} {output}")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("stemdesk: the output cannot be written to: ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of POSIX")
def test_a_reader_that_has_enough_is_no_error() -> None:
    for command in ("jobs --json", "--help"):
        result = in_a_shell(f"{command} | true; exit ${{PIPESTATUS[0]}}")
        assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("output", [">/dev/full", ">&-", "2>&-"])
def test_a_song_is_split_although_nobody_can_be_told_of_it(song: Path, tmp_path: Path, output: str) -> None:
    result = in_a_shell(f"separate '{song}' --model vocals --json --output '{tmp_path / 'out'}' {output}")
    assert result.returncode == (0 if output == "2>&-" else 1)
    assert "Traceback" not in result.stderr
    (jobs,) = events(stemdesk("jobs", "--json"))
    assert jobs[0]["state"] == "done"
    assert {len(read(Path(stem["path"]))) for stem in jobs[0]["stems"]} == {3 * 44_100}


def in_a_shell(words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m stemdesk {words}"], capture_output=True, text=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip


def test_the_window_without_a_display_says_what_to_do() -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have one")
    result = subprocess.run(COMMAND, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert result.returncode == 1
    assert "stemdesk separate" in result.stderr
