"""Which face writes what: looked at in the glyphs that are really drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QListView, QPushButton, QWidget

from stemdesk.gui.base import i18n
from stemdesk.gui.base.fonts import fitting, interface_families, musical
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.theme import Theme, ThemeChoice, sized
from stemdesk.gui.widgets.basic import TitleLabel
from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.gui.conftest import Person

    Open = Callable[..., Person]

SC, JP, KR = "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR"
#: Characters that Chinese and Japanese draw differently, and some that only one of them has.
SHARED, KANA, HANGUL = "直角今骨 海", "骨の海へ 直角", "한국 노래"


@pytest.fixture
def speaks(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """The window's language for a test."""
    before = QLocale()
    there = set(qapp.findChildren(QTranslator))

    def install(language: str) -> None:
        i18n.install(qapp, language)
        Theme(qapp, ThemeChoice.DARK)

    if not all(map(QFontDatabase.hasFamily, (SC, JP, KR))):
        pytest.skip("needs Noto Sans CJK")
    yield install
    for translator in set(qapp.findChildren(QTranslator)) - there:
        qapp.removeTranslator(translator)
    i18n.install(qapp, "en")
    Theme(qapp, ThemeChoice.DARK)
    QLocale.setDefault(before)


def drawn(words: str, font: QFont) -> set[tuple[str, str]]:
    """Family and style of all glyphs."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    faces = [run.rawFont() for run in layout.glyphRuns()]
    return {(face.familyName(), face.styleName()) for face in faces}


def test_a_chord_is_written_in_one_face_whose_flat_is_no_wider_than_a_letter(
    speaks: Callable[[str], None],
) -> None:
    """Chinese and Japanese faces make ♭ and ♯ as wide as a character: E ♭ maj7."""
    speaks("en")
    latin = drawn("E♭maj7 F♯m7♭5", musical(QFont()))
    for language in ("zh_CN", "ja"):
        speaks(language)
        font = musical(QApplication.font())
        assert drawn("E♭maj7 F♯m7♭5", font) == latin
        assert QFontMetrics(font).horizontalAdvance("♭") < QFontMetrics(font).horizontalAdvance("m")


def shown_words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


@pytest.mark.parametrize(("language", "face"), [("zh_CN", SC), ("ja", JP)])
def test_a_window_in_chinese_or_japanese_is_written_in_one_face(
    speaks: Callable[[str], None], open_window: Open, song: Path, language: str, face: str
) -> None:
    speaks(language)
    person = open_window(song)
    person.waits_until(lambda: person.find(QPushButton, tr("Split")).isEnabled())
    shown = [widget for widget in person.window.findChildren(QWidget) if widget.isVisible() and shown_words(widget)]
    faces = {
        shown_words(widget): {family for family, _ in drawn(shown_words(widget), widget.font())} for widget in shown
    }
    assert len(faces) > 20
    assert {words: found for words, found in faces.items() if found != {face}} == {}


@pytest.mark.parametrize(("language", "face"), [("zh_CN", SC), ("ja", JP)])
def test_what_is_bold_stays_bold_in_the_same_face(speaks: Callable[[str], None], language: str, face: str) -> None:
    speaks(language)
    font = QApplication.font()
    assert drawn("分离 歌曲 Split 2", sized(font, 13, bold=True)) == {(face, "Bold")}
    assert drawn("分离 歌曲 Split 2", sized(font, 13)) == {(face, "Regular")}


@pytest.mark.parametrize(
    ("language", "words", "face"),
    [("zh_CN", KANA, JP), ("zh_CN", SHARED, SC), ("ja", SHARED, JP), ("ja", KANA, JP), ("zh_CN", HANGUL, KR),
     ("en", KANA, JP), ("en", HANGUL, KR), ("ja", HANGUL, KR)],
)  # fmt: skip
def test_a_song_s_title_is_written_in_the_face_of_its_script(
    speaks: Callable[[str], None], language: str, words: str, face: str
) -> None:
    speaks(language)
    for bold, style in ((False, "Regular"), (True, "Bold")):
        assert drawn(f"{words} (live).wav", fitting(sized(QApplication.font(), 13, bold=bold), words)) == {
            (face, style)
        }


def test_a_label_for_titles_takes_the_face_of_each_and_gives_it_back(
    speaks: Callable[[str], None], qapp: QApplication
) -> None:
    speaks("zh_CN")
    label = TitleLabel("", "heading")
    Theme(qapp, ThemeChoice.DARK).dress(label)
    label.resize(400, 30)
    label.show()
    for words, face in ((KANA, JP), (SHARED, SC), (HANGUL, KR), ("Plain", SC)):
        label.say(words)
        assert drawn(label.text(), label.font()) == {(face, "Bold")}, words


def test_an_english_window_keeps_the_system_s_face(speaks: Callable[[str], None]) -> None:
    speaks("en")
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    assert drawn("Split 2 songs", QApplication.font()) == drawn("Split 2 songs", system)
    assert interface_families()[0] == QFontInfo(system).family()


def test_a_japanese_title_stands_in_a_chinese_list_in_its_own_face(
    speaks: Callable[[str], None], open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaks("zh_CN")
    fonts: dict[str, QFont] = {}
    from stemdesk.gui.library import song_delegate

    def noted(font: QFont, words: str) -> QFont:
        fonts[words] = fitting(font, words)
        return fonts[words]

    monkeypatch.setattr(song_delegate, "fitting", noted)
    person = open_window(make_song(tmp_path / "骨の海.wav"), make_song(tmp_path / "骨海.wav"))
    person.waits_until(lambda: len(person.rows(tr("Songs"))) >= 2)
    person.find(QListView, tr("Songs")).grab()
    assert {words: drawn(words, font) for words, font in fonts.items()} == {
        "骨の海.wav": {(JP, "Bold")}, "骨海.wav": {(SC, "Bold")},
    }  # fmt: skip
