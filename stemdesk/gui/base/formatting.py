"""How durations, rates, dates and stems read, in the user's language and number format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale

from stemdesk.core.jobs import JobState
from stemdesk.core.quantities import format_duration
from stemdesk.core.text import text
from stemdesk.gui.base.i18n import show, tr, tr_n

if TYPE_CHECKING:
    from stemdesk.core.jobs import Job, Results
    from stemdesk.core.models import Model
    from stemdesk.core.song_files import SongFile
    from stemdesk.core.text import Text

#: What the stems are called on screen. Anything else is shown as the service spells it.
STEM_NAMES = {
    "vocals": text("Vocals"), "lead vocals": text("Lead vocals"), "back vocals": text("Backing vocals"),
    "drums": text("Drums"), "bass": text("Bass"), "guitar": text("Guitar"), "piano": text("Piano"),
    "strings": text("Strings"), "wind": text("Wind"), "other": text("Other"), "instrumental": text("Instrumental"),
    "female vocals": text("Female vocals"), "male vocals": text("Male vocals"), "soprano": text("Soprano"),
    "alto": text("Alto"), "tenor": text("Tenor"), "choir": text("Choir"), "speech": text("Speech"),
    "kick": text("Kick"), "snare": text("Snare"), "toms": text("Toms"), "hi-hat": text("Hi-hat"), "ride": text("Ride"),
    "crash": text("Crash"), "cymbals": text("Cymbals"), "percussion": text("Percussion"),
    "double bass": text("Double bass"), "lead guitar": text("Lead guitar"), "rhythm guitar": text("Rhythm guitar"),
    "acoustic guitar": text("Acoustic guitar"), "electric guitar": text("Electric guitar"),
    "digital piano": text("Digital piano"), "keys": text("Keys"), "organ": text("Organ"), "synth": text("Synth"),
    "violin": text("Violin"), "viola": text("Viola"), "cello": text("Cello"), "brass": text("Brass"),
    "trumpet": text("Trumpet"), "trombone": text("Trombone"), "french horn": text("French horn"), "tuba": text("Tuba"),
    "woodwind": text("Woodwind"), "saxophone": text("Saxophone"), "flute": text("Flute"), "clarinet": text("Clarinet"),
    "oboe": text("Oboe"), "bassoon": text("Bassoon"), "crowd": text("Crowd"), "effects": text("Effects"),
    "music": text("Music"), "no reverb": text("Without reverb"),
    "original": text("Original"),
}  # fmt: skip

_STATES = {
    JobState.QUEUED: text("queued"), JobState.UPLOADING: text("uploading"),
    JobState.WAITING: text("waiting in the service's queue"), JobState.PROCESSING: text("separating"),
    JobState.DOWNLOADING: text("downloading"), JobState.DONE: text("done"), JobState.FAILED: text("failed"),
    JobState.CANCELLED: text("cancelled"), JobState.ATTENTION: text("action needed"),
}  # fmt: skip


def stem_name(stem: str) -> str:
    known = STEM_NAMES.get(stem.lower())
    return show(known) if known else stem[:1].upper() + stem[1:]


def price(model: Model) -> str:
    """What a minute costs, in words."""
    if model.price_per_minute is None:
        return "" if model.price_note.template else tr("free")
    if model.price_per_minute == 1:
        return tr("1 credit / min")
    return tr("{credits} credits / min", credits=f"{model.price_per_minute:g}")


def rate(hertz: int) -> str:
    return tr("{rate} kHz", rate=QLocale().toString(hertz / 1000, "f", 0 if hertz % 1000 == 0 else 1))


def format_song_info(song_file: SongFile) -> str:
    """Length and sample rate of a song."""
    return f"{format_duration(song_file.seconds)} · {rate(song_file.rate)}"


def format_position(seconds: float) -> str:
    """A position: 1:06.4."""
    whole = max(0, int(seconds * 10))
    return f"{format_duration(whole // 10)}{QLocale().decimalPoint()}{whole % 10}"


def level(gain_db: float, silent_db: float) -> str:
    """A fader's value, with a real minus sign."""
    if gain_db <= silent_db:
        return "−∞ dB"
    number = QLocale().toString(abs(gain_db), "f", 1)
    sign = "" if abs(gain_db) < 0.05 else "−" if gain_db < 0 else "+"
    return f"{sign}{number} dB"


def long_duration(seconds: float) -> str:
    """A batch's length in words."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return tr("{h} h {m} min", h=hours, m=minutes)
    if minutes:
        return tr("{m} min {s} s", m=minutes, s=rest)
    return tr("{s} s", s=rest)


def day(moment: float) -> str:
    """today, yesterday, the weekday within a week, else the date."""
    then = datetime.fromtimestamp(moment, UTC).astimezone()
    days = (datetime.now(UTC).astimezone().date() - then.date()).days
    date = QDate(then.year, then.month, then.day)
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 7:
        return QLocale().dayName(date.dayOfWeek(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(date, QLocale.FormatType.ShortFormat)


#: What a provider says of a cancelled job that has cost nothing: no more than that it is cancelled.
_STOPPED: Final = "stopped"


def job_status_text(job: Job) -> str:
    """Where a job stands, in words."""
    if job.error is not None:
        return show(job.error.message)
    if job.results is not None:
        return show(job.progress.detail) or contents(job.results)
    detail = job.progress.detail
    if job.state is JobState.CANCELLED and detail.template and detail.template != _STOPPED:
        return f"{show(_STATES[job.state])} · {show(detail)}"  # what it has cost, say
    words = show(_STATES[job.state]) if job.state is JobState.CANCELLED else show(detail) or show(_STATES[job.state])
    if job.progress.fraction is not None and job.state.is_active and not tells_its_own(job.progress.detail):
        return tr("{what} {percent} %", what=words, percent=int(job.progress.fraction * 100))
    return words


def tells_its_own(detail: Text) -> bool:
    """Whether words say how far something is, so that the whole job's percent would only confuse."""
    return bool(detail.values)


def contents(results: Results) -> str:
    """What a result holds."""
    stems, documents = len(results.stems), len(results.documents)
    parts = [
        tr_n("%n stem(s)", stems) if stems or not documents else "",
        tr_n("%n file(s)", documents) if documents else "",
    ]
    return " · ".join(part for part in parts if part)


def certainty(share: float) -> str:
    """How sure a guess about a song is."""
    if share >= 0.85:
        return tr("high confidence")
    return tr("likely") if share >= 0.5 else tr("uncertain")


_MODES = {"major": text("major"), "minor": text("minor")}


def key_name(key: str) -> str:
    """ "A minor" in the user's language."""
    tonic, _, mode = key.partition(" ")
    return f"{tonic} {show(_MODES[mode])}" if mode in _MODES else key
