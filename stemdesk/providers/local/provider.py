"""The local engine as a provider: its models as data, and its worker process as the four verbs."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.disk import check_free_space
from stemdesk.audio.files.encodings import ENCODINGS, check_encodable
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState, Progress
from stemdesk.core.models import Choice, Model, OptionField, OptionKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import NOTHING, text
from stemdesk.core.threads import in_thread
from stemdesk.inference import shelf
from stemdesk.providers.contract import Fetched
from stemdesk.providers.local import keeping
from stemdesk.providers.local.description import DESCRIPTION
from stemdesk.providers.local.fallback import Fallback, as_ticket, from_ticket
from stemdesk.providers.local.keeping import Keeping
from stemdesk.providers.local.offers import ACCELERATED, demucs_models, extras
from stemdesk.providers.local.partials import partial_stems
from stemdesk.providers.local.protocol import MARK, NETWORKS, STEMS
from stemdesk.providers.local.workers import IDLE_SECONDS, WorkerDied, Workers
from stemdesk.workers import free_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stemdesk.core.models import Download, KeptModel
    from stemdesk.core.text import Text
    from stemdesk.providers.contract import Work

_log = logging.getLogger(__name__)

_PREFER: Final = OptionField(
    "prefer",
    text("Balance"),
    OptionKind.CHOICE,
    "balanced",
    (
        Choice("balanced", text("balanced")),
        Choice("vocals", text("cleaner vocals")),
        Choice("backing", text("cleaner instrumental")),
    ),
)
_FORMATS: Final = tuple(ENCODINGS[id_].format for id_ in ("flac24", "wav24", "wav32f", "wav16", "flac16", "mp3"))
_NETWORK_GROUP: Final = text("Trained network")
_PREVIEW_GROUP: Final = text("Quick preview")


def _models() -> tuple[Model, ...]:
    """Best first. Whether the networks are here is looked up every time."""
    downloads = keeping.downloads()
    return (
        *demucs_models(_FORMATS, downloads),
        _model(
            "vocals", text("Vocals"), _NETWORK_GROUP, downloads["vocals"],
            text("A trained network (Spleeter) separates vocals from the instrumental, wherever they are panned. "
                 "Fast, and good for karaoke, singing along and remixes."),
            quality=text("vocals {sdr} dB SDR, say its authors", sdr="6.9"),
        ),
        _model(
            "band", text("Vocals + band"), _NETWORK_GROUP, downloads["band"],
            text("The trained network separates the vocals; signal processing splits the rest into drums, bass and "
                 "other. Good for practice, with more bleed than a service's models."),
        ),
        _model(
            "preview-vocals", text("Vocals + instrumental (quick)"), _PREVIEW_GROUP, None,
            text("A fast preview by signal processing, without any download. It works where the vocals are panned "
                 "dead centre in a stereo mix; the network is far better."),
        ),
        _model(
            "preview-band", text("4 stems (quick)"), _PREVIEW_GROUP, None,
            text("A fast preview without any download: it uses transients, centre panning and repetition. Good for "
                 "a first listen; networks and services separate far more cleanly."),
        ),
    )  # fmt: skip


def _model(
    id_: str, name: Text, group: Text, download: Download | None, description: Text, *, quality: Text = NOTHING
) -> Model:
    return Model(
        id=id_, name=name, group=group, description=description, stems=STEMS[id_], formats=_FORMATS, options=(_PREFER,),
        download=download, extras=extras() if download is not None else (), quality=quality,
    )  # fmt: skip


class LocalProvider:
    """Splits on this computer, in processes of its own. It costs nothing: the ticket only says that it was begun, whether
    its worker was killed (then memory is spared), and what splits instead where a network does not run."""

    description: Final = DESCRIPTION

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._workers = Workers("stemdesk.providers.local.worker", idle_seconds)
        self._keeping = Keeping()
        self._fallback = Fallback()

    async def models(self) -> Sequence[Model]:
        return await in_thread(lambda: self._fallback.described(_models()))

    async def close(self) -> None:
        await self._workers.close()
        await self._keeping.close()

    async def kept_models(self) -> Sequence[KeptModel]:
        return await in_thread(keeping.kept, {model.id: model.name for model in await self.models()})

    async def get_model(self, model_id: str, report: Callable[[float], None]) -> None:
        await self._keeping.get(model_id, report)

    async def remove_model(self, model_id: str) -> None:
        await self._workers.close()  # those that wait for work: what they have open Windows would not remove
        await self._keeping.remove(model_id)

    async def submit(self, work: Work) -> None:
        if work.song_file is None:
            raise StemDeskError(
                ErrorKind.UNSUPPORTED,
                text("This computer splits files, not links. Download the song first, then drop the file."),
            )
        if work.spec.model not in STEMS:
            raise UsageError(f"model {work.spec.model!r} is not one of {', '.join(STEMS)}")
        encoding = ENCODINGS[work.spec.format]
        check_encodable(encoding, work.song_file.rate, work.song_file.channels)
        stems = len(STEMS[work.spec.model])
        await in_thread(check_free_space, work.folder, stems * encoding.max_bytes(work.song_file))
        if work.ticket is None:
            await work.write_ticket({"begun": True})

    async def follow(self, work: Work) -> None:
        if (work.folder / MARK).exists():
            return  # finished before the program was stopped
        try:
            await self._prepare(work)
            await self._separate(work, work.spec.model)
        except StemDeskError as error:
            instead = self._fallback.instead(work.spec.model, error)
            if instead is None:
                raise
            await work.write_ticket({"begun": True, "instead": as_ticket(instead)})
            work.report(Progress(JobState.PROCESSING, 0.0, instead.why))
            await self._separate(work, instead.model)

    async def _separate(self, work: Work, model: str) -> None:
        work.report(Progress(JobState.PROCESSING, 0.0, text("analysing")))
        request = {
            "source": work.spec.source,
            "folder": str(work.folder),
            "model": model,
            "prefer": work.spec.options.get("prefer", "balanced"),
            "format": work.spec.format,
            "partials": str(work.partials) if work.partials is not None else None,
            "accelerated": work.spec.options.get("acceleration") == ACCELERATED,
            "sparing": "killed" in (work.ticket or {}),
        }
        kills = free_memory.kills()
        try:
            await self._ask(work, request)
        except (WorkerDied, StemDeskError) as trouble:
            error = _death(trouble) if (has_died := isinstance(trouble, WorkerDied)) else trouble
            if has_died and shelf.is_refusal(error):
                self._fallback.remember(error)
            if shelf.is_refusal(error) or not (has_died or shelf.has_stopped(error)):
                raise error from None
            await work.write_ticket({**(work.ticket or {}), "killed": True})
            wants_memory = shelf.has_stopped(error) or free_memory.kills() > kills
            if request["sparing"] or not wants_memory or model not in NETWORKS:  # only those can do with less
                raise error from None
            await self._separate(work, model)

    async def _ask(self, work: Work, request: dict[str, Any]) -> None:
        def report(fraction: float) -> None:
            work.report(
                Progress(JobState.PROCESSING, fraction * 0.98, text("separating"), partial_stems(work, fraction))
            )

        async with self._workers.one() as worker:
            await worker.ask(request, report)

    async def _prepare(self, work: Work) -> None:
        """A model that is wanted and not there, or damaged, is brought first."""
        if not keeping.needs_something(work.spec.model):
            return
        refusal = await in_thread(self._fallback.refusal)
        if refusal is not None:
            raise refusal
        if work.ticket is not None and "instead" in work.ticket:
            await work.write_ticket({"begun": True})
        if await in_thread(keeping.is_whole, work.spec.model):
            return

        def report(fraction: float) -> None:
            words = text("getting the model, {percent} %", percent=int(100 * fraction))
            work.report(Progress(JobState.PROCESSING, None, words))

        report(0.0)
        await self.get_model(work.spec.model, report)

    async def fetch(self, work: Work) -> Fetched:
        answer = json.loads((work.folder / MARK).read_text("utf-8"))
        instead = (work.ticket or {}).get("instead")
        if instead:
            self._fallback.told()
        stems = [StemFile(stem, work.folder / name) for stem, name in answer["stems"].items()]
        return Fetched(stems, instead=from_ticket(instead) if instead else None)

    async def cancel(self, work: Work) -> Text:
        _log.debug("job %s: its worker ended with the task that followed it", work.job)
        return text("stopped")


def _death(died: WorkerDied) -> StemDeskError:
    if died.refused_by_processor:
        return shelf.cannot_run(text("its processor is too old"))
    return StemDeskError(
        ErrorKind.SERVER,
        text("The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again."),
    )
