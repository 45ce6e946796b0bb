"""The look, in one place: both themes' tokens, the stems' colours, and the style sheet made from them.

No other module holds a colour. Contrast of text is at least 4.5:1 (tested).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from shiboken6 import isValid

from stemdesk.core.app_paths import resources
from stemdesk.core.stems import ORDER, StemFamily
from stemdesk.gui.base.fonts import interface_families

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for."""

    bg: str
    side: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    mute_button: str
    on_mute: str


DARK: Final = Tokens(
    bg="#14161B", side="#181B21", surface="#1D2028", raised="#272B35", line="#323845", text="#E9ECF2", muted="#98A1B1",
    accent="#7A8CFF", on_accent="#0F1220", ok="#3FBF8F", warn="#E8B84A", bad="#F0736A", mute_button="#E8B84A",
    on_mute="#1B1606",
)  # fmt: skip
LIGHT: Final = Tokens(
    bg="#F4F5F8", side="#ECEEF3", surface="#FFFFFF", raised="#F0F2F6", line="#DADFE8", text="#1A1D24", muted="#5B6575",
    accent="#4557E6", on_accent="#FFFFFF", ok="#1C7D57", warn="#8A5E00", bad="#C43D33", mute_button="#E8B84A",
    on_mute="#1B1606",
)  # fmt: skip

#: After Okabe and Ito: told apart by colour-blind eyes too.
_STEMS: Final = {
    StemFamily.VOCALS.value: "#E69F00", StemFamily.DRUMS.value: "#56B4E9", StemFamily.BASS.value: "#1FB58F",
    StemFamily.GUITAR.value: "#E5713A", StemFamily.PIANO.value: "#D58BB8", StemFamily.STRINGS.value: "#C9B83B",
    StemFamily.WIND.value: "#5C8FE0", StemFamily.OTHER.value: "#9AA3B2", StemFamily.INSTRUMENTAL.value: "#8F9BD6",
    "original": "#B4BCCB", "lead vocals": "#F0B63A", "back vocals": "#C97F5B",
}  # fmt: skip
#: What a track can be given instead, by the colour's name.
TRACK_COLORS: Final = {
    "orange": "#E69F00", "red": "#E5604F", "pink": "#D58BB8", "violet": "#A98BE0", "blue": "#5C8FE0", "cyan": "#56B4E9",
    "green": "#1FB58F", "yellow": "#C9B83B", "gray": "#9AA3B2",
}  # fmt: skip
#: Further stems stand around the colour circle by the golden angle: neighbours in a drum kit are far apart.
_FURTHER: Final = [stem for stem in ORDER if stem not in _STEMS]
_GOLDEN, _SATURATION, _LIGHTNESS = 0.618034, 0.52, 0.62

#: For the application's command line: whoever sets its style afterwards gets it as an object, with 560 constants to load.
QT_ARGUMENTS: Final = ("-style", "Fusion")
#: What is printed is printed on white.
INK: Final = Qt.GlobalColor.black
RADIUS_CARD: Final = 10
RADIUS_CONTROL: Final = 7


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def stem_color(stem: str) -> QColor:
    """A stem's colour, the same everywhere; a stem that nobody planned for gets a hue by its name."""
    name = stem.lower()
    if name in _STEMS:
        return QColor(_STEMS[name])
    place = _FURTHER.index(name) if name in _FURTHER else len(_FURTHER) + sum(name.encode())
    return QColor.fromHslF((0.02 + place * _GOLDEN) % 1.0, _SATURATION, _LIGHTNESS)


class Theme(QObject):
    """The theme in force. `changed` fires after the application has been restyled; painters then repaint."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        self.tokens = LIGHT
        self._windows: WeakSet[QWidget] = WeakSet()
        self._sheet = ""
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._apply())
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        self._choice = choice
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Gives a window without a parent the style sheet, and so all that is in it or belongs to it, now and whenever the
        theme changes. Qt fits a style sheet of the application to a part anew each time that it is put into a larger one.
        """
        self._windows.add(window)
        window.setStyleSheet(self._sheet)

    @property
    def is_dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    def color(self, token: str) -> QColor:
        return QColor(getattr(self.tokens, token))

    def _apply(self) -> None:
        self.tokens = DARK if self.is_dark else LIGHT
        if (palette := _palette(self.tokens)) != self._application.palette():
            self._application.setPalette(palette)
        font = QFont(self._application.font())
        font.setFamilies(interface_families())
        font.setPixelSize(13)
        if font != self._application.font():
            self._application.setFont(font)
        if (sheet := style_sheet(self.tokens)) != self._sheet:
            self._sheet = sheet
            for window in filter(isValid, self._windows):
                window.setStyleSheet(sheet)
        self.changed.emit()


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """`font` in another size; figures keep one width, so that times and levels do not jitter."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, color in {
        role.Window: t.bg, role.WindowText: t.text, role.Base: t.surface, role.AlternateBase: t.raised, role.Text: t.text,
        role.Button: t.surface, role.ButtonText: t.text, role.Highlight: t.accent, role.HighlightedText: t.on_accent,
        role.ToolTipBase: t.raised, role.ToolTipText: t.text, role.PlaceholderText: t.muted, role.Link: t.accent,
        role.BrightText: t.bad, role.Mid: t.line, role.Light: t.raised, role.Dark: t.line, role.Accent: t.accent,
    }.items():  # fmt: skip
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.muted))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of every window: `resources/style.qss` with the tokens filled in."""
    sheet = (resources() / "style.qss").read_text("utf-8")
    for field in sorted(fields(tokens), key=lambda field: -len(field.name)):
        sheet = sheet.replace(f"@{field.name}", getattr(tokens, field.name))
    icons = (resources() / "icons").as_posix()
    sheet = (
        sheet.replace("@icons", icons).replace("@card", f"{RADIUS_CARD}px").replace("@control", f"{RADIUS_CONTROL}px")
    )
    return sheet.replace("@scheme", "dark" if tokens is DARK else "light")
