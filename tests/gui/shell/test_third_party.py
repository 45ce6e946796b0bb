"""A service of another package in the window: nothing that is true of one of our own services may be said of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QTableWidget, QTextBrowser

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.models import Format, Model
from stemdesk.core.services import (
    AccountState,
    Board,
    BoardColumn,
    BoardPage,
    BoardRow,
    NewsItem,
    Page,
    PastJob,
    QueueLoad,
)
from stemdesk.core.text import Text, text, verbatim
from stemdesk.gui.base.i18n import show
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.registry import Registry
from tests.gui.conftest import Person
from tests.jobs.fakes import FakeProvider
from tests.sounds import make_song

Open = Callable[..., Person]
NAME = "Studio"
Studios = Callable[["Studio"], None]


class Studio(FakeProvider):
    """Counts credits, has no free queue and no plans; its pages hold three entries, its tickets keys of their own."""

    def __init__(self) -> None:
        super().__init__("studio")
        self.description = ProviderDescription(
            "studio", verbatim(NAME), verbatim("a studio"), (CredentialField("key", text("Key")),)
        )
        self.credits = 40.0

    async def models(self) -> Sequence[Model]:
        return [
            Model(id_, verbatim(name), verbatim("G"), verbatim(""), ("vocals", "other"),
                  (Format(format_, verbatim(format_), f".{format_}"),), price_per_minute=60.0)
            for id_, name, format_ in (("m", "Takes all", "flac"), ("m2", "Takes more", "wav"))
        ]  # fmt: skip

    async def account(self, credentials: Mapping[str, str]) -> AccountState:
        assert credentials
        return AccountState("Ada", credits=self.credits)

    async def history(self, credentials: Mapping[str, str], start: int = 0) -> Page[PastJob]:
        jobs = [
            PastJob(f"Song {n}", "Takes more", "today", 2.0, True, None, f"h{n}", "m2", {"mine": n}) for n in range(5)
        ]
        return Page(jobs[start : start + 3], start + 3 if start < 2 else None)

    def boards(self) -> Sequence[Board]:
        return [Board("b", verbatim("Ours"))]

    async def board(self, board: str, start: int = 0, name: str = "", sort: str = "") -> BoardPage:
        columns = (BoardColumn("isr_db", verbatim("ISR")), BoardColumn("sar_db", verbatim("SAR")))
        rows = tuple(BoardRow(f"net {n}", "", "", {"isr_db": 9.0 - n}) for n in range(start, min(5, start + 3)))
        return BoardPage(columns, "isr_db", rows, start + 3 if start < 2 else None)

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        raise NotImplementedError


@pytest.fixture
def studios(monkeypatch: pytest.MonkeyPatch) -> Studios:
    """Installs a studio beside this computer."""

    def install(studio: Studio) -> None:
        monkeypatch.setenv("STEMDESK_STUDIO_KEY", "k")
        monkeypatch.setattr("stemdesk.app.default_registry", lambda: Registry([LocalProvider(), studio]))

    return install


@pytest.fixture
def studio(studios: Studios) -> Studio:
    made = Studio()
    studios(made)
    return made


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def at_studio(person: Person) -> None:
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click(NAME)
    person.waits_until(lambda: "Takes all" in person.rows("Models"))


def test_a_paid_job_is_not_announced_as_free(open_window: Open, studio: Studio, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 2.0))
    at_studio(person)
    person.waits_until(lambda: "Ada" in person.find(QRadioButton, NAME).accessibleDescription())
    assert "40 credits" in person.find(QRadioButton, NAME).accessibleDescription()
    person.waits_until(lambda: says(person, "2 credit") and says(person, "of 40"))


def test_a_job_that_costs_more_than_there_is_says_so(open_window: Open, studio: Studio, tmp_path: Path) -> None:
    studio.credits = 1.0
    person = open_window(make_song(tmp_path / "x.wav", 2.0))
    at_studio(person)
    person.waits_until(lambda: says(person, "more than the account has: 1 credits"))


def test_an_old_job_comes_back_with_the_model_that_it_was_made_with(
    open_window: Open, studio: Studio, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    at_studio(person)
    person.click("History")
    person.waits_until(lambda: person.find(QTableWidget, "Earlier jobs").rowCount() > 0)
    person.find(QTableWidget, "Earlier jobs").selectRow(1)
    person.click("Download stems")
    person.waits_until(lambda: "Song 1" in person.rows("Songs"))
    (card,) = (tmp_path / "home").rglob("stemdesk.json")
    written = json.loads(card.read_text("utf-8"))
    assert (written["model"], written["format"]) == ("m2", "wav")


def test_the_next_page_is_offered_for_as_long_as_the_service_has_one(
    open_window: Open, studio: Studio, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    at_studio(person)
    person.click("History")
    table = person.find(QTableWidget, "Earlier jobs")
    person.waits_until(lambda: table.rowCount() == 3)
    person.click("Show more earlier jobs")
    person.waits_until(lambda: table.rowCount() == 5)
    assert not person.sees(QPushButton, "Show more earlier jobs")


def test_a_leaderboard_has_the_services_own_columns(open_window: Open, studio: Studio, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    at_studio(person)
    person.click("Leaderboards")
    table = person.find(QTableWidget, "Leaderboard")
    person.waits_until(lambda: table.rowCount() == 3)
    heading = table.model().headerData
    assert [heading(n, Qt.Orientation.Horizontal) for n in range(3)] == ["Model", "ISR", "SAR"]
    person.click("Show more of the leaderboard")
    person.waits_until(lambda: table.rowCount() == 5)
    assert not person.sees(QPushButton, "Show more of the leaderboard")


def test_a_service_that_counts_half_credits_is_not_rounded_down(
    open_window: Open, studio: Studio, tmp_path: Path
) -> None:
    studio.credits = 2.25
    person = open_window(make_song(tmp_path / "x.wav", 2.5))
    at_studio(person)
    person.waits_until(lambda: says(person, "2.5 credits of 2.25"))
    person.waits_until(lambda: says(person, "more than the account has"))


class WithNews(Studio):
    async def news(self, language: str, start: int = 0) -> Page[NewsItem]:
        return Page([NewsItem("A new net", "today", "It is <b>good</b>.")])


class WithQueue(Studio):
    async def queue_load(self, credentials: Mapping[str, str]) -> QueueLoad:
        return QueueLoad(((verbatim("in line"), 4),))


def test_a_service_with_news_and_no_queue_shows_its_news(open_window: Open, studios: Studios, tmp_path: Path) -> None:
    studios(WithNews())
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    at_studio(person)
    person.click("News")
    person.waits_until(lambda: "It is good." in person.find(QTextBrowser, "News").toPlainText())


def test_a_service_with_a_queue_and_no_news_shows_its_queue(
    open_window: Open, studios: Studios, tmp_path: Path
) -> None:
    studios(WithQueue())
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    at_studio(person)
    person.waits_until(lambda: says(person, "Queue: 4 in line"))
    assert not person.sees(QPushButton, "News")


class WithBraces(Studio):
    async def models(self) -> Sequence[Model]:
        (first, *_) = await super().models()
        return [replace(first, name=verbatim("Takes all {{of it}}"), price_per_minute=None)]


def test_a_models_name_is_shown_as_its_service_spells_it(open_window: Open, studios: Studios, tmp_path: Path) -> None:
    studios(WithBraces())
    person = open_window(make_song(tmp_path / "x.wav", 0.1))
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click(NAME)
    person.waits_until(lambda: "Takes all {{of it}}" in person.rows("Models"))
    person.click("Split")
    person.waits_until(lambda: any(song.results for song in person.window.songs()))
    (song,) = person.window.songs()
    assert show(song.results[0].label) == "Takes all {{of it}}"
    assert says(person, "Studio · Takes all {{of it}}")
