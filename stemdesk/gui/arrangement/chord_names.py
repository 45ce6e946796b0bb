"""A chord as it is read: simplified on demand, at the pitch that is heard, as the capo has it gripped; and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.core.music.chords import for_capo, from_written, readable, simplified, transposed, transposed_key
from stemdesk.gui.session.arrangement import NO_CHORD

if TYPE_CHECKING:
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice


class ChordNames:
    """Follows pitch, capo and simplification as they are set at the moment."""

    def __init__(self, practice: Practice, playback: Playback) -> None:
        self._practice = practice
        self._playback = playback

    @property
    def semitones(self) -> int:
        """How much higher everything sounds."""
        return round(self._playback.settings.semitones)

    def read(self, name: str) -> str:
        """What a musician grips; empty where there is no chord."""
        if name == NO_CHORD:
            return ""
        edits = self._practice.arrangement.edits
        shown = simplified(name) if edits.simplify else name
        return readable(for_capo(transposed(shown, self.semitones), edits.capo), self._key(self.semitones - edits.capo))

    def sounding(self, name: str) -> str:
        """The same without capo."""
        return "" if name == NO_CHORD else readable(transposed(name, self.semitones), self._key(self.semitones))

    def typed(self, words: str) -> str | None:
        """The name inside of what was typed as it is read; None where that is no chord."""
        name = from_written(words)
        return None if name is None else transposed(name, self._practice.arrangement.edits.capo - self.semitones)

    def _key(self, semitones: int) -> str | None:
        """What the names are spelled in."""
        analysis = self._practice.analysis
        return None if analysis is None or analysis.key is None else transposed_key(analysis.key, semitones)
