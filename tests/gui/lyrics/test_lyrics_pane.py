"""Lyrics beside the tracks, as a person uses them: they are found, follow, are clicked, looped, written, tapped and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from stemdesk.audio.playback.messages import Transport
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import Results
from stemdesk.core.music.lrc import parse_lrc, write_lrc
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.core.song_files import SongFile
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text, verbatim
from stemdesk.gui.lyrics import lyrics_session
from stemdesk.gui.lyrics.karaoke_window import KaraokeWindow
from stemdesk.gui.lyrics.lines_view import LinesView
from stemdesk.gui.lyrics.lyric_times import LyricTimes, Taps, shifted
from stemdesk.gui.lyrics.lyrics_session import place_for
from stemdesk.gui.shell import result_opener
from stemdesk.jobs.store import Song, StoredResult
from stemdesk.lyrics.keeping import keep_lyrics
from stemdesk.lyrics.sources import best_lyrics
from tests.gui.conftest import Person
from tests.sounds import make_song, write

Open = Callable[..., Person]
LRC = "[00:01.00]I walked the line\n[00:03.00]counting the lights\n[00:05.00]\n[00:08.50]hold me\n"
RATE = 44_100


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    """Twelve seconds, sung from 2 to 4, from 5 to 7 and from 9 to 11."""
    folder = tmp_path / "Midnight Train"
    make_song(folder / "drums.wav", 12.0)
    t = np.arange(12 * RATE) / RATE
    voice = np.where(((t > 2) & (t < 4)) | ((t > 5) & (t < 7)) | ((t > 9) & (t < 11)), 0.3 * np.sin(1500 * t), 0.0)
    write(folder / "vocals.wav", np.stack([voice, voice], axis=1).astype(np.float32), RATE)
    return folder


@pytest.fixture
def opened(open_window: Open, stems: Path) -> Callable[..., Person]:
    def start(words: str | None = LRC, suffix: str = ".lrc") -> Person:
        if words is not None:
            (stems / f"Midnight Train{suffix}").write_text(words, "utf-8")
        person = open_window(stems)
        person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
        person.click("Lyrics")
        person.waits_until(lambda: not person.window.player.lyrics.session.is_loading)
        return person

    return start


def plays(person: Person, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the player is told; these tests have no sound card."""
    told: list[str] = []
    player = person.window.playback._player
    for order in ("play", "pause"):
        monkeypatch.setattr(player, order, lambda *_, order=order: told.append(order))
    return told


def lines(person: Person) -> LinesView:
    return person.find(LinesView, "Lyrics lines")


def click_line(person: Person, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = lines(person)
    view.scrollTo(view.model().index(row, 0))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, modifier, view.visualRect(view.model().index(row, 0)).center()
    )


def words(person: Person) -> list[tuple[float | None, str]]:
    return [(line.start, line.text) for line in person.window.player.lyrics.session.lyrics.lines]


def seek(person: Person, seconds: float) -> None:
    person.window.playback.seek_seconds(seconds)
    person.waits_until(lambda: abs(person.window.playback.seconds - seconds) < 0.01)


def kept(stems: Path) -> list[tuple[float | None, str]]:
    file = stems / "Midnight Train.lrc"
    found = parse_lrc(file.read_text("utf-8")) if file.exists() else parse_lrc("")
    return [(line.start, line.text) for line in found.lines] if found.is_ours else []


def types(person: Person, text: str) -> None:
    field = person.find(QPlainTextEdit, "Lyrics text")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, line)


def opens_another_song(person: Person, folder: Path) -> Path:
    """A folder of stems without words."""
    for stem in ("drums", "bass"):
        make_song(folder / "Other" / f"{stem}.wav", 3.0)
    person.drop(folder / "Other")
    session = person.window.player.lyrics.session
    person.waits_until(lambda: session.title == "Other" and not session.is_loading)
    return folder / "Other"


def test_lyrics_stay_away_until_they_are_wanted_and_are_remembered(opened: Callable[..., Person]) -> None:
    person = opened()
    assert lines(person).isVisible()
    person.click("Lyrics")
    assert not person.sees(LinesView, "Lyrics lines")
    person.press(Qt.Key.Key_W)
    assert person.sees(LinesView, "Lyrics lines")
    assert person.window._settings.choice("lyrics") == "1"


