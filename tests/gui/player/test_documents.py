"""What a service has made besides stems, at the window: one click, one document, and its name on the button."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

import stemdesk
from stemdesk.core.text import verbatim
from stemdesk.core.untrusted.safe_html import safe_html
from stemdesk.gui.base import desktop
from stemdesk.gui.base.theme import Theme, ThemeChoice
from stemdesk.gui.session.loaded_stems import LoadedStems
from stemdesk.gui.widgets.rich_text import RichText
from tests.gui.conftest import Person

Open = Callable[..., Person]


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was given."""
    given: list[str] = []

    def opens(url: QUrl) -> bool:
        given.append(url.toLocalFile() or url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return given


def made(folder: Path, *names: str) -> LoadedStems:
    folder.mkdir()
    for name in names:
        (folder / name).write_text("words of " + name)
    return LoadedStems("Song", verbatim("model"), (), None, None, tuple(folder / name for name in names))


def test_a_result_of_programs_opens_nothing_and_each_is_shown_in_its_folder(
    open_window: Open, handed_over: list[str], tmp_path: Path
) -> None:
    person = open_window()
    names = ("a.bat", "b.lnk", "c.terminal", "d.desktop")
    person.window.result_opener.loaded_stems(made(tmp_path / "result", *names))
    person.waits_until(lambda: person.sees(QPushButton, "Show a.bat in its folder"))
    assert handed_over == []
    for name in names:
        person.click(f"Show {name} in its folder")
    assert handed_over == [f"{tmp_path}/result/"] * 4


def test_one_click_opens_the_one_document_that_its_button_names(
    open_window: Open, handed_over: list[str], tmp_path: Path
) -> None:
    person = open_window()
    person.window.result_opener.loaded_stems(made(tmp_path / "result", "a.mid", "b.pdf", "c.exe"))
    person.waits_until(lambda: person.sees(QPushButton, "Open a.mid"))
    assert handed_over == []
    assert person.find(QPushButton, "Open b.pdf").text() == "Open b.pdf"
    person.click("Open b.pdf")
    person.waits_until(lambda: bool(handed_over))
    assert handed_over == [f"{tmp_path}/result/b.pdf"]


def test_a_link_to_elsewhere_under_a_documents_name_is_not_followed(
    open_window: Open, handed_over: list[str], tmp_path: Path
) -> None:
    person = open_window()
    loaded_stems = made(tmp_path / "result", "a.mid", "b.mid")
    (tmp_path / "result" / "a.mid").unlink()
    (tmp_path / "result" / "a.mid").symlink_to(tmp_path / "elsewhere")
    person.window.result_opener.loaded_stems(loaded_stems)
    person.waits_until(lambda: person.sees(QPushButton, "Open a.mid"))
    person.click("Open a.mid")
    person.waits_until(lambda: bool(handed_over))
    assert handed_over == [f"{tmp_path}/result/"]


def test_a_text_is_read_in_the_window_with_the_others_beside_it(
    open_window: Open, handed_over: list[str], tmp_path: Path
) -> None:
    person = open_window()
    person.window.result_opener.loaded_stems(made(tmp_path / "result", "a.exe", "b.txt", "c.mid"))
    person.waits_until(lambda: person.sees(QPlainTextEdit, "b.txt"))
    assert person.find(QPlainTextEdit, "b.txt").toPlainText() == "words of b.txt"
    assert handed_over == []
    person.click("Open c.mid")
    person.waits_until(lambda: bool(handed_over))
    assert handed_over == [f"{tmp_path}/result/c.mid"]
    assert person.sees(QPushButton, "Show a.exe in its folder")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "smb://host/share", "javascript:x()", "ms-settings:", "https://", "//host/x", "x"]
)
def test_only_pages_of_the_web_reach_the_browser(handed_over: list[str], address: str) -> None:
    desktop.open_page(address)
    assert handed_over == []
    desktop.open_page("https://stemdesk.example/news?x=1")
    assert handed_over == ["https://stemdesk.example/news?x=1"]


def test_news_load_no_pictures_and_their_links_lead_to_the_web_only(
    qtbot: QtBot, qapp: QApplication, handed_over: list[str]
) -> None:
    words = RichText(Theme(qapp, ThemeChoice.DARK), "News")
    qtbot.addWidget(words)
    words.say(safe_html('<p>Hi <img src="file:///etc/passwd"><a href="https://ok.example/x">x</a></p>'))
    assert "img" not in words.toHtml()
    for kind in QTextDocument.ResourceType:
        assert words.loadResource(kind.value, QUrl("https://tracker.example/x.png")) is None
    for target in ("file:///etc/passwd", "stemdesk:x", "#here", "//host/share/x.exe", "https://ok.example/x"):
        words.anchorClicked.emit(QUrl(target))
    assert handed_over == ["https://ok.example/x"]
    assert words.toPlainText().strip().startswith("Hi")


def test_there_is_one_place_that_hands_things_to_the_system() -> None:
    root = Path(stemdesk.__file__).parent
    using = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("openUrl", "startfile", "startDetached", "QDesktopServices")
        )
        or (isinstance(node, ast.Name) and node.id == "QDesktopServices")
        or (isinstance(node, ast.Attribute) and node.attr == "setOpenExternalLinks")
    }
    assert using == {"gui/base/desktop.py"}
