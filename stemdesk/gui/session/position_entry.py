"""A position as people type it: 1:23.4, 83.4, bar 17, 17.1.1 …, and going there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_TIME: Final = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d*)?)s?")
_BAR: Final = re.compile(r"(\d+)(?:[\s.,:|]+(\d+))?(?:[\s.,:|]+\d+)*")
#: What other programs and our own languages write around a bar's number.
_BAR_WORDS: Final = re.compile(r"bars?|measures?|小节|小節|第|拍|[bm](?=\s*\d)", re.IGNORECASE)

_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class BarBeat:
    """Both from 1."""

    bar: int
    beat: int = 1


def read_position(words: str, *, plain_is_bar: bool) -> float | BarBeat | None:
    """Seconds, or a bar; None for what is neither. A plain number (17, 17.1) is what the field counts in; a colon is
    always a time; a word, a bar line, a space or a second dot (17.1.1) always a bar."""
    words = " ".join(unicodedata.normalize("NFKC", words).split())
    if len(words) > _LONGEST:
        return None
    bare = _BAR_WORDS.sub(" ", words).strip()
    names_bar = bare != words or bool(re.search(r"\d[ |]{1,3}\d|\d\.\d{1,9}\.\d", words))
    if (names_bar or plain_is_bar) and ":" not in words and (found := _BAR.fullmatch(bare)):
        return BarBeat(int(found[1]), int(found[2] or 1))
    if not names_bar and (found := _TIME.fullmatch(words)):
        hours, minutes, seconds = found.groups()
        return 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(seconds.replace(",", "."))
    return None


def go_to(words: str, playback: Playback, practice: Practice, *, in_bars: bool) -> str:
    """To a position that was typed; answers with why that cannot be, "" where it could."""
    found = read_position(words, plain_is_bar=in_bars)
    if found is None:
        return tr("Type a time (1:23.4 or 83.4) or a bar (bar 17 or bar 17.3).")
    if not isinstance(found, BarBeat):
        playback.seek_seconds(found)
        return ""
    frame = practice.frame_of_bar(found.bar, found.beat)
    if frame is not None:
        playback.seek(frame)
        return ""
    if practice.beats is None:
        return tr("No bars are known in this song. Type a time: 1:23.4")
    return tr("This song has no bar {bar}.{beat}.", bar=found.bar, beat=found.beat)
