"""Which font writes what: one face for all of a label, also where Chinese, Japanese and Korean share characters.

Left to itself, Qt looks for each missing glyph alone and by the system's locale: simplified and Japanese shapes, light and
bold ones then stand in one word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from stemdesk.gui.base.i18n import language

#: By script: macOS, Windows, then what Linux has.
_FACES: Final = {
    "zh": (
        "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC",
        "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    ),
    "ja": (
        "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Meiryo UI", "Meiryo", "Noto Sans CJK JP",
        "Noto Sans JP", "Source Han Sans", "Source Han Sans JP", "IPAexGothic", "IPAPGothic", "TakaoPGothic",
    ),
    "ko": (
        "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K",
        "Source Han Sans KR", "NanumGothic",
    ),
}  # fmt: skip
#: First and last of each range; a pattern of them takes 5 ms to compile.
_KANA: Final = ("\u3041\u309f", "\u30a1\u30fa", "\u30fd\u30ff", "\u31f0\u31ff", "\uff66\uff9f")
_HANGUL: Final = ("\u1100\u11ff", "\u3131\u318e", "\uac00\ud7a3")
_HAN: Final = (
    "\u3005\u3005", "\u3007\u3007", "\u3400\u4dbf", "\u4e00\u9fff", "\uf900\ufaff", "\U00020000\U0003ffff",
)  # fmt: skip


def interface_families() -> list[str]:
    """For the whole application. A Chinese or Japanese window is written in one face, Latin letters too; any other in the
    system's."""
    return list(_families(language()))


def fitting(font: QFont, words: str) -> QFont:
    """`font` for words that need not be in the window's language, such as a song's title: in the face of their script."""
    copy = QFont(font)
    copy.setFamilies(list(dict.fromkeys([*_face(_script(words)), *interface_families()])))
    return copy


def musical(font: QFont) -> QFont:
    """`font` for the names of chords: in the system's own face also in a Chinese or Japanese window, whose faces make ♭ and ♯
    as wide as a character."""
    copy = QFont(font)
    copy.setFamilies(list(_families("")))
    return copy


def _script(words: str) -> str:
    if words.isascii():
        return ""
    if _has(words, _KANA):
        return "ja"
    if _has(words, _HANGUL):
        return "ko"
    return _script_of_han(language()) if _has(words, _HAN) else ""


def _has(words: str, ranges: tuple[str, ...]) -> bool:
    return any(each[0] <= character <= each[1] for character in words for each in ranges)


@cache
def _families(name: str) -> tuple[str, ...]:
    own = _face(name[:2])
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    system = [family for family in font.families() if QFontDatabase.hasFamily(family)]
    system = system or [QFontInfo(font).family()]  # "Sans Serif" is a rule, and Qt passes by such in a list
    return tuple(dict.fromkeys([*own, *system]))


@cache
def _script_of_han(name: str) -> str:
    """How characters are written that Chinese and Japanese share: as the window's language does, else the system's."""
    known = [each[:2] for each in (name, *QLocale.system().uiLanguages())]
    return next((script for script in known if script in ("zh", "ja")), "zh")


@cache
def _face(script: str) -> tuple[str, ...]:
    """The first of a script's fonts that is there; none without any."""
    return tuple(name for name in _FACES.get(script, ()) if QFontDatabase.hasFamily(name))[:1]
