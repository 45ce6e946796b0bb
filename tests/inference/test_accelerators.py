"""What else than the processor computes: only when asked for, only where it is, and never at the price of the song."""

from __future__ import annotations

import importlib.util
import sys
import types
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from stemdesk.core.errors import StemDeskError
from stemdesk.inference import accelerators, shelf
from stemdesk.inference.demucs import PIECE, Demucs
from stemdesk.inference.network import Network
from stemdesk.inference.published import published_models
from tests.demucs import graph, lay_out

if TYPE_CHECKING:
    from pathlib import Path

CORE_ML, DIRECT_ML, CUDA, CPU = (f"{name}ExecutionProvider" for name in ("CoreML", "Dml", "CUDA", "CPU"))


class Options(types.SimpleNamespace):
    def add_session_config_entry(self, name: str, value: str) -> None:
        setattr(self, name, value)


class Library(types.ModuleType):
    """onnxruntime as it would be on another computer. `breaks`: whose sessions fail, and when."""

    def __init__(self, available: list[str], breaks: dict[str, str]) -> None:
        super().__init__("onnxruntime")
        self.made: list[list[str]] = []
        self.SessionOptions = Options
        self.GraphOptimizationLevel = types.SimpleNamespace(ORT_ENABLE_EXTENDED=2)
        self.get_available_providers = lambda: available
        library = self

        class InferenceSession:
            def __init__(self, data: bytes, options: Any, providers: list[str]) -> None:
                library.made.append(providers)
                self.trouble = breaks.get(providers[0], "")
                if self.trouble == "load":
                    raise RuntimeError("no such device")
                if self.trouble == "memory":
                    raise RuntimeError("Exception during initialization: std::bad_alloc")

            def run(self, names: None, inputs: dict[str, Any]) -> list[Any]:
                if self.trouble == "run":
                    raise RuntimeError("device was lost")
                return [np.zeros((1, 4, 2, PIECE), np.float32)] if "mix" in inputs else list(inputs.values())

            def get_inputs(self) -> list[Any]:
                return [types.SimpleNamespace(name="mix", shape=[1, 2, PIECE])]

            def get_outputs(self) -> list[Any]:
                return [types.SimpleNamespace(name="stems", shape=[1, 4, 2, PIECE])]

        self.InferenceSession = InferenceSession


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(available: list[str], **breaks: str) -> Library:
        made = Library(available, {f"{name}ExecutionProvider": when for name, when in breaks.items()})
        monkeypatch.setitem(sys.modules, "onnxruntime", made)
        return made

    return install


def run(network: Network) -> float:
    return float(network.run({"x": np.array([0.5], np.float32)})[0][0])


@pytest.mark.parametrize(
    ("available", "wanted", "ways"),
    [
        ([CORE_ML, CPU], True, [[CORE_ML, CPU], [CPU]]),
        ([DIRECT_ML, CPU], True, [[DIRECT_ML, CPU], [CPU]]),
        ([CORE_ML, CPU], False, [[CPU]]),
        ([CUDA, CPU], True, [[CPU]]),
        ([CPU], True, [[CPU]]),
    ],
)
def test_only_what_was_asked_for_and_is_known_is_used(
    available: list[str], wanted: bool, ways: list[list[str]]
) -> None:
    assert accelerators.ways(available, wanted=wanted) == ways


def test_without_asking_the_processor_computes(library: Any) -> None:
    made = library([CORE_ML, CPU])
    assert run(Network(b"file")) == 0.5
    assert made.made == [[CPU]]


def test_asked_for_it_computes_there(library: Any) -> None:
    made = library([CORE_ML, CPU])
    assert run(Network(b"file", accelerated=True)) == 0.5
    assert made.made == [[CORE_ML, CPU]]


@pytest.mark.parametrize("when", ["load", "run"])
def test_where_the_graphics_chip_fails_the_processor_does_it_and_nobody_hears_of_it(library: Any, when: str) -> None:
    made = library([DIRECT_ML, CPU], Dml=when)
    network = Network(b"file", accelerated=True)
    assert run(network) == 0.5
    assert run(network) == 0.5
    assert made.made == [[DIRECT_ML, CPU], [CPU]]


def test_what_failed_for_one_specialist_is_not_tried_for_the_next(library: Any) -> None:
    lay_out("htdemucs-ft", *[graph(parts=[number / 10] * 4) for number in range(1, 5)])
    made = library([CORE_ML, CPU], CoreML="run")
    with closing(Demucs(published_models()["htdemucs-ft"], accelerated=True)) as specialists:
        specialists.split([np.ones((2, PIECE), np.float32)])
    assert made.made == [[CORE_ML, CPU], [CPU], [CPU], [CPU], [CPU]]
    made.made.clear()
    made = library([CORE_ML, CPU])
    with closing(Demucs(published_models()["htdemucs-ft"], accelerated=True)) as specialists:
        specialists.split([np.ones((2, PIECE), np.float32)])
    assert made.made == [[CORE_ML, CPU]] * 4


def test_where_the_processor_fails_too_it_is_said(library: Any) -> None:
    library([DIRECT_ML, CPU], Dml="run", CPU="run")
    with pytest.raises(StemDeskError, match="device was lost"):
        run(Network(b"file", accelerated=True))
    library([DIRECT_ML, CPU], Dml="load", CPU="load")
    with pytest.raises(StemDeskError, match="no such device"):
        Network(b"file", accelerated=True)


@pytest.mark.parametrize(
    ("system", "files", "offered"),
    [
        ("darwin", [], True),
        ("win32", ["DirectML.dll"], True),
        ("win32", ["onnxruntime.dll"], False),
        ("linux", [], False),
    ],
)
def test_it_is_offered_only_where_the_installed_wheel_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, files: list[str], offered: bool
) -> None:
    (tmp_path / "capi").mkdir()
    for file in files:
        (tmp_path / "capi" / file).touch()
    spec = types.SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    assert accelerators.is_offered(system) is offered
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert not accelerators.is_offered(system)


def test_memory_that_is_missing_now_is_not_a_computer_where_networks_do_not_run(library: Any) -> None:
    library([CPU], CPU="memory")
    with pytest.raises(StemDeskError) as missing:
        Network(b"file")
    assert shelf.has_stopped(missing.value)
    library([CPU], CPU="load")
    with pytest.raises(StemDeskError) as refused:
        Network(b"file")
    assert shelf.is_refusal(refused.value)
