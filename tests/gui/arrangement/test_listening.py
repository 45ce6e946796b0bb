"""While a song is listened to: its lines have their place already, say how far it is, and nothing moves when it is over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.gui.arrangement.chord_track import ChordTrack
from stemdesk.gui.arrangement.section_track import SectionTrack
from stemdesk.gui.player.track_area import TrackArea
from stemdesk.gui.session.arrangement import Listening
from stemdesk.gui.tracks.track_header import TrackHeader
from tests.gui.arrangement.conftest import heard
from tests.gui.conftest import Person

Told = Callable[[float, Analysis | None], None]


class Listener:
    """In the place of the process that listens: 42 % are heard until it may go on."""

    def __init__(self) -> None:
        self.answer = heard()
        self.may_go_on = threading.Event()

    def __call__(self, _stems: object, _song: object, _cache: Path, stop: Callable[[], bool], told: Told) -> Analysis:
        told(0.42, None)
        told(0.4211, replace(self.answer, chords=(), sections=()))
        while not stop() and not self.may_go_on.wait(0.01):
            pass
        return self.answer


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    made = Listener()
    monkeypatch.setattr("stemdesk.gui.arrangement.song_listener.analysis_of", made)
    yield made
    made.may_go_on.set()


@pytest.fixture
def player(open_window: Callable[..., Person], stems: Path, listener: Listener) -> Person:
    person = open_window(stems)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.arrangement.fraction == 0.42)
    return person


def places(person: Person) -> dict[str, tuple[int, int]]:
    """Where everything is that somebody may have the pointer on, but the beats per minute, which are known now."""
    for _ in range(5):  # layouts come to rest
        QApplication.processEvents()
    (area,) = person.window.findChildren(TrackArea)
    found: list[QWidget] = [*area.findChildren(TrackHeader), area.canvas]
    found += [
        button
        for button in person.window.player.findChildren(QPushButton)
        if button.isVisible() and button.accessibleName() != "BPM"
    ]
    found += [each for each in person.window.player.findChildren(QWidget) if each.accessibleName() in ("Time", "Tempo")]
    at = {}
    for widget in found:
        corner = widget.mapTo(person.window, widget.rect().topLeft())
        at[widget.accessibleName() or type(widget).__name__] = (corner.x(), corner.y())
    return at


def ends(person: Person, listener: Listener) -> None:
    listener.may_go_on.set()
    person.waits_until(lambda: person.window.practice.arrangement.listening in (Listening.DONE, Listening.FAILED))


def test_the_lines_say_how_far_listening_is(player: Person, listener: Listener) -> None:
    chords, sections = player.find(ChordTrack, "Chord track"), player.find(SectionTrack, "Sections")
    assert chords.state_words() == "Listening for chords… 42 %"
    assert sections.state_words() == "Listening for sections…"
    ends(player, listener)
    assert len(chords.track) == 8
    assert len(sections.track) == 4


@pytest.mark.parametrize("width", [1440, 1100])
def test_nothing_moves_under_the_pointer_when_chords_and_sections_are_known(
    player: Person, listener: Listener, width: int
) -> None:
    player.window.resize(width, 720)
    before = places(player)
    ends(player, listener)
    assert len(player.window.practice.arrangement.chords) == 8
    after = places(player)
    assert {name: after.get(name) for name in before} == before


def test_a_song_in_which_nothing_is_heard_says_so_and_nothing_moves(player: Person, listener: Listener) -> None:
    listener.answer = replace(heard(), chords=(), sections=())
    before = places(player)
    ends(player, listener)
    assert player.find(ChordTrack, "Chord track").state_words() == "not detected"
    assert player.find(SectionTrack, "Sections").state_words() == "not detected"
    after = places(player)
    assert {name: after.get(name) for name in before} == before


def test_lines_that_nobody_wants_stay_away(player: Person, listener: Listener) -> None:
    player.click("Chords")
    assert not player.sees(ChordTrack, "Chord track")
    ends(player, listener)
    assert not player.sees(ChordTrack, "Chord track")
    assert not player.sees(SectionTrack, "Sections")
