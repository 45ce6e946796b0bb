"""A job: one song, one model, from drop to stems. The states are part of the contract of the command line."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from stemdesk.core.text import NOTHING, Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stemdesk.core.errors import ErrorKind
    from stemdesk.core.song_files import SourceSong
    from stemdesk.core.stems import StemFile


class JobState(StrEnum):
    QUEUED = "queued"
    UPLOADING = "uploading"
    WAITING = "waiting"
    PROCESSING = "processing"
    DOWNLOADING = "downloading"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    #: The outcome of a call that may have cost money is unknown. Never retried by itself.
    ATTENTION = "attention"

    @property
    def is_active(self) -> bool:
        """Somebody still has to work on it: what `resume` takes up."""
        return self not in _SETTLED

    @property
    def may_retry(self) -> bool:
        return self in (JobState.FAILED, JobState.CANCELLED, JobState.ATTENTION)

    def may_become(self, other: JobState) -> bool:
        """The whole state machine: what is over stays over until somebody asks for more.

        A job that is worked on may go to any other stage (after a restart it may have to begin with an earlier one) and
        to any end. A stopped one goes back into the queue when it is retried; one that waits for a decision can be given
        up. Done is done.
        """
        if self.is_active:
            return True
        if self.may_retry:
            return other is JobState.QUEUED or (self is JobState.ATTENTION and other is JobState.CANCELLED)
        return False


_SETTLED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.ATTENTION})


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What was asked for.

    `source` is an absolute path, a public http(s) URL, or empty where there is no song to send (speech from a text; a
    result that is only fetched). `output` is the folder of all results, `reference` the second song of models that take
    a pair, `label` the job's name where the source has none. `model_name` is the model's name in English, `model_label`
    what can be shown in other languages, too.
    """

    source: str
    provider: str
    model: str
    format: str
    output: Path
    options: Mapping[str, str] = field(default_factory=dict)
    model_name: str = ""
    reference: str = ""
    label: str = ""
    model_label: Text = NOTHING

    @property
    def shown_model(self) -> Text:
        """The model's name for people; one that is known by its English words alone is shown word for word."""
        return self.model_label if self.model_label.template else verbatim(self.model_name or self.model)

    @property
    def has_file(self) -> bool:
        return bool(self.source) and not is_url(self.source)

    @property
    def title(self) -> str:
        """What people call this job: its label, the file's name, or the last part of the link (never its query)."""
        if self.label:
            return self.label
        return title_of(self.source) or self.model_name


@dataclass(frozen=True, slots=True)
class PartialStems:
    """Stems that can be heard while they are being made (`audio.files.partial_stem`), in track order.

    `frames` at `rate` is how long they will be, as far as the song's container tells; the first `done` are there.
    """

    stems: tuple[StemFile, ...]
    rate: int
    frames: int
    done: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job stands. `fraction` is 0…1 of the whole job, None while nobody knows. `partial` is not written down."""

    state: JobState
    fraction: float | None = None
    detail: Text = NOTHING
    partial: PartialStems | None = None


@dataclass(frozen=True, slots=True)
class JobError:
    kind: ErrorKind
    message: Text

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind.value, "message": str(self.message)}


@dataclass(frozen=True, slots=True)
class Results:
    """What a job has brought: stems in track order, and files beside them that are not audio (MIDI, text).

    `note` is what has to be said about them, once.
    """

    folder: Path
    stems: tuple[StemFile, ...]
    documents: tuple[Path, ...] = ()
    note: Text = NOTHING


class ResultCheck(StrEnum):
    """What became of stems whose length is not the song's."""

    NONE = ""
    #: They lie in the work folder, and the user is asked.
    REFUSED = "refused"
    #: The user takes them as they are.
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the store knows it. Times are seconds since the epoch (UTC)."""

    id: str
    spec: JobSpec
    progress: Progress
    created: float
    song_id: int | None = None
    started: float | None = None
    finished: float | None = None
    ticket: Mapping[str, Any] | None = None
    #: The final folder that was chosen just before the finished stems moved there.
    delivery: Path | None = None
    error: JobError | None = None
    results: Results | None = None
    #: The song as it was when the job read it last before sending it.
    song: SourceSong | None = None
    result_check: ResultCheck = ResultCheck.NONE

    @property
    def state(self) -> JobState:
        return self.progress.state


def new_job_id() -> str:
    """Short enough to type, long enough never to meet its like: 10 characters without look-alikes."""
    return "".join(secrets.choice("23456789abcdefghjkmnpqrstuvwxyz") for _ in range(10))


def title_of(source: str) -> str:
    """The last part of a path, or of a link without its query."""
    if is_url(source):
        parts = urlsplit(source)
        return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.hostname or source
    return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class RecoveryAction:
    """One way to go on with a job that has stopped. The first of several is the safe one.

    `may_charge_again`: it is only ever taken when it was asked for by its name.
    """

    id: str
    label: Text
    note: Text = NOTHING
    may_charge_again: bool = False
