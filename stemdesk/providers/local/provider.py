"""The local engine as a provider: its models as data, and its worker process as the four verbs."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from stemdesk.audio.encode import ENCODINGS, check, check_room
from stemdesk.core import own_process
from stemdesk.core.descriptions import ProviderDescription
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress
from stemdesk.core.models import Choice, Model, OptionField, OptionKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread
from stemdesk.providers.contract import Fetched
from stemdesk.providers.local.agreed import MARK, STEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.text import Text
    from stemdesk.providers.contract import Work

_log = logging.getLogger(__name__)

_PREFER: Final = OptionField(
    "prefer",
    text("When in doubt"),
    OptionKind.CHOICE,
    "balanced",
    (
        Choice("balanced", text("balanced")),
        Choice("vocals", text("cleaner vocals")),
        Choice("backing", text("cleaner backing")),
    ),
)
_FORMATS: Final = tuple(ENCODINGS[id_].format for id_ in ("flac24", "wav24", "wav32f", "wav16", "flac16", "mp3"))
_MODELS: Final = (
    Model(
        id="band",
        name=text("Quick band"),
        group=text("Fast preview"),
        description=text(
            "A fast preview without any download: it listens for strokes, for what stands in the middle and for what "
            "repeats. Good for a first listen and for practice; a service's models separate far more cleanly."
        ),
        stems=STEMS["band"],
        formats=_FORMATS,
        options=(_PREFER,),
    ),
    Model(
        id="vocals",
        name=text("Quick vocals"),
        group=text("Fast preview"),
        description=text(
            "A fast preview of the singer and of everything else, for karaoke and for singing along. "
            "It works best where the voice stands in the middle of a stereo mix."
        ),
        stems=STEMS["vocals"],
        formats=_FORMATS,
        options=(_PREFER,),
    ),
)


class LocalProvider:
    """Splits on this computer, in a process of its own. The ticket only says that it was begun: it costs nothing."""

    description: Final = ProviderDescription(
        id="local",
        name=text("On this computer"),
        tagline=text("free, no account"),
        parallel_jobs=max(1, (os.cpu_count() or 1) // 2),
    )

    async def models(self) -> Sequence[Model]:
        return _MODELS

    async def submit(self, work: Work) -> None:
        if work.track is None:
            raise StemDeskError(
                ErrorKind.UNSUPPORTED,
                text("This computer splits files, not links. Download the song first, then drop the file."),
            )
        encoding = ENCODINGS[work.spec.format]
        check(encoding, work.track.rate, work.track.channels)
        stems = next((len(model.stems) for model in _MODELS if model.id == work.spec.model), 1)
        await in_thread(check_room, work.folder, stems * encoding.most_bytes(work.track))
        await work.write_ticket({"begun": True})

    async def follow(self, work: Work) -> None:
        if (work.folder / MARK).exists():
            return  # finished before the program was stopped
        work.report(Progress(JobState.PROCESSING, 0.0, text("listening")))
        process = await asyncio.create_subprocess_exec(
            *worker_command(), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, creationflags=own_process.NO_CONSOLE, env=own_process.environment(),
        )  # fmt: skip
        try:
            await self._converse(process, work)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())

    async def _converse(self, process: asyncio.subprocess.Process, work: Work) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        request = {
            "source": work.spec.source,
            "folder": str(work.folder),
            "model": work.spec.model,
            "prefer": work.spec.options.get("prefer", "balanced"),
            "format": work.spec.format,
        }
        with suppress(ConnectionError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
        with suppress(ChildProcessError):
            async for line in process.stdout:
                answer, fraction = own_process.result(line)
                if answer is not None:
                    return
                work.report(Progress(JobState.PROCESSING, fraction * 0.98, text("separating")))
        raise StemDeskError(
            ErrorKind.SERVER,
            text(
                "The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again."
            ),
        )

    async def fetch(self, work: Work) -> Fetched:
        answer = json.loads((work.folder / MARK).read_text("utf-8"))
        return Fetched([StemFile(stem, work.folder / name) for stem, name in answer["stems"].items()])

    async def cancel(self, work: Work) -> Text:
        _log.debug("job %s: its worker ended with the task that followed it", work.job)
        return text("stopped")


def worker_command() -> list[str]:
    return own_process.command("stemdesk.providers.local.worker")
