"""Words of a service and names of files at the terminal: they are read there, and steer nothing."""

from __future__ import annotations

import ast
import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stemdesk.commands
from stemdesk.app import build
from stemdesk.commands.output import BarReporter, JsonReporter, print_table, say, tell
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobError, JobSpec, JobState, Progress
from stemdesk.core.text import verbatim
from stemdesk.core.untrusted.plain_words import plain_line, plain_words

TITLE = "\x1b]0;a new title\x07"
CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4=\x07"
EVIL = f"evil{TITLE}{CLIPBOARD}\x9b2J\x08\r\u202egpj.wav"
#: What may steer: everything of C0 but line breaks and tabs, C1, DEL, overrides of direction.
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def failed(title: str, words: str) -> Job:
    spec = JobSpec(f"/music/{title}", "tencent", "m", "wav", Path("/out"), label=title)
    return Job("1", spec, Progress(JobState.FAILED), 0.0, error=JobError(ErrorKind.SERVER, verbatim(words)))


def test_what_a_service_says_reaches_the_terminal_without_its_orders(capsys: pytest.CaptureFixture[str]) -> None:
    say(EVIL)
    tell(verbatim(EVIL))
    print_table((EVIL,), ((EVIL,),))
    bar = BarReporter()
    bar.show(failed(EVIL, EVIL))
    bar.close()
    out, err = capsys.readouterr()
    assert "evil" in out
    assert "evil" in err
    assert STEERS.findall(out + err) == []


def test_a_file_whose_name_gives_orders_gives_none_from_the_command_line(tmp_path: Path) -> None:
    song = tmp_path / "a\x1b]52;c;eA==\x07.wav"
    song.write_bytes(b"no sound")
    for arguments in (["separate", str(song)], ["separate", str(tmp_path)], ["separate", "x.wav", f"--{song.name}"]):
        done = subprocess.run(
            [sys.executable, "-m", "stemdesk", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode != 0
        assert "]52;c;" in done.stderr + done.stdout
        assert [c for c in done.stdout + done.stderr if STEERS.match(c)] == []


def test_json_says_it_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    JsonReporter().show(failed(EVIL, EVIL))
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["error"]["message"] == EVIL


def test_the_log_can_be_read_in_a_terminal(home: Path) -> None:
    context = build()
    logging.getLogger("stemdesk.test").warning("it said %s", EVIL)
    context.close()
    log = (home / "logs" / "stemdesk.log").read_text("utf-8")
    assert "it said evil" in log
    assert STEERS.findall(log) == []


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("\x1b\x9b\r\n\x07\u202e"), max_size=40))
def test_nothing_that_steers_is_left_of_any_words(words: str) -> None:
    assert STEERS.findall(plain_words(words)) == []
    assert not set("\n\t") & set(plain_line(words))
    plain_words(words).encode("utf-8")


def test_letters_of_every_script_stay_as_they_are() -> None:
    for words in ("Björk – Jóga", "宇多田ヒカル\n「First Love」", "أغنية שיר", "👩\u200d🎤\t♪", "a\u0301"):
        assert plain_words(words) == words


def test_commands_print_through_one_function_only() -> None:
    root = Path(stemdesk.commands.__file__).parent
    found = [
        f"{path.name}:{node.lineno}"
        for path in root.glob("*.py")
        if path.name != "output.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id in ("print", "input"))
        or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr") and isinstance(node.value, ast.Name))
    ]
    assert found == []
