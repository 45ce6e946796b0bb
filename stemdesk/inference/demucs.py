"""HT-Demucs at work: pieces of sound in, the stems of each piece out. Only for processes of our own.

S. Rouard, F. Massa, A. Défossez, "Hybrid Transformers for Music Source Separation", ICASSP 2023. The fine-tuned one is four
such networks, each trained on for one stem. Of those one is held at a time: together their weights would be more than all
else that is needed, and changing from one to the next takes little beside what they compute. So they take several pieces
each, in turns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.inference.network import Network
from stemdesk.inference.onnx_reader import NoModel, names_other_files
from stemdesk.inference.published import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from stemdesk.inference.published import PublishedFile, PublishedModel

    Floats = NDArray[np.float32]

#: The rate that it was trained at, and the length of the pieces that it takes.
RATE: Final = 44_100
PIECE: Final = 343_980
#: Pieces that each specialist gets in its turn.
_TURN: Final = 4


class Demucs:
    """Raises StemDeskError: DISK for a file that is missing or damaged, UNSUPPORTED where it cannot run, or is of another
    shape than was agreed."""

    def __init__(self, model: PublishedModel, *, accelerated: bool = False) -> None:
        self._model = model
        self._accelerated = accelerated
        self._opened = Opened(model)
        self._loaded: tuple[PublishedFile, Network] | None = None
        #: Of what comes out, in order.
        self.stems: tuple[str, ...] = model.stems if len(model.files) == 1 else tuple(file.stem for file in model.files)
        #: How many pieces to give it at once.
        self.turn = 1 if len(model.files) == 1 else _TURN
        try:
            self._network(model.files[0])
            if len(model.files) == 1:
                self._opened.close()  # it is not read again
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._loaded = None
        self._opened.close()

    def split(self, pieces: Sequence[Floats]) -> Floats:
        """(2, PIECE) each to (pieces, stems, 2, PIECE)."""
        made = np.empty((len(pieces), len(self.stems), 2, PIECE), np.float32)
        for file in self._in_turn():
            network = self._network(file)
            for number, piece in enumerate(pieces):
                found = network.run({"mix": np.ascontiguousarray(piece[None], np.float32)})[0]
                if found.shape != (1, len(self._model.stems), 2, PIECE):
                    raise self._another_shape()
                if file.stem:
                    made[number, self.stems.index(file.stem)] = found[0, self._model.stems.index(file.stem)]
                else:
                    made[number] = found[0]
        return np.nan_to_num(made, copy=False, posinf=0.0, neginf=0.0)

    def _in_turn(self) -> Sequence[PublishedFile]:
        """The one that is loaded begins."""
        files = self._model.files
        return files[::-1] if self._loaded is not None and self._loaded[0] == files[-1] else files

    def _network(self, file: PublishedFile) -> Network:
        if self._loaded is not None:
            if self._loaded[0] == file:
                return self._loaded[1]
            self._accelerated = self._accelerated and not self._loaded[1].is_on_processor
        self._loaded = None
        data = self._opened.read(file)
        try:
            if names_other_files(data):
                raise self._another_shape()
        except NoModel:
            raise self._another_shape() from None
        network = Network(data, accelerated=self._accelerated)
        if not (
            _fits(network.inputs, {"mix": (1, 2, PIECE)})
            and _fits(network.outputs, {"stems": (1, len(self._model.stems), 2, PIECE)})
        ):
            raise self._another_shape()
        self._loaded = (file, network)
        return network

    def _another_shape(self) -> StemDeskError:
        return StemDeskError(
            ErrorKind.UNSUPPORTED,
            text("{name} was published in another shape than this version of StemDesk knows, and does not run. "
                 "The other models do.", name=self._model.name),
        )  # fmt: skip


def _fits(shapes: dict[str, tuple[int | str, ...]], wanted: dict[str, tuple[int, ...]]) -> bool:
    """A size that the file leaves open is seen when something comes out."""
    return shapes.keys() == wanted.keys() and all(
        len(shape) == len(wanted[name])
        and all(not isinstance(a, int) or a == b for a, b in zip(shape, wanted[name], strict=True))
        for name, shape in shapes.items()
    )
