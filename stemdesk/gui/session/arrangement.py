"""The global tracks of a song, chords and sections: as they were detected, and as somebody has edited them.

State without widgets; times are seconds of the song. A new analysis never replaces what was edited.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from stemdesk.core.lenient_json import as_int
from stemdesk.core.music import regions
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.sections import Section
from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.core.music.chords import KeyRegion
    from stemdesk.core.music.regions import Track

#: The highest fret at which a capo makes sense.
MAX_CAPO: Final = 11
#: Harte's name for no chord.
NO_CHORD: Final = "N"
#: From this certainty on, the chord of now is written in large letters.
_REASONABLE: Final = 0.5


class GlobalTrack(Enum):
    CHORDS = "chords"
    SECTIONS = "sections"


class Listening(Enum):
    """What becomes of listening to the song."""

    NOTHING = auto()
    #: The stems are still being made.
    WAITS = auto()
    GOES_ON = auto()
    DONE = auto()
    #: The trained file for chords is not here; it is on its way.
    NEEDS_FILE = auto()
    GETS_FILE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ArrangementEdits:
    """What somebody has set; None where a track is as it was detected."""

    chords: Track | None = None
    sections: Track | None = None
    capo: int = 0
    simplify: bool = False
    #: What was done last, in words.
    done: str = field(default="", compare=False)

    def track(self, which: GlobalTrack) -> Track | None:
        return self.chords if which is GlobalTrack.CHORDS else self.sections

    def with_track(self, which: GlobalTrack, track: Track | None) -> ArrangementEdits:
        return replace(self, chords=track) if which is GlobalTrack.CHORDS else replace(self, sections=track)

    def as_json(self) -> dict[str, Any]:
        return {
            "chords": regions.as_json(self.chords), "sections": regions.as_json(self.sections), "capo": self.capo,
            "simplify": self.simplify,
        }  # fmt: skip


def edits_of(kept: Mapping[str, Any]) -> ArrangementEdits:
    """What `as_json` has kept; anything unreadable is as detected."""
    capo = as_int(kept.get("capo")) or 0
    return ArrangementEdits(
        regions.from_json(kept.get("chords")), regions.from_json(kept.get("sections")),
        capo if 0 <= capo <= MAX_CAPO else 0, kept.get("simplify") is True,
    )  # fmt: skip


class Arrangement(QObject):
    """`changed`: there is something else to read. `shown_changed`: a track is shown or hidden. `listening_changed`: how far
    listening is."""

    changed = Signal()
    shown_changed = Signal()
    listening_changed = Signal()
    #: How much of the trained file has come; emitted on any thread.
    file_told = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.edits = ArrangementEdits()
        self.keys: tuple[KeyRegion, ...] = ()
        self.listening = Listening.NOTHING
        #: How far, from 0 to 1; None where nobody says.
        self.fraction: float | None = None
        #: Why it failed, in words.
        self.trouble = ""
        self._detected: dict[GlobalTrack, Track] = {}
        self._wanted: dict[GlobalTrack, bool | None] = dict.fromkeys(GlobalTrack)
        self.file_told.connect(self._show_file)

    # --- what there is ------------------------------------------------------------------------------------------------

    @property
    def chords(self) -> Track:
        return self.track(GlobalTrack.CHORDS)

    @property
    def sections(self) -> Track:
        return self.track(GlobalTrack.SECTIONS)

    def track(self, which: GlobalTrack) -> Track:
        own = self.edits.track(which)
        return own if own is not None else self._detected.get(which, ())

    def is_edited(self, which: GlobalTrack) -> bool:
        return self.edits.track(which) is not None

    @property
    def has_chords(self) -> bool:
        return any(chord.name != NO_CHORD for chord in self.chords)

    @property
    def are_chords_sure(self) -> bool:
        """Whether they are more than guesses."""
        return self.has_chords and regions.certainty_of(self.chords, NO_CHORD) >= _REASONABLE

    def as_chords(self) -> tuple[Chord, ...]:
        return tuple(Chord(each.start, each.end, each.name, each.certainty) for each in self.chords)

    def as_sections(self) -> tuple[Section, ...]:
        return tuple(Section(each.start, each.end, each.name) for each in self.sections)

    # --- listening ----------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another song is on."""
        self.edits, self.keys, self._detected = ArrangementEdits(), (), {}
        self.listening, self.fraction, self.trouble = Listening.NOTHING, None, ""
        self.changed.emit()
        self.listening_changed.emit()
        self.shown_changed.emit()

    def show_analysis(self, analysis: Analysis) -> None:
        self._detected = {
            GlobalTrack.CHORDS: regions.from_chords(analysis.chords),
            GlobalTrack.SECTIONS: regions.from_sections(analysis.sections),
        }
        self.keys = analysis.keys
        self.show_listening(Listening.DONE)
        self.changed.emit()
        self.shown_changed.emit()

    def show_listening(self, listening: Listening, fraction: float | None = None, trouble: str = "") -> None:
        if (listening, fraction, trouble) != (self.listening, self.fraction, self.trouble):
            self.listening, self.fraction, self.trouble = listening, fraction, trouble
            self.listening_changed.emit()

    def _show_file(self, fraction: float) -> None:
        if self.listening is Listening.GETS_FILE:
            self.show_listening(Listening.GETS_FILE, fraction)

    # --- shown or not -------------------------------------------------------------------------------------------------

    def is_shown(self, which: GlobalTrack) -> bool:
        """As somebody wants it. Without a wish it is, whatever is heard: its place is there before there is something to show
        in it, so that nothing moves when that comes."""
        return self._wanted[which] is not False

    def show_track(self, which: GlobalTrack, shown: bool) -> None:
        self._wanted[which] = shown
        self.shown_changed.emit()

    @property
    def shown_words(self) -> str:
        """The wishes as a setting: `chords=1 sections=0`."""
        return " ".join(f"{each.value}={int(wish)}" for each, wish in self._wanted.items() if wish is not None)

    def recall_shown(self, words: str) -> None:
        wishes = dict(part.partition("=")[::2] for part in words.split())
        for each in GlobalTrack:
            self._wanted[each] = wishes[each.value] == "1" if each.value in wishes else None

    # --- editing ------------------------------------------------------------------------------------------------------

    def set(self, edits: ArrangementEdits) -> None:
        if edits != self.edits:
            self.edits = edits
            self.changed.emit()
            self.shown_changed.emit()

    def edit(self, which: GlobalTrack, track: Track) -> None:
        """An edited track; one that is as before changes nothing."""
        before = self.track(which)
        if track != before:
            self.set(replace(self.edits.with_track(which, track), done=_edit_words(which, before, track)))

    def back_to_detected(self, which: GlobalTrack) -> None:
        words = (
            tr("Back to the detected chords") if which is GlobalTrack.CHORDS else tr("Back to the detected sections")
        )
        self.set(replace(self.edits.with_track(which, None), done=words))

    def set_capo(self, fret: int) -> None:
        self.set(replace(self.edits, capo=min(MAX_CAPO, max(0, fret)), done=tr("Capo")))

    def set_simplify(self, on: bool) -> None:
        self.set(replace(self.edits, simplify=on, done=tr("Simplified chords")))


def _edit_words(which: GlobalTrack, before: Track, after: Track) -> str:
    """What is different between the two, for the undo history."""
    is_chord = which is GlobalTrack.CHORDS
    if len(before) != len(after):
        return tr("Edit a chord") if is_chord else tr("Edit a section")
    if [region.end for region in before] != [region.end for region in after]:
        return tr("Move a chord") if is_chord else tr("Move a section")
    return tr("Rename a chord") if is_chord else tr("Rename a section")
