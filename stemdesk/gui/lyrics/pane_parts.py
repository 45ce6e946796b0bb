"""Parts of the lyrics pane: the page without lyrics, the buttons below, the line that tells how to tap, names of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stemdesk.core.music.lyrics import LyricsSource
from stemdesk.core.text import text
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import tip
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from stemdesk.lyrics.sources import Found

_TITLES: Final = {
    LyricsSource.NONE: text("none"), LyricsSource.USER: text("yours"), LyricsSource.LRC: text("from the file"),
    LyricsSource.TEXT: text("from the text file"), LyricsSource.TAGS: text("from the song's tags"),
    LyricsSource.SERVICE: text("from the service"), LyricsSource.LRCLIB: text("from LRCLIB"),
}  # fmt: skip


def source_title(source: LyricsSource, *, loading: bool) -> str:
    return f"{tr('looking…') if loading else show(_TITLES[source])} ▾"


def source_words(found: Found) -> str:
    """A source in a menu: what it is, its file, whether it has times."""
    words = tr("{source}: {file}", source=show(_TITLES[found.lyrics.source]), file=found.path.name)
    return f"{words} ({tr('with times') if found.lyrics.is_timed else tr('without times')})"


class EmptyPage(QWidget):
    """No lyrics, and what to do about it."""

    find_wanted = Signal()
    write_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "label")
        self._note = label(
            tr("An .lrc or .txt file beside the song is found by itself, and so are lyrics in its tags."), "muted", wrap=True
        )  # fmt: skip
        find = button(tr("Find lyrics…"), tr("Find lyrics"), "accent")
        find.clicked.connect(self.find_wanted)
        tip(find, tr("Says first what is sent where"))
        write = button(tr("Type or paste"), tr("Type or paste lyrics"))
        write.clicked.connect(self.write_wanted)
        self._parts = (self._note, find, write)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(10)
        column.addStretch(2)
        for part in (self._title, self._note):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        for made in (find, write):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.show_loading(False)

    def show_loading(self, loading: bool) -> None:
        self._title.setText(tr("Looking for lyrics…") if loading else tr("No lyrics yet"))
        for part in self._parts:
            part.setVisible(not loading)


class PaneButtons(QWidget):
    """What is done with the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.full_screen = _pill(tr("Full screen"), tr("Karaoke on the full screen"))
        self.loop = _pill(tr("Loop line"), tr("Loop the chosen lines"))
        self.edit = _pill(tr("Edit"), tr("Edit lyrics"))
        self.tap = _pill(tr("Tap times"), tr("Tap the times of the lines"))
        self.propose = _pill(tr("Propose times"), tr("Propose times from the vocals"))
        self.look_up = _pill(tr("Find…"), tr("Find lyrics"))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self._others = (self.edit, self.tap, self.propose, self.look_up)
        for place, made in enumerate((self.full_screen, self.loop, *self._others)):
            grid.addWidget(made, place // 2, place % 2)

    def make_room(self, *, low: bool) -> None:
        """Where there is little, only what one needs while the song plays; the rest is in the menu above."""
        for made in self._others:
            made.setVisible(not low)

    def refresh(self, *, timed: bool, vocals: bool) -> None:
        self.loop.setEnabled(timed)
        self.propose.setEnabled(vocals)
        tip(self.propose, tr("Propose times from the vocals") if vocals else tr("There is no vocals stem to listen to"))


class TapBar(QWidget):
    """How to tap, and how far it is. `finished` carries whether the times are kept."""

    finished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._count = label("", "label")
        hint = label(tr("Press Space where each line begins. Backspace takes one back."), "muted", wrap=True)
        cancel, done = button(tr("Cancel"), tr("Discard the times")), button(tr("Done"), tr("Keep the times"), "accent")
        for made, keep in ((cancel, False), (done, True)):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space is for the lines
            made.clicked.connect(lambda _=False, keep=keep: self.finished.emit(keep))
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(hint)
        column.addLayout(row)

    def show_count(self, done: int, total: int) -> None:
        self._count.setText(tr("{done} of {total}", done=done, total=total))


def _pill(words: str, name: str) -> QPushButton:
    made = button(words, name, "pill")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the lines
    tip(made, name)
    return made
