"""The window in each of its languages, as small as it is supposed to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget

from stemdesk.gui.base import i18n
from stemdesk.gui.base.formatting import stem_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.gui.conftest import Person

    Open = Callable[..., Person]

STEMS = {"en": "Vocals, Instrumental", "zh_CN": "人声、伴奏", "ja": "ボーカル、伴奏"}


@pytest.fixture(params=["en", "zh_CN", "ja"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QLocale()
    there = set(qapp.findChildren(QTranslator))
    yield i18n.install(qapp, request.param)
    for translator in set(qapp.findChildren(QTranslator)) - there:
        qapp.removeTranslator(translator)
    i18n.install(qapp, "en")
    QLocale.setDefault(before)


def cut_off(window: QWidget) -> list[str]:
    """What does not fit: buttons' words, and labels that neither wrap nor are shortened on purpose."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    buttons = [button for button in shown if isinstance(button, QAbstractButton)]
    labels = [it for it in shown if isinstance(it, QLabel) and not isinstance(it, ElidedLabel) and not it.wordWrap()]
    return [
        *(it.text() for it in buttons if it.fontMetrics().horizontalAdvance(it.text()) > it.width()),
        *(it.text() for it in labels if _wanted(it) > it.width()),
    ]


def _wanted(label: QLabel) -> int:
    """Pixels. A label of fixed width goes on hinting at the width that it had when its words were set."""
    is_fixed = label.minimumWidth() == label.maximumWidth()
    return label.fontMetrics().horizontalAdvance(label.text()) if is_fixed else label.sizeHint().width()


def test_nothing_is_cut_off_in_the_smallest_window(open_window: Open, song: Path, language: str) -> None:
    person = open_window(song)
    window = person.window
    window.resize(1100, 720)
    person.waits_until(lambda: person.find(QPushButton, tr("Split")).isEnabled())
    assert cut_off(window) == []
    person.click(tr("Split"))
    person.waits_until(lambda: person.sees(QWidget, tr("Play view")))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # a label that has just changed gets its room
    assert cut_off(window) == []
    person.click(tr("Show split"))
    assert cut_off(window) == []
    for show in (window.show_settings, window.show_accounts):
        show()
        dialog = next(found for found in window.findChildren(QDialog) if found.isVisible())
        assert cut_off(dialog) == []
        dialog.close()


def test_names_in_a_row_are_set_apart_as_the_language_does_it(language: str) -> None:
    assert i18n.listed(map(stem_name, ["vocals", "instrumental"])) == STEMS[language]
