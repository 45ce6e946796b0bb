"""Somebody types in the list of songs, as in a file manager."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QListView

from stemdesk.core.song_files import SongFile
from stemdesk.gui.library.songs_model import SongsModel
from stemdesk.jobs.store import Song

if TYPE_CHECKING:
    from typing import Any


class Counted(SongsModel):
    """Knows how often Qt has asked for the words of a row."""

    asked = 0

    def data(self, *words: Any) -> Any:
        self.asked += 1
        return super().data(*words)


def listed(*names: str) -> tuple[Counted, QListView]:
    model, shown = Counted(), QListView()
    model.fill([Song(n, SongFile(Path(name), 1, 44_100, 2, "flac"), 0.0) for n, name in enumerate(names)])
    shown.setModel(model)
    shown.setCurrentIndex(model.index(0))
    return model, shown


def typed(shown: QListView, words: str) -> str:
    shown.keyboardSearch("")  # what was typed before is forgotten
    shown.keyboardSearch(words)
    return str(shown.currentIndex().data())


def test_a_song_is_found_by_how_its_name_begins_and_round_the_end(qapp: QApplication) -> None:
    _, shown = listed("Alpha.wav", "Übung.wav", "beta one.wav", "beta two.wav", "a\nalpine.wav")
    assert typed(shown, "BETA T") == "beta two.wav"
    assert typed(shown, "al") == "Alpha.wav"
    assert typed(shown, "a al") == "a\nalpine.wav", "a name of two lines is shown in one"
    assert typed(shown, "ÜB") == "Übung.wav"


def test_songs_that_come_later_are_found_and_an_empty_list_finds_none(qapp: QApplication) -> None:
    model, shown = listed()
    assert typed(shown, "a") == "None"
    model.fill([Song(1, SongFile(Path("later.wav"), 1, 44_100, 2, "flac"), 0.0)])
    assert typed(shown, "lat") == "later.wav"


def test_typing_among_two_thousand_songs_does_not_ask_for_the_words_of_each(qapp: QApplication) -> None:
    model, shown = listed(*(f"song {number}.wav" for number in range(2_000)))
    model.asked = 0
    shown.keyboardSearch("song 1999")
    assert shown.currentIndex().row() == 1_999
    assert model.asked < 100
