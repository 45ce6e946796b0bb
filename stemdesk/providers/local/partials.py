"""The stems of a job while they are being made: what the worker writes beside the real ones, for the player."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.partial_stem import PartialWriter, written_frames
from stemdesk.core.jobs import PartialStems
from stemdesk.core.private import private_folder
from stemdesk.core.stems import StemFile, in_order
from stemdesk.providers.local.protocol import STEMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.providers.contract import Work

_log = logging.getLogger(__name__)

_SUFFIX: Final = ".pcm"


class PartialStemWriter:
    """Writes them as long as the disk lets it: the stems themselves are more important than hearing them early."""

    def __init__(self, folder: Path, stems: Sequence[str], reserve: int) -> None:
        """`reserve` bytes of the disk are left for the stems themselves."""
        self._folder = folder
        self._reserve = reserve
        self._writers: list[PartialWriter] = []
        try:
            private_folder(folder)
            for stem in stems:
                self._writers.append(PartialWriter(folder / f"{stem}{_SUFFIX}"))
        except OSError as error:
            self._give_up(error)

    def write(self, block: Floats) -> None:
        """Appends (stems, frames, channels)."""
        if not self._writers:
            return
        try:
            if shutil.disk_usage(self._folder).free < self._reserve + block.nbytes:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            for writer, stem in zip(self._writers, block, strict=False):
                writer.write(stem)
        except OSError as error:
            self._give_up(error)

    def close(self) -> None:
        for writer in self._writers:
            writer.close()
        self._writers = []

    def _give_up(self, error: OSError) -> None:
        _log.info("the stems cannot be heard before they are done: %s", error)
        self.close()


def partial_stems(work: Work, fraction: float) -> PartialStems | None:
    """What can be heard of a job by now; None where nothing can."""
    song_file = work.song_file
    if work.partials is None or song_file is None or song_file.frames <= 0 or fraction <= 0:
        return None
    stems = [StemFile(stem, work.partials / f"{stem}{_SUFFIX}") for stem in STEMS[work.spec.model]]
    done = min(song_file.frames, *(written_frames(stem.path) for stem in stems))
    return PartialStems(tuple(in_order(stems)), song_file.rate, song_file.frames, done) if done > 0 else None
