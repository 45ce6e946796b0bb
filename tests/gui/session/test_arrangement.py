"""The global tracks as state: detected, edited, shown or not, kept and restored."""

from __future__ import annotations

import numpy as np

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.core.music import regions
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.sections import Section
from stemdesk.gui.session.arrangement import Arrangement, ArrangementEdits, GlobalTrack, Listening, edits_of


def heard(*names: str, certainty: float = 0.9) -> Analysis:
    chords = tuple(Chord(2.0 * n, 2.0 * n + 2, name, certainty) for n, name in enumerate(names))
    sections = (Section(0.0, 4.0, "A"), Section(4.0, 8.0, "B"))
    return Analysis(44_100, 120.0, 0.9, np.zeros(0, np.int64), "C major", 0.9, 0.0, chords=chords, sections=sections)


def names(arrangement: Arrangement) -> list[str]:
    return [chord.name for chord in arrangement.chords]


def test_a_new_analysis_never_replaces_what_somebody_edited() -> None:
    arrangement = Arrangement()
    arrangement.show_analysis(heard("C:maj", "F:maj"))
    arrangement.edit(GlobalTrack.CHORDS, regions.renamed(arrangement.chords, 1, "D:min"))
    arrangement.show_analysis(heard("G:maj", "G:maj"))
    assert names(arrangement) == ["C:maj", "D:min"]
    arrangement.back_to_detected(GlobalTrack.CHORDS)
    assert names(arrangement) == ["G:maj", "G:maj"]


def test_an_edit_that_changes_nothing_is_none() -> None:
    arrangement = Arrangement()
    arrangement.show_analysis(heard("C:maj", "F:maj"))
    arrangement.edit(GlobalTrack.CHORDS, arrangement.chords)
    assert not arrangement.is_edited(GlobalTrack.CHORDS)


def test_what_is_kept_comes_back_and_nonsense_is_as_detected() -> None:
    edits = ArrangementEdits(regions.from_chords([Chord(0, 1, "A:min", 0.5)]), None, 3, simplify=True)
    assert edits_of(edits.as_json()) == edits
    assert edits_of({"chords": "x", "sections": [[1]], "capo": 99, "simplify": "maybe"}) == ArrangementEdits()


def test_a_line_has_its_place_whatever_is_heard_until_somebody_puts_it_away() -> None:
    arrangement = Arrangement()
    assert all(arrangement.is_shown(which) for which in GlobalTrack)
    for analysis, is_sure in (
        (heard("C:maj", "F:maj", certainty=0.3), False), (heard("N", "N"), False), (heard("C:maj", "F:maj"), True),
    ):  # fmt: skip
        arrangement.show_analysis(analysis)
        assert arrangement.is_shown(GlobalTrack.CHORDS)
        assert arrangement.are_chords_sure == is_sure
    arrangement.show_track(GlobalTrack.CHORDS, False)
    assert not arrangement.is_shown(GlobalTrack.CHORDS)
    words = arrangement.shown_words
    other = Arrangement()
    other.recall_shown(words)
    other.show_analysis(heard("C:maj", "F:maj"))
    assert not other.is_shown(GlobalTrack.CHORDS)
    assert other.is_shown(GlobalTrack.SECTIONS)


def test_another_song_begins_without_the_edits_of_the_last() -> None:
    arrangement = Arrangement()
    arrangement.show_analysis(heard("C:maj", "F:maj"))
    arrangement.set_capo(2)
    arrangement.forget()
    assert arrangement.edits == ArrangementEdits()
    assert arrangement.chords == ()
    assert arrangement.listening is Listening.NOTHING


def test_an_edit_has_words_of_its_own_in_the_undo_menu() -> None:
    arrangement = Arrangement()
    arrangement.show_analysis(heard("C:maj", "F:maj"))
    chords, sections = GlobalTrack.CHORDS, GlobalTrack.SECTIONS
    for act, words in (
        (lambda: arrangement.edit(chords, regions.renamed(arrangement.chords, 0, "A:min")), "Rename a chord"),
        (lambda: arrangement.edit(chords, regions.moved(arrangement.chords, 1, 1.5)), "Move a chord"),
        (lambda: arrangement.edit(chords, regions.split(arrangement.chords, 0, 0.5)), "Edit a chord"),
        (lambda: arrangement.edit(sections, regions.moved(arrangement.sections, 1, 5.0)), "Move a section"),
        (lambda: arrangement.back_to_detected(chords), "Back to the detected chords"),
        (lambda: arrangement.set_capo(2), "Capo"),
        (lambda: arrangement.set_simplify(True), "Simplified chords"),
    ):
        act()
        assert arrangement.edits.done == words
