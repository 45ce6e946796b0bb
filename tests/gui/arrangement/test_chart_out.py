"""The chart, and chords and sections in project files: as heard and gripped, whatever the form."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton

from stemdesk.core.music import regions
from stemdesk.core.music.chart import ChartSong, chart
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.lyrics import LyricLine, Lyrics
from stemdesk.core.music.sections import Section
from stemdesk.gui.export.chart_page import write_chart_page
from stemdesk.gui.session.arrangement import GlobalTrack
from tests.gui.arrangement.test_chord_track import choose, line
from tests.gui.conftest import Person, type_name

POPPLER = shutil.which("pdftotext")
CTRL = Qt.KeyboardModifier.ControlModifier


def chart_as(player: Person, filter_words: str, target: Path) -> str:
    choose(player, line(player), QPoint(line(player).x_of(1.0), 12), "Export chart…")
    player.waits_until(lambda: any(found.isVisible() for found in player.window.findChildren(QFileDialog)))
    (dialog,) = [found for found in player.window.findChildren(QFileDialog) if found.isVisible()]
    chosen = next(words for words in dialog.nameFilters() if words.startswith(filter_words))
    dialog.selectNameFilter(chosen)
    dialog.filterSelected.emit(chosen)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    proposed = Path(dialog.selectedFiles()[0]).name
    dialog.setDirectory(str(target.parent))
    type_name(dialog, str(target))
    dialog.accept()
    player.waits_until(lambda: f"“{target.name}” is exported" in player.notice())
    return proposed


def test_a_chart_is_written_as_chordpro_at_the_pitch_and_capo_of_now(player: Person, tmp_path: Path) -> None:
    player.press(Qt.Key.Key_Up, CTRL)
    player.press(Qt.Key.Key_Up, CTRL)
    player.window.practice.arrangement.set_capo(2)
    target = tmp_path / "chart.cho"
    assert chart_as(player, "ChordPro", target) == "stems.cho"
    words = target.read_text("utf-8")
    assert "{title: stems}" in words
    assert "{capo: 2}" in words
    assert "Am" in words
    assert "Bm" not in words
    assert "Outro" in words


def test_a_chart_is_written_as_text_and_as_a_page(player: Person, tmp_path: Path) -> None:
    chart_as(player, "Plain text", tmp_path / "chart.txt")
    assert "[Outro]" in (tmp_path / "chart.txt").read_text("utf-8")
    chart_as(player, "Page", tmp_path / "chart.pdf")
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF-")


def test_the_proposed_name_of_a_chart_is_one_that_no_file_has(player: Person, stems: Path, tmp_path: Path) -> None:
    (stems / "stems.pdf").write_bytes(b"mine")
    assert chart_as(player, "Page", tmp_path / "other.pdf") == "stems 2.pdf"
    assert (stems / "stems.pdf").read_bytes() == b"mine"


def long_song(lines: int) -> ChartSong:
    chords = tuple(Chord(2.0 * n, 2.0 * n + 2, name) for n, name in enumerate(["A:min7", "F#:hdim7/b5"] * lines))
    downbeats = tuple(2.0 * n for n in range(2 * lines))
    beats = tuple(0.5 * n for n in range(8 * lines))
    words = tuple(LyricLine(4.0 * n, "七里香 “窗外的麻雀” & <b>") for n in range(lines // 2))
    return ChartSong(
        "Song", 4.0 * lines, chords, "Artist", beats, downbeats, (Section(0.0, 4.0 * lines, "Verse"),), Lyrics(words),
        key="A minor", bpm=120.0,
    )  # fmt: skip


@pytest.mark.parametrize(("lines", "pages"), [(4, 1), (80, 2), (200, 4)])
def test_a_long_chart_takes_as_many_pages_as_it_needs(lines: int, pages: int, tmp_path: Path) -> None:
    write_chart_page(chart(long_song(lines)), tmp_path / "chart.pdf")
    found = (tmp_path / "chart.pdf").read_bytes().count(b"/Type /Page\n")
    assert found >= pages
    assert found <= pages * 4


@pytest.mark.skipif(POPPLER is None, reason="Poppler's tools are not here (apt-get install poppler-utils)")
def test_another_program_reads_and_draws_the_chords_the_words_and_the_sections_of_a_page(
    tmp_path: Path, qapp: object
) -> None:
    """By Poppler, which many viewers are built on."""
    page = tmp_path / "chart.pdf"
    write_chart_page(chart(long_song(4)), page)
    read = subprocess.run(["pdftotext", "-layout", page, "-"], check=True, capture_output=True, text=True).stdout
    assert read.count("Am7") == 4
    assert read.count("F♯m7♭5/C") + read.count("F♯m7♭5") >= 4
    assert "Verse" in read
    assert "七里香" in unicodedata.normalize("NFKC", read)  # fonts draw 里 and its radical with one glyph
    subprocess.run(["pdftoppm", "-r", "72", "-singlefile", "-png", page, tmp_path / "page"], check=True)
    drawn = QImage(str(tmp_path / "page.png"))
    assert drawn.height() > 700
    dark = [
        y for y in range(drawn.height()) if any(drawn.pixelColor(x, y).lightness() < 128 for x in range(drawn.width()))
    ]
    assert len(dark) > 60
    assert dark[0] < drawn.height() / 4


def test_chords_are_markers_and_sections_regions_in_a_reaper_project(player: Person, stems: Path) -> None:
    player.click("Export")
    player.find(QRadioButton, "REAPER project").setChecked(True)
    assert player.find(QCheckBox, "Chords and sections as markers").isEnabled()
    save(player, stems / "song.rpp")
    text = (stems / "song.rpp").read_text("utf-8")
    assert '"Am"' in text
    assert '"G7"' in text
    assert '"Outro" 1' in text


def test_a_project_without_them_has_none(player: Person, stems: Path) -> None:
    player.click("Export")
    player.find(QRadioButton, "DAWproject").setChecked(True)
    save(player, stems / "with.dawproject")
    player.click("Export")
    player.find(QCheckBox, "Chords and sections as markers").setChecked(False)
    save(player, stems / "without.dawproject")
    with_them, without = (
        zipfile.ZipFile(stems / name).read("project.xml").decode() for name in ("with.dawproject", "without.dawproject")
    )
    assert 'name="Am"' in with_them
    assert 'name="Outro"' in with_them
    assert "Marker " not in without


def save(player: Person, target: Path) -> None:
    player.click("Save")
    player.waits_until(lambda: any(found.isVisible() for found in player.window.findChildren(QFileDialog)))
    (dialog,) = [found for found in player.window.findChildren(QFileDialog) if found.isVisible()]
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDirectory(str(target.parent))
    type_name(dialog, str(target))
    dialog.accept()
    player.waits_until(lambda: f"“{target.name}” is exported" in player.notice())


def test_edited_chords_are_what_is_exported(player: Person, tmp_path: Path) -> None:
    arrangement = player.window.practice.arrangement
    arrangement.edit(GlobalTrack.CHORDS, regions.renamed(arrangement.chords, 0, "Eb:maj7"))
    chart_as(player, "Plain text", tmp_path / "chart.txt")
    words = (tmp_path / "chart.txt").read_text("utf-8")
    assert "E♭maj7" in words or "Ebmaj7" in words or "D♯maj7" in words or "D#maj7" in words
