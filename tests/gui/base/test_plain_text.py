"""Words of services and files at the window: whatever they look like, they are shown and never read as HTML."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSystemTrayIcon,
    QWidget,
)
from pytestqt.qtbot import QtBot

import stemdesk.gui
from stemdesk.core.services import PastJob
from stemdesk.gui.base import plain_text
from stemdesk.gui.service.service_pages import Table
from stemdesk.gui.widgets.basic import ElidedLabel
from stemdesk.providers.mvsep.answers import plain as one_line
from tests.gui.conftest import Person
from tests.sounds import make_song

Open = Callable[..., Person]

EVIL = '<img src="//host/share/x.png">'
HIDDEN = "&lt;img src=&quot;//host/share/x.png&quot;&gt;"


def looks_like_html(words: str) -> bool:
    """At least all that Qt takes for HTML."""
    return re.search(r"<[a-zA-Z/!?]", words) is not None


def shown(words: str) -> str:
    """What a tool tip with these words shows."""
    if not looks_like_html(words):
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()


@pytest.mark.parametrize(
    "words", [EVIL, "<b>x</b>", "a < b", "R&B <live>", "one\ntwo <i>", "<qt>", "&lt;b&gt;", "<!-- x"]
)
def test_a_tool_tip_shows_the_words_themselves(qtbot: QtBot, words: str) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    plain_text.tip(button, words)
    assert shown(button.toolTip()) == words


@given(st.text("<>&;abipqst/ \"'=!\n", max_size=40))
def test_no_words_at_all_become_html_in_a_tool_tip(words: str) -> None:
    tip = plain_text.tip_of(words)
    assert not looks_like_html(tip) or (tip.startswith("<qt>") and "<" not in tip[4:-5].replace("<br>", ""))


def test_hovering_a_row_of_the_history_loads_nothing(qtbot: QtBot) -> None:
    table = Table("Earlier jobs", ("Song",))
    qtbot.addWidget(table)
    table.add(PastJob, (EVIL,))
    item = table.item(0, 0)
    assert item is not None
    assert shown(item.toolTip()) == EVIL
    assert "<img" not in item.toolTip()


def test_a_song_whose_name_is_markup_is_shown_by_it(open_window: Open, tmp_path: Path) -> None:
    song = make_song(tmp_path / "<b>bold<b> <i>.wav", 0.3)
    person = open_window(song)
    person.waits_until(lambda: song.name in person.rows("Songs"))
    model = person.find(QListView, "Songs").model()
    tips = [str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)) for row in range(model.rowCount())]
    assert str(song) in [shown(tip) for tip in tips]
    assert not any("<b>" in tip for tip in tips)


def test_labels_never_guess_what_their_words_are(qtbot: QtBot, qapp: object) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    form = QFormLayout(page)
    plain_text.form_row(form, EVIL, QLineEdit())
    ElidedLabel(EVIL).setParent(page)
    labels = page.findChildren(QLabel)
    assert len(labels) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_notification_has_no_markup_to_be_read(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, title, words, *_: told.extend((title, words)))
    plain_text.notify(QSystemTrayIcon(), "a <b>\x1b]0;x\x07", f"{EVIL} is ready", 100)
    assert told == ["a ‹b›\ufffd]0;x\ufffd", '‹img src="//host/share/x.png"› is ready']


def test_screen_readers_get_letters_and_no_orders(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    plain_text.named(button, "Cancel evil\u202egnp.exe\x1b[2J")
    assert button.accessibleName() == "Cancel evil\ufffdgnp.exe\ufffd[2J"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (EVIL, ""), (HIDDEN, ""), (HIDDEN.replace("&", "&amp;"), ""), (HIDDEN.replace("&", "&amp;amp;amp;"), ""),
        ("1 < 2 &amp; 3", "1 < 2 & 3"), ("&lt;script&gt;x()&lt;/script&gt;y", "y"), ("<img src=x", "img src=x"),
        ("&#" + "9" * 5000 + ";", "\ufffd"), ("a <3 b", "a <3 b"), ("<<b>b>c", "< b>c"), ('<a t="<b>x', "x"),
    ],
)  # fmt: skip
def test_a_servers_words_are_unescaped_first_and_then_stripped(written: str, line: str) -> None:
    assert one_line(written) == line


@given(st.text('<>&;ltgamp/ #x3cbi!?"', max_size=60))
def test_no_servers_words_look_like_html_any_more(words: str) -> None:
    assert not looks_like_html(one_line(words))


FORBIDDEN = {
    "setToolTip", "setTabToolTip", "setAccessibleName", "setAccessibleDescription", "setWhatsThis", "setStatusTip",
    "showMessage", "setInformativeText", "setDetailedText", "critical", "warning", "information", "question", "about",
    "insertHtml", "setMarkdown", "showText", "setToolTipMarkdown",
}  # fmt: skip


def test_there_is_one_way_to_set_what_qt_would_read_as_html() -> None:
    root = Path(stemdesk.gui.__file__).parent
    found = []
    for path in root.glob("*.py"):
        if path.name == "plain.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Attribute):
                called = node.func.attr
                logs = isinstance(node.func.value, ast.Name) and node.func.value.id == "_log"
                words_in_a_form = called == "addRow" and isinstance(
                    node.args[0], ast.Constant | ast.Name | ast.JoinedStr
                )
                html = called == "setHtml" and path.name != "rich_text.py"
                if (called in FORBIDDEN and not logs) or words_in_a_form or html:
                    found.append(f"{path.name}:{node.lineno} {called}")
            elif isinstance(node.func, ast.Name) and node.func.id in ("QLabel", "QMessageBox", "QErrorMessage"):
                found.append(f"{path.name}:{node.lineno} {node.func.id}")
    assert found == []
    roles = [path.name for path in root.glob("*.py") if "ToolTipRole" in path.read_text("utf-8")]
    assert all("tip_of(" in (root / name).read_text("utf-8") for name in roles)
