"""Every sentence of the window in the user's language: English, 简体中文, 日本語.

All strings live in one context, so a sentence that the engine makes (`core.text`) and one of the window's own are
translated alike. `packaging/translations.py` collects them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from stemdesk.core.app_paths import resources
from stemdesk.core.text import Text, fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QApplication

CONTEXT: Final = "StemDesk"
_language: Final = ["en"]
#: Languages that there are translations for, by their own names.
LANGUAGES: Final = {"en": "English", "zh_CN": "简体中文", "ja": "日本語"}


def language() -> str:
    """The window's, a key of `LANGUAGES`."""
    return _language[0]


def tr(template: str, **values: str | int | float) -> str:
    """A sentence of the window; `{named}` places are filled after translation."""
    return fill(QCoreApplication.translate(CONTEXT, template), values)


def tr_n(template: str, n: int, **values: str | int | float) -> str:
    """The same with a number that decides the form: `%n` stands for it."""
    return fill(QCoreApplication.translate(CONTEXT, template, None, n), values)


def listed(words: Iterable[str]) -> str:
    """Words in a row, with what the language puts between them."""
    return tr(", ").join(words)


def show(sentence: Text) -> str:
    """A sentence of the engine or of a provider in the user's language; names of formats inside it too."""
    if not sentence.template:
        return ""
    if _language[0] in sentence.versions:
        return sentence.versions[_language[0]]
    return tr(sentence.template, **{k: show(v) if isinstance(v, Text) else v for k, v in sentence.values.items()})


def pick_language(chosen: str, system: list[str]) -> str:
    """The language to use: the chosen one, else the first of the system's that we have, else English."""
    if chosen in LANGUAGES:
        return chosen
    for name in system:
        lower = name.replace("-", "_").lower()
        if lower.startswith("zh"):
            return "zh_CN"
        for known in LANGUAGES:
            if lower.split("_")[0] == known:
                return known
    return "en"


def install(application: QApplication, chosen: str) -> str:
    """Installs the translators (ours and Qt's own for its dialogs) and the number formats; answers with the language."""
    picked = pick_language(chosen, QLocale.system().uiLanguages())
    _language[0] = picked
    locale = QLocale.system() if picked == "en" and chosen not in LANGUAGES else QLocale(picked)
    QLocale.setDefault(locale)
    for folder, name in (
        (str(resources() / "translations"), f"stemdesk_{picked}"),
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{picked}"),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    return picked