def test_the_line_that_is_sung_stands_out_wherever_the_playhead_is(opened: Callable[..., Person]) -> None:
    person = opened()
    assert person.rows("Lyrics lines") == ["I walked the line", "counting the lights", "", "hold me"]
    assert lines(person).current is None
    for seconds, row in ((1.0, 0), (3.2, 1), (5.5, 2), (9.0, 3), (0.2, None)):
        seek(person, seconds)
        assert lines(person).current == row


def test_while_it_plays_the_lines_follow_the_songs_position(
    opened: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    playback = person.window.playback
    monkeypatch.setattr(type(playback), "position", property(lambda _: 3 * RATE))
    playback.transport_changed.emit(Transport.PLAYING)
    person.waits_until(lambda: lines(person).current == 1)
    monkeypatch.setattr(type(playback), "position", property(lambda _: 9 * RATE))
    person.waits_until(lambda: lines(person).current == 3)
    playback.transport_changed.emit(Transport.PAUSED)


def test_a_click_plays_from_the_line(opened: Callable[..., Person], monkeypatch: pytest.MonkeyPatch) -> None:
    person = opened()
    pressed = plays(person, monkeypatch)
    click_line(person, 3)
    person.waits_until(lambda: abs(person.window.playback.seconds - 8.5) < 0.01)
    assert pressed == ["play"]
    assert lines(person).current == 3
    QTest.keyClick(lines(person), Qt.Key.Key_Up)
    QTest.keyClick(lines(person), Qt.Key.Key_Up)
    QTest.keyClick(lines(person), Qt.Key.Key_Return)
    person.waits_until(lambda: abs(person.window.playback.seconds - 3.0) < 0.01)
    assert pressed == ["play", "play"]


def test_the_chosen_lines_are_looped(opened: Callable[..., Person]) -> None:
    person = opened()
    click_line(person, 0)
    click_line(person, 1, Qt.KeyboardModifier.ShiftModifier)
    person.click("Loop the chosen lines")
    loop = person.window.playback.loop
    assert loop is not None
    assert (loop.start, loop.end) == (RATE, 5 * RATE)
    click_line(person, 3)
    person.click("Loop the chosen lines")
    loop = person.window.playback.loop
    assert loop is not None
    assert (loop.start, loop.end) == (round(8.5 * RATE), 12 * RATE)


def test_scrolling_by_hand_stops_following_and_a_button_brings_it_back(opened: Callable[..., Person]) -> None:
    long = "".join(f"[00:{second / 10:05.2f}]line {second}\n" for second in range(110))
    person = opened(long)
    view = lines(person)
    assert not person.sees(QPushButton, "Back to the current line")
    wheel = QWheelEvent(
        QPointF(20, 20), view.viewport().mapToGlobal(QPointF(20, 20)), QPoint(), QPoint(0, -1200),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    scrolled = view.verticalScrollBar().value()
    seek(person, 10.0)
    assert view.current == 100
    assert view.verticalScrollBar().value() == scrolled
    person.click("Back to the current line")
    person.waits_until(lambda: view.viewport().rect().contains(view.visualRect(view.model().index(100, 0))))
    assert not person.sees(QPushButton, "Back to the current line")


def test_without_lyrics_the_pane_says_what_can_be_done_and_pasted_words_are_kept(
    opened: Callable[..., Person], stems: Path
) -> None:
    person = opened(None)
    assert person.sees(QPushButton, "Find lyrics")
    person.click("Type or paste lyrics")
    types(person, "one\n[0:02.5]two")
    person.click("Keep the lyrics")
    assert words(person) == [(None, "one"), (2.5, "two")]
    person.waits_until(lambda: kept(stems) == [(None, "one"), (2.5, "two")])
    assert person.find(QPushButton, "Lyrics source").text() == "yours ▾"
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words(person) == []
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.waits_until(lambda: kept(stems) == [(None, "one"), (2.5, "two")])


def test_somebody_elses_file_is_only_replaced_when_that_is_wanted(opened: Callable[..., Person], stems: Path) -> None:
    person = opened()
    person.click("Edit lyrics")
    types(person, "mine")
    person.click("Keep the lyrics")
    person.waits_until(lambda: person.sees(QPushButton, "Replace the file with these lyrics"))
    assert (stems / "Midnight Train.lrc").read_text("utf-8") == LRC
    person.click("Replace the file with these lyrics")
    person.waits_until(lambda: kept(stems) == [(None, "mine")])
    person.waits_until(lambda: not person.sees(QPushButton, "Replace the file with these lyrics"))


def test_the_users_words_come_back_the_next_time(open_window: Open, stems: Path) -> None:
    mine = Lyrics((LyricLine(1.0, "mine"),), LyricsSource.USER)
    (stems / "Midnight Train.lrc").write_text(write_lrc(mine), "utf-8")
    (stems / "Midnight Train.txt").write_text("not mine", "utf-8")
    person = open_window(stems)
    person.waits_until(lambda: words(person) == [(1.0, "mine")])


def test_escape_leaves_the_text_as_it_was(opened: Callable[..., Person]) -> None:
    person = opened()
    person.click("Edit lyrics")
    types(person, "something else")
    QTest.keyClick(person.find(QPlainTextEdit, "Lyrics text"), Qt.Key.Key_Escape)
    assert words(person)[0] == (1.0, "I walked the line")
    assert person.sees(LinesView, "Lyrics lines")


def test_all_times_are_shifted_and_one_is_set_to_the_playhead(opened: Callable[..., Person], stems: Path) -> None:
    person = opened("one\ntwo\n", ".txt")
    seek(person, 4.0)
    click_line(person, 1)
    person.click("Edit lyrics")
    person.click("Give the line the playhead's time")
    person.click("All times later by 0.1 s")
    person.click("All times later by 0.1 s")
    person.click("All times earlier by 0.1 s")
    person.click("Keep the lyrics")
    assert words(person) == [(None, "one"), (4.1, "two")]
    person.waits_until(lambda: kept(stems) == [(None, "one"), (4.1, "two")])


def test_space_gives_the_lines_their_times_and_backspace_takes_one_back(
    opened: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened("one\ntwo\n\nthree\n", ".txt")
    pressed = plays(person, monkeypatch)
    person.click("Tap the times of the lines")
    view = lines(person)
    assert pressed == ["play"]
    for seconds in (1.0, 2.0, 3.0):
        seek(person, seconds)
        QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    seek(person, 6.0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert pressed == ["play"], "Space was the player's"
    person.click("Keep the times")
    assert words(person) == [(1.0, "one"), (2.0, "two"), (None, ""), (6.0, "three")]
    person.waits_until(lambda: (6.0, "three") in kept(stems))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert pressed == ["play", "play"]


def test_proposed_times_come_from_where_somebody_sings(opened: Callable[..., Person]) -> None:
    person = opened("walk the line\ncount the lights\nhold me now ok\n", ".txt")
    person.click("Propose times from the vocals")
    person.waits_until(lambda: all(start is not None for start, _ in words(person)))
    assert np.allclose([start for start, _ in words(person) if start is not None], [2.0, 5.0, 9.0], atol=0.06)


def test_another_source_is_chosen_from_the_menu_and_the_own_file_stays(
    opened: Callable[..., Person], stems: Path
) -> None:
    mine = write_lrc(Lyrics((LyricLine(1.0, "mine"),), LyricsSource.USER))
    (stems / "Midnight Train.txt").write_text("from the text", "utf-8")
    person = opened(mine)
    menu = person.find(QPushButton, "Lyrics source").menu()
    menu.aboutToShow.emit()
    named = [action.text() for action in menu.actions()]
    assert named[:2] == [
        "yours: Midnight Train.lrc (with times)",
        "from the text file: Midnight Train.txt (without times)",
    ]
    menu.actions()[1].trigger()
    assert words(person) == [(None, "from the text")]
    assert kept(stems) == [(1.0, "mine")]


def test_karaoke_shows_the_line_the_next_ones_and_counts_in_after_a_gap(
    opened: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    person.click("Karaoke on the full screen")
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, KaraokeWindow))
    assert window.isFullScreen()
    seek(person, 1.5)
    assert window.moment() == ("I walked the line", ["counting the lights", "hold me"], 0)
    seek(person, 5.2)
    assert window.moment() == ("", ["hold me"], 0)
    seek(person, 7.2)
    assert window.moment() == ("", ["hold me"], 2)
    person.window.practice.set_tempo(0.5)
    assert window.moment() == ("", ["hold me"], 4)
    pressed = plays(person, monkeypatch)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert pressed == ["play"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    person.waits_until(lambda: person.window.player.lyrics._karaoke is None)


def test_another_song_takes_nothing_of_the_one_before(opened: Callable[..., Person], tmp_path: Path) -> None:
    person = opened()
    person.click("Edit lyrics")
    opens_another_song(person, tmp_path)
    person.waits_until(lambda: person.sees(QPushButton, "Type or paste lyrics"))
    assert words(person) == []
    assert not person.window.undo_history.undo_words


def test_a_thousand_lines_long_ones_and_every_script_are_shown(opened: Callable[..., Person]) -> None:
    long = "[00:00.50]" + "very " * 150 + "long\n[00:00.60]" + "x" * 900 + "\n[00:00.70]<b>bold</b>\n"
    whole = long + "".join(f"[00:{n / 100 + 1:05.2f}]第{n}行 月亮代表我的心 さくら\n" for n in range(1000))
    person = opened(whole)
    view = lines(person)
    assert view.model().rowCount() == 1003
    assert view.model().index(2, 0).data() == "<b>bold</b>"
    assert view.verticalScrollBar().maximum() > 1000
    seek(person, 8.0)
    person.waits_until(lambda: view.viewport().rect().intersects(view.visualRect(view.model().index(703, 0))))
    wide = view.sizeHintForIndex(view.model().index(0, 0))
    assert wide.width() <= view.viewport().width()


def test_what_another_result_of_the_song_brought_is_found_from_the_stems_and_from_the_song(tmp_path: Path) -> None:
    """A speech model's result has no stems of its own, so nothing else would ever show it."""
    file = SongFile(make_song(tmp_path / "song.wav", 1.0), 44_100, 44_100, 2, "wav pcm_16")
    heard = tmp_path / "whisper" / "song.srt"
    heard.parent.mkdir()
    heard.write_text("1\n00:00:01,000 --> 00:00:02,000\nheard\n", "utf-8")
    stems = (StemFile("vocals", tmp_path / "out" / "vocals.wav"), StemFile("other", tmp_path / "out" / "other.wav"))
    results = (
        StoredResult(1, 1, None, text("Stems"), Results(tmp_path / "out", stems), 0.0),
        StoredResult(2, 1, None, text("Whisper"), Results(heard.parent, (), (heard,)), 0.0),
    )
    song = Song(1, file, 0.0, results)
    for loaded in (result_opener._record(song, results[0]), result_opener._song(song)):
        found = best_lyrics(place_for(loaded))
        assert (found.source, found.lines) == (LyricsSource.SERVICE, (LyricLine(1.0, "heard"),))
    kept = place_for(result_opener._record(song, results[0])).kept
    assert kept is not None
    kept.parent.mkdir()
    keep_lyrics(kept, Lyrics((LyricLine(1.0, "mine"),), LyricsSource.USER))
    assert best_lyrics(place_for(result_opener._song(song))).source is LyricsSource.USER


def test_times_of_lines() -> None:
    made = LyricTimes(parse_lrc(LRC).lines)
    assert [made.row_at(seconds) for seconds in (0.0, 1.0, 5.0, 100.0)] == [None, 0, 2, 3]
    assert made.next_after(3.5) == 3
    assert made.span([0, 3]) == (1.0, 13.5)
    assert made.rest_before(3) == 3.5
    assert made.rest_before(1) == 0.0
    assert [line.start for line in shifted(parse_lrc(LRC).lines, -2.0)] == [0.0, 1.0, 3.0, 6.5]
    assert LyricTimes([LyricLine(None, "a")]).span([0]) is None


def test_tapping_again_forgets_later_times_that_do_not_fit_any_more() -> None:
    taps = Taps([LyricLine(1.0, "a"), LyricLine(2.0, "b"), LyricLine(9.0, "c"), LyricLine(3.0, "d")], 1)
    taps.tap(5.0)
    assert [line.start for line in taps.result()] == [1.0, 5.0, 9.0, None]
    assert taps.take_back() == 5.0
    assert taps.take_back() is None
    assert [line.start for line in taps.result()] == [1.0, 2.0, 9.0, 3.0]


def test_words_that_are_being_typed_are_kept_when_another_song_is_loaded(
    opened: Callable[..., Person], stems: Path, tmp_path: Path
) -> None:
    person = opened(None)
    person.click("Type or paste lyrics")
    types(person, "first line\nsecond line")
    other = opens_another_song(person, tmp_path)
    assert words(person) == []
    person.waits_until(lambda: kept(stems) == [(None, "first line"), (None, "second line")])
    assert not (other / "Other.lrc").exists()


def test_words_that_are_being_typed_beside_somebody_elses_file_are_not_lost_when_another_song_comes(
    opened: Callable[..., Person], stems: Path, tmp_path: Path
) -> None:
    person = opened()
    person.click("Edit lyrics")
    types(person, "mine")
    opens_another_song(person, tmp_path)
    session = person.window.player.lyrics.session
    person.drop(stems)
    person.waits_until(lambda: session.title == "Midnight Train" and not session.is_loading)
    person.waits_until(lambda: words(person) == [(None, "mine")])
    assert (stems / "Midnight Train.lrc").read_text("utf-8") == LRC
    assert person.find(QPushButton, "Lyrics source").text() == "yours ▾"


def test_words_that_were_kept_beside_somebody_elses_file_survive_the_end_of_the_program(
    opened: Callable[..., Person], stems: Path
) -> None:
    person = opened()
    person.click("Edit lyrics")
    types(person, "mine")
    person.quit()
    again = opened()
    again.waits_until(lambda: words(again) == [(None, "mine")])
    assert (stems / "Midnight Train.lrc").read_text("utf-8") == LRC


def test_words_that_the_disk_did_not_take_are_there_when_their_song_comes_back(
    opened: Callable[..., Person], stems: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StemDeskError(ErrorKind.DISK, verbatim("The disk is full."))

    person = opened(None)
    with monkeypatch.context() as patch:
        patch.setattr(lyrics_session, "keep_lyrics", full)
        person.click("Type or paste lyrics")
        types(person, "mine")
        opens_another_song(person, tmp_path)
    person.drop(stems)
    person.waits_until(lambda: words(person) == [(None, "mine")])
    person.waits_until(lambda: kept(stems) == [(None, "mine")])


def test_words_that_are_being_typed_are_kept_when_the_window_is_closed(
    opened: Callable[..., Person], stems: Path
) -> None:
    person = opened(None)
    person.click("Type or paste lyrics")
    types(person, "first line")
    person.quit()
    assert kept(stems) == [(None, "first line")]


def test_the_line_that_is_sung_stays_in_sight_when_the_pane_becomes_lower(opened: Callable[..., Person]) -> None:
    person = opened("".join(f"[00:{n // 5:02d}.{n % 5 * 2}0]line {n}\n" for n in range(55)))
    seek(person, 6.1)
    view = lines(person)
    person.waits_until(lambda: view.viewport().rect().contains(view.visualRect(view.model().index(30, 0))))
    person.window.resize(1100, 640)
    person.press(Qt.Key.Key_P)
    person.waits_until(lambda: view.viewport().rect().contains(view.visualRect(view.model().index(30, 0))))
    assert view.height() > 90
    assert person.sees(QPushButton, "Karaoke on the full screen")
    assert not person.sees(QPushButton, "Tap the times of the lines")  # in the menu of the source
    menu = person.find(QPushButton, "Lyrics source").menu()
    menu.aboutToShow.emit()
    assert "Tap the times of the lines" in [action.text() for action in menu.actions()]


def karaoke(person: Person) -> KaraokeWindow:
    person.press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, KaraokeWindow) and w.isVisible()]
    return window


def test_words_without_times_are_turned_by_hand_on_the_full_screen(opened: Callable[..., Person]) -> None:
    window = karaoke(opened("one\ntwo\nthree\nfour\nfive\nsix\n", ".txt"))
    assert window.moment()[1] == ["one", "two", "three", "four"]
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert window.moment()[1] == ["two", "three", "four", "five"]
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.moment()[1] == ["five", "six"]
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.moment()[1] == ["six"]
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.moment()[1] == ["one", "two", "three", "four"]
    QTest.keyClick(window, Qt.Key.Key_Escape)


def test_a_verse_in_one_line_is_not_painted_over_the_next_lines_of_the_karaoke(opened: Callable[..., Person]) -> None:
    long = "somebody wrote a whole verse into it " * 26
    person = opened(f"[00:01.00]{long}\n")
    window = karaoke(person)
    window.resize(640, 360)
    window._playback.seek_seconds(2.0)
    person.waits_until(lambda: window.moment()[0].strip() == long.strip())
    picture = window.grab().toImage()
    ground = picture.pixel(1, 1)
    width, height = picture.width(), picture.height()  # a screen may have given it another size
    below = range(round(height * 0.52), height - 2)
    assert {picture.pixel(x, y) for x in range(width // 16, width - width // 16, 3) for y in below} == {ground}
    QTest.keyClick(window, Qt.Key.Key_Escape)


def test_karaoke_of_a_song_without_lyrics_leads_to_where_there_are_some(opened: Callable[..., Person]) -> None:
    person = opened(None)
    person.click("Lyrics")
    assert not person.sees(QPushButton, "Type or paste lyrics")
    person.press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert person.sees(QPushButton, "Type or paste lyrics")
    assert not any(isinstance(window, KaraokeWindow) for window in QApplication.topLevelWidgets() if window.isVisible())
