"""What a right click on a track's head offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.core.text import text
from stemdesk.gui.base.desktop import show_folder
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.theme import TRACK_COLORS

if TYPE_CHECKING:
    from stemdesk.gui.session.playback import Playback

_COLOR_NAMES: Final = {
    "orange": text("Orange"), "red": text("Red"), "pink": text("Pink"), "violet": text("Violet"), "blue": text("Blue"),
    "cyan": text("Cyan"), "green": text("Green"), "yellow": text("Yellow"), "gray": text("Gray"),
}  # fmt: skip


class TrackMenu(QObject):
    """Signals carry the track's number, `split_wanted` its stem's file, which is to be split further."""

    rename_wanted = Signal(int)
    export_wanted = Signal(int)
    midi_wanted = Signal(int)
    split_wanted = Signal(object)

    def __init__(self, parent: QWidget, playback: Playback) -> None:
        super().__init__(parent)
        self._parent = parent
        self._playback = playback

    def pop_up(self, track: int, at: QPoint) -> None:
        playback = self._playback
        loaded_stems = playback.loaded_stems
        if loaded_stems is None or not playback.frames:  # another song is being opened: the head is of the one before
            return
        stem, setting = loaded_stems.stems[track], playback.tracks[track]
        is_whole, last = loaded_stems.partial is None, len(playback.tracks) - 1
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("Rename…"), lambda: self.rename_wanted.emit(track))
        self._add_colors(menu.addMenu(tr("Color")), stem.stem)
        menu.addSeparator()
        for words, is_on, act in (
            (tr("Mute"), setting.muted, playback.mute), (tr("Solo"), setting.soloed, playback.solo),
        ):  # fmt: skip
            switch = menu.addAction(words)
            switch.setCheckable(True)
            switch.setChecked(is_on)
            switch.triggered.connect(partial(act, track))
        self._add_notes(menu, stem.stem, is_whole=is_whole)
        reset = menu.addAction(tr("Reset level and pan"), lambda: playback.reset_track(track))
        reset.setEnabled(bool(setting.gain_db or setting.pan))
        menu.addSeparator()
        up = menu.addAction(tr("Move up"), lambda: playback.move_track(track, track - 1))
        down = menu.addAction(tr("Move down"), lambda: playback.move_track(track, track + 1))
        up.setEnabled(track > 0)
        down.setEnabled(track < last)
        menu.addSeparator()
        export = menu.addAction(tr("Export this stem…"), lambda: self.export_wanted.emit(track))
        midi = menu.addAction(tr("Export MIDI…"), lambda: self.midi_wanted.emit(track))
        split = menu.addAction(tr("Split this stem…"), lambda: self.split_wanted.emit(stem.path))
        folder = menu.addAction(tr("Show in folder"), lambda: show_folder(stem.path.parent))
        for action in (export, split, folder):
            action.setEnabled(is_whole)
        midi.setEnabled(is_whole and playing_of(stem.stem) is not Playing.NOTHING)
        menu.popup(at)

    def _add_notes(self, menu: QMenu, stem: str, *, is_whole: bool) -> None:
        looks = self._playback.looks
        switch = menu.addAction(tr("Show notes"))
        switch.setCheckable(True)
        switch.setChecked(stem in looks.notes)
        switch.setEnabled(is_whole and playing_of(stem) is not Playing.NOTHING)
        switch.triggered.connect(lambda on: looks.show_notes([stem], on=on))

    def _add_colors(self, menu: QMenu, stem: str) -> None:
        looks = self._playback.looks
        now = looks.color(stem)
        own = menu.addAction(tr("Default color"), lambda: looks.recolor(stem, ""))
        own.setCheckable(True)
        own.setChecked(stem not in looks.colors)
        menu.addSeparator()
        for name, color in TRACK_COLORS.items():
            swatch = QPixmap(QSize(14, 14))
            swatch.fill(QColor(color))
            action = menu.addAction(QIcon(swatch), show(_COLOR_NAMES[name]), partial(looks.recolor, stem, color))
            action.setIconVisibleInMenu(True)
        menu.addSeparator()
        menu.addAction(tr("Other color…"), lambda: self._pick(stem, now))

    def _pick(self, stem: str, now: QColor) -> None:
        dialog = QColorDialog(now, self._parent)
        dialog.setWindowTitle(tr("Color"))
        dialog.colorSelected.connect(lambda color: self._playback.looks.recolor(stem, color.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
