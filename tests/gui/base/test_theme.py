"""The look's rules: contrast, one home for colours, both themes whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import stemdesk
from stemdesk.core.stems import ORDER, StemFamily
from stemdesk.gui.base.icons import stem_icon_name
from stemdesk.gui.base.theme import DARK, LIGHT, Theme, ThemeChoice, Tokens, stem_color, style_sheet

ROOM = Path(stemdesk.__file__).parent


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_text_can_be_read_everywhere(tokens: Tokens) -> None:
    for ground in (tokens.bg, tokens.side, tokens.surface, tokens.raised):
        for ink in (tokens.text, tokens.muted):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in (tokens.ok, tokens.warn, tokens.bad, tokens.accent):
        assert contrast(ink, tokens.surface) >= 4.5, ink
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_mute, tokens.mute_button) >= 4.5


def test_no_colour_lives_outside_the_theme() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\"'\d]|Qt\.GlobalColor\.(?!transparent)")
    for path in ROOM.rglob("*.py"):
        if path.name != "theme.py":
            assert not literal.search(path.read_text("utf-8")), path
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", (ROOM.parent / "resources" / "style.qss").read_text("utf-8"))


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_the_style_sheet_has_no_token_left_open(tokens: Tokens) -> None:
    assert "@" not in style_sheet(tokens)


def test_every_stem_has_its_own_colour_and_keeps_it() -> None:
    assert len({stem_color(stem).name() for stem in ORDER}) == len(ORDER)
    assert stem_color("kazoo") == stem_color("kazoo")


@pytest.mark.parametrize(
    ("stem", "picture"),
    [("bassoon", "wind"), ("double bass", "bass"), ("bass guitar", "bass"), ("violin", "strings"), ("organ", "piano"),
     ("kick", "drums"), ("Backing Vocals", "vocals"), ("lead guitar 2", "guitar"), ("synth lead", "piano"),
     ("no reverb", "other"), ("no drums", "other"), ("kazoo", "other"), ("speech", "other"),
     ("accompaniment", "instrumental")],
)  # fmt: skip
def test_a_stem_has_the_picture_of_its_own_family(stem: str, picture: str) -> None:
    assert stem_icon_name(stem) == picture


def test_every_familys_picture_is_there() -> None:
    for family in StemFamily:
        assert (ROOM.parent / "resources" / "icons" / f"{stem_icon_name(family.value)}.svg").is_file()


class Witness(QWidget):
    """Counts how often it is fitted to a style sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.fitted = 0
        super().__init__(parent)

    def event(self, event: QEvent) -> bool:
        self.fitted += event.type() == QEvent.Type.StyleChange
        return super().event(event)


def test_a_theme_that_stays_does_not_fit_every_widget_anew(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.DARK)
    window = QWidget()
    witness = Witness(window)
    theme.dress(window)
    witness.ensurePolished()
    before = witness.fitted
    theme.choose(ThemeChoice.DARK)
    assert witness.fitted == before
    theme.choose(ThemeChoice.LIGHT)
    assert witness.fitted > before


def test_a_part_is_fitted_once_however_deep_it_was_put_into_others(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.DARK)
    part: QWidget = Witness()
    witness, outer = part, part
    for _ in range(5):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(part)
        part = outer
    theme.dress(outer)
    assert isinstance(witness, Witness)
    assert witness.fitted == 1
