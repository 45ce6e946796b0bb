"""Ctrl-C and SIGTERM end every command, whatever it is stuck in; and what would block is not opened at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import events, stemdesk
from tests.sounds import make_song

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes in folders")

#: A disk that never answers, not even to a signal, for files with "stuck" in their name.
DEAD_DISK = """
import ctypes, sys
from stemdesk.core import files
libc, mutex, real = ctypes.CDLL(None), ctypes.create_string_buffer(256), files.check_file
def check_file(path):
    if "stuck" in path.name:
        print("reading", file=sys.stderr, flush=True)
        libc.pthread_mutex_lock(mutex)
        libc.pthread_mutex_lock(mutex)
    real(path)
files.check_file = check_file
from stemdesk.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["mix", "separate"])
def test_a_disk_that_never_answers_does_not_keep_a_command_from_ending(
    tmp_path: Path, command: str, how: signal.Signals
) -> None:
    """`mix` reads in the main thread, `separate` in one of the pool that Python waits for at its end."""
    make_song(tmp_path / "stuck.wav", 0.2)
    arguments = ["mix", str(tmp_path / "stuck.wav"), "--output", str(tmp_path / "mix.wav")]
    if command == "separate":
        arguments = [
            "separate",
            str(tmp_path / "stuck.wav"),
            "--model",
            "preview-band",
            "--output",
            str(tmp_path / "out"),
            "--json",
        ]
    process = subprocess.Popen(
        [sys.executable, "-c", DEAD_DISK, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    for line in process.stderr:
        if line.strip() == "reading":
            break
    process.send_signal(how)
    try:
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said == "stemdesk: interrupted. Unfinished jobs go on with: stemdesk resume\n"
    if command == "separate":
        (jobs,) = events(stemdesk("jobs", "--json"))
        assert [job["state"] for job in jobs] == ["queued"]


def test_nobody_reads_what_is_said_and_the_command_ends_all_the_same(tmp_path: Path) -> None:
    make_song(tmp_path / "stuck.wav", 0.2)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", DEAD_DISK, "mix", str(tmp_path / "stuck.wav"), "--output", str(tmp_path / "mix.wav")],
        stderr=writing,
    )  # fmt: skip
    said = b""
    while not said.endswith(b"reading\n"):
        said += os.read(reading, 1)
    os.set_blocking(writing, False)
    while True:
        try:
            os.write(writing, b"x" * 4096)
        except BlockingIOError:
            break
    os.set_blocking(writing, True)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(timeout=20) == 130
    finally:
        process.kill()
        os.close(reading)
        os.close(writing)


def test_a_pipe_given_as_a_song_is_refused_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    result = stemdesk(
        "separate", tmp_path / "pipe.wav", "--model", "preview-band", "--json", "--output", tmp_path / "out"
    )
    assert result.returncode == 1
    assert events(result)[-1]["error"]["message"].startswith("“pipe.wav” is a pipe, not a file.")
    mixed = stemdesk("mix", tmp_path / "pipe.wav", "--output", tmp_path / "mix.wav")
    assert mixed.returncode == 1
    assert "“pipe.wav” is a pipe, not a file." in mixed.stderr


def test_a_pipe_among_stems_is_no_stem(tmp_path: Path) -> None:
    for name in ("vocals", "drums"):
        make_song(tmp_path / "stems" / f"{name}.wav", 0.5)
    os.mkfifo(tmp_path / "stems" / "stemdesk.json")
    os.mkfifo(tmp_path / "stems" / "bass.wav")
    result = stemdesk("mix", tmp_path / "stems", "--output", tmp_path / "mix.wav")
    assert (result.returncode, result.stdout) == (0, f"{tmp_path / 'mix.wav'}\n")
