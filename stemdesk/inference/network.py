"""A trained network at work. Only for processes of our own: onnxruntime takes the cores that it is given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.text import verbatim
from stemdesk.inference import accelerators, shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from stemdesk.core.errors import StemDeskError
    from stemdesk.core.text import Text
    from stemdesk.inference.known import KnownModel

#: More bring little and heat much.
_MOST_THREADS: Final = 8
_WARNINGS_ARE_NOT_FOR_PEOPLE: Final = 3
#: What C++, onnxruntime's allocator and systems say when memory is missing, in lower case.
_NO_MEMORY: Final = ("bad allocation", "bad_alloc", "failed to allocate", "cannot allocate", "out of memory")


class Network:
    """`model` is one of the shelf, or a whole file's bytes. `accelerated`: something else than the processor may compute;
    where that fails, the processor does, and nobody hears of it.

    Raises StemDeskError: DISK for a file that is missing or damaged, UNSUPPORTED where onnxruntime does not run.
    """

    def __init__(self, model: KnownModel | bytes, *, accelerated: bool = False) -> None:
        data = model if isinstance(model, bytes) else shelf.read(model)
        self._model = None if isinstance(model, bytes) else model
        try:
            import onnxruntime  # noqa: PLC0415  loads for a while, and is not everywhere

            self._ways = accelerators.ways(onnxruntime.get_available_providers(), wanted=accelerated)
            self._session = self._open(data)
        except (
            Exception
        ) as error:  # onnxruntime's own errors have no common ancestor, and loading it may fail in any way
            raise _refused(error, self._model) from error
        #: Until something has come out, where there is another way.
        self._data = data if self._ways else None

    @property
    def is_on_processor(self) -> bool:
        """Nothing else computes, be it that nothing else could."""
        return not self._ways

    @property
    def inputs(self) -> dict[str, tuple[int | str, ...]]:
        """Shapes by name; a size that is free, or not known, has a name instead of a number, or none."""
        return {each.name: tuple(each.shape) for each in self._session.get_inputs()}

    @property
    def outputs(self) -> dict[str, tuple[int | str, ...]]:
        return {each.name: tuple(each.shape) for each in self._session.get_outputs()}

    def run(self, inputs: Mapping[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Raises StemDeskError(SERVER), mostly for lack of memory."""
        try:
            outputs: list[NDArray[np.float32]] = self._session.run(None, dict(inputs))
        except Exception as error:
            if self._data is not None:
                data, self._data = self._data, None
                try:
                    self._session = self._open(data)
                except Exception as again:
                    raise _refused(again, self._model) from again
                return self.run(inputs)
            raise shelf.stopped(_first_line(error)) from error
        self._data = None
        return outputs

    def _open(self, data: bytes) -> Any:
        """A session on the best way that works; the ways after it stay."""
        while True:
            way = self._ways.pop(0)
            try:
                return _session(data, way)
            except Exception:
                if not self._ways:
                    raise


def _session(data: bytes, providers: list[str]) -> Any:
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, min(_MOST_THREADS, os.cpu_count() or 1))
    # all but the last, a layout for wider registers, which takes half as much memory again and is no faster here
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    # threads that spin while they wait take a tenth of a processor more, a fifth where others compute, and win nothing
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False  # a plan for all of a run's memory at once, which holds a third more of it
    options.log_severity_level = _WARNINGS_ARE_NOT_FOR_PEOPLE
    return onnxruntime.InferenceSession(data, options, providers=providers)


def _refused(error: Exception, model: KnownModel | None) -> StemDeskError:
    """That networks do not run here at all, unless it was memory that was missing just now."""
    words = str(error).lower()
    if isinstance(error, MemoryError) or any(sign in words for sign in _NO_MEMORY):
        return shelf.stopped(_first_line(error))
    return shelf.cannot_run(_first_line(error), model)


def _first_line(error: Exception) -> Text:
    return verbatim(str(error).strip().partition("\n")[0][:200] or type(error).__name__)
