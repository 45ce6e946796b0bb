"""A trained network at work. Only for processes of our own: onnxruntime takes the cores that it is given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text, verbatim
from stemdesk.inference import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from stemdesk.core.text import Text
    from stemdesk.inference.known import KnownModel

#: More bring little and heat much.
_MOST_THREADS: Final = 8
_WARNINGS_ARE_NOT_FOR_PEOPLE: Final = 3


class Network:
    """Raises StemDeskError: DISK for a file that is missing or damaged, UNSUPPORTED where onnxruntime does not run."""

    def __init__(self, model: KnownModel) -> None:
        data = shelf.read(model)
        try:
            import onnxruntime  # noqa: PLC0415  loads for a while, and is not everywhere

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = max(1, min(_MOST_THREADS, os.cpu_count() or 1))
            # all but the last, a layout for wider registers, which takes half as much memory again and is no faster here
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
            options.enable_mem_pattern = (
                False  # a plan for all of a run's memory at once, which holds a third more of it
            )
            options.log_severity_level = _WARNINGS_ARE_NOT_FOR_PEOPLE
            self._session: Any = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except (
            Exception
        ) as error:  # onnxruntime's own errors have no common ancestor, and loading it may fail in any way
            raise shelf.cannot_run(_first_line(error)) from error

    def run(self, inputs: Mapping[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Raises StemDeskError(SERVER), mostly for lack of memory."""
        try:
            outputs: list[NDArray[np.float32]] = self._session.run(None, dict(inputs))
        except Exception as error:
            raise StemDeskError(
                ErrorKind.SERVER,
                text("The network stopped ({reason}), perhaps for lack of memory. Close other programs and try again.",
                     reason=str(error).strip().partition("\n")[0][:200]),
            ) from error  # fmt: skip
        return outputs


def _first_line(error: Exception) -> Text:
    return verbatim(str(error).strip().partition("\n")[0][:200] or type(error).__name__)
