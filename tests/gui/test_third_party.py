"""A service of another package in the window: nothing that is true of one of our own services may be said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QRadioButton

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.models import Format, Model
from stemdesk.core.services import AccountState
from stemdesk.core.text import Text, text, verbatim
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.registry import Registry
from tests.gui.conftest import Person
from tests.jobs.fakes import FakeProvider
from tests.sounds import make_song

Open = Callable[..., Person]
NAME = "Studio"


class Studio(FakeProvider):
    """Counts credits, has no free queue and says nothing of plans."""

    def __init__(self) -> None:
        super().__init__("studio")
        self.description = ProviderDescription(
            "studio", verbatim(NAME), verbatim("a studio"), (CredentialField("key", text("Key")),)
        )
        self.credits = 40.0

    async def models(self) -> Sequence[Model]:
        return [Model("m", verbatim("Takes all"), verbatim("G"), verbatim(""), ("vocals", "other"),
                      (Format("wav", text("W"), ".wav"),), price_per_minute=60.0)]  # fmt: skip

    async def account(self, credentials: Mapping[str, str]) -> AccountState:
        assert credentials
        return AccountState("Ada", credits=self.credits)

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        raise NotImplementedError


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    made = Studio()
    monkeypatch.setenv("STEMDESK_STUDIO_KEY", "k")
    monkeypatch.setattr("stemdesk.app.default_registry", lambda: Registry([LocalProvider(), made], []))
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
