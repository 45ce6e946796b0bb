"""A model that needs something on this computer first: said before, got with the split, gone from the words after."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QListView, QProgressBar, QPushButton

from stemdesk.core.app_paths import app_paths
from stemdesk.gui.base.settings import Settings
from stemdesk.inference import fetch, published, shelf
from stemdesk.inference.published import published_models
from tests.demucs import graph, lay_out
from tests.standins.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.gui.conftest import Person
    from tests.networks import Tiny

    Open = Callable[..., Person]


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def test_a_new_user_gets_the_network_where_it_is(open_window: Open, tiny: Tiny, song: Path) -> None:
    tiny.lay_out()
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QPushButton, "Split").text().startswith("Split")
    assert says(person, "A trained network (Spleeter) separates vocals")
    assert not says(person, "licence")


def test_a_missing_network_is_said_with_size_and_licence_and_got_with_the_split(
    open_window: Open, tiny: Tiny, song: Path
) -> None:
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QPushButton, "Split").text() == "Get it and split"
    assert says(person, "Spleeter 2 stems by Deezer")
    assert says(person, "MIT licence")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert person.sees(QPushButton, "Mute Instrumental")
    person.quit()
    again = open_window(song, model="")
    again.waits_until(lambda: again.sees(QPushButton, "Split") and again.find(QPushButton, "Split").isEnabled())
    assert again.find(QPushButton, "Split").text().startswith("Split")
    assert not says(again, "licence")


def test_the_better_models_stand_first_and_no_download_is_chosen_for_anybody(
    open_window: Open, tiny: Tiny, song: Path
) -> None:
    tiny.lay_out()
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.rows("Models")[:5] == [
        "HT-Demucs, downloaded once", "HT-Demucs, fine-tuned", "HT-Demucs", "HT-Demucs, six stems", "Trained network",
    ]  # fmt: skip
    models = person.find(QListView, "Models")
    assert models.currentIndex().data() == "Vocals"
    models.setCurrentIndex(models.model().index(1, 0))
    assert person.find(QPushButton, "Split").text() == "Get it and split"
    assert says(person, "about 664 MB from huggingface.co/StemSplitio, MIT licence")


def test_a_filter_chooses_what_is_there_before_what_is_to_be_downloaded(
    open_window: Open, tiny: Tiny, song: Path
) -> None:
    tiny.lay_out()
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.find(QPushButton, "Drums").click()
    assert person.find(QListView, "Models").currentIndex().data() == "Vocals + band"


def test_a_copy_without_its_network_offers_no_download_that_cannot_work(
    open_window: Open, tiny: Tiny, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_is_frozen", lambda: True)
    person = open_window(song, model="vocals")
    person.waits_until(lambda: says(person, "is missing from this copy of StemDesk. Install StemDesk again."))
    split = person.find(QPushButton, "Split")
    assert split.text().startswith("Split")
    assert not split.isEnabled()
    person.quit()
    Settings(app_paths()).remember("model/local", "")
    newcomer = open_window(song, model="")
    newcomer.waits_until(lambda: newcomer.find(QPushButton, "Split").isEnabled())
    assert newcomer.find(QListView, "Models").currentIndex().data() == "Vocals + instrumental (quick)"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub() as hub:
        monkeypatch.setenv("STEMDESK_LOCAL_URL", hub.url)
        for file in published_models()["htdemucs"].files:
            hub.put(file.addresses[0], graph())
        yield hub


def test_settings_list_what_is_downloaded_and_take_it_away(open_window: Open, tiny: Tiny, song: Path) -> None:
    tiny.lay_out()
    lay_out("htdemucs", graph())
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Settings")
    person.waits_until(lambda: person.sees(QPushButton, "Remove HT-Demucs"))
    person.waits_until(lambda: says(person, "Spleeter 2 stems by Deezer"))  # a new row is laid out a moment later
    assert says(person, "Vocals, Vocals + band")
    assert not person.sees(QPushButton, "Get HT-Demucs")
    assert person.sees(QPushButton, "Get HT-Demucs, six stems")
    person.click("Remove HT-Demucs")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    assert not person.sees(QPushButton, "Remove HT-Demucs")
    assert not list(app_paths().models.glob("htdemucs-*"))
    person.click("Remove Vocals, Vocals + band")
    person.waits_until(lambda: not tiny.own.exists())
    person.click("Close")
    person.waits_until(lambda: person.find(QPushButton, "Split").text() == "Get it and split")


def test_what_came_with_the_program_is_listed_and_stays(open_window: Open, tiny: Tiny, song: Path) -> None:
    tiny.shared.mkdir()
    (tiny.shared / tiny.model.file).write_bytes(tiny.file)
    person = open_window(song)
    person.click("Settings")
    person.waits_until(lambda: says(person, "included"))
    assert not person.sees(QPushButton, "Remove Vocals, Vocals + band")
    assert not person.sees(QPushButton, "Get Vocals, Vocals + band")


def test_a_model_is_got_in_the_settings_stopped_and_gone_on_with(
    open_window: Open, tiny: Tiny, song: Path, hub: Hub
) -> None:
    never = threading.Event()
    path = f"/bytes{published_models()['htdemucs'].files[0].addresses[0]}"
    hub.store.fail(path, change=lambda reply: replace(reply, cut_at=100))
    hub.store.fail(path, until=never)
    person = open_window(song, model="htdemucs")
    person.waits_until(lambda: person.sees(QPushButton, "Split"))
    person.click("Settings")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    person.click("Get HT-Demucs")
    person.waits_until(lambda: len(hub.taken()) == 2)
    assert person.find(QProgressBar, "Getting HT-Demucs").value() > 0
    person.click("Stop HT-Demucs")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    never.set()
    assert says(person, "begun: 0 MB of 166 MB")
    person.click("Get HT-Demucs")
    person.waits_until(lambda: person.sees(QPushButton, "Remove HT-Demucs"))
    assert hub.taken()[-1].headers["range"] == "bytes=100-"
    person.click("Close")
    person.waits_until(lambda: person.find(QPushButton, "Split").text().startswith("Split"))


def test_a_download_that_fails_in_the_settings_says_why(open_window: Open, tiny: Tiny, song: Path, hub: Hub) -> None:
    hub.files.clear()
    person = open_window(song)
    person.click("Settings")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    person.click("Get HT-Demucs")
    person.waits_until(lambda: says(person, "not published any more where StemDesk looks for it"))
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))


def test_a_window_that_closes_while_a_model_comes_ends_and_keeps_what_came(
    open_window: Open, tiny: Tiny, song: Path, hub: Hub
) -> None:
    never = threading.Event()
    path = f"/bytes{published_models()['htdemucs'].files[0].addresses[0]}"
    hub.store.fail(path, change=lambda reply: replace(reply, cut_at=100))
    hub.store.fail(path, until=never)
    person = open_window(song)
    person.click("Settings")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    person.click("Get HT-Demucs")
    person.waits_until(lambda: len(hub.taken()) == 2)
    person.quit()
    never.set()
    assert [path.suffix for path in sorted(app_paths().models.glob("htdemucs-*"))] == [".from", ".part"]


def test_the_disk_is_never_looked_at_on_the_window_s_thread(
    open_window: Open, tiny: Tiny, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[bool] = set()
    for module, name in ((published, "on_disk"), (published, "is_ready"), (published, "remove"), (shelf, "on_disk")):
        before = getattr(module, name)

        def noted(*given: object, before: Callable[..., object] = before) -> object:
            seen.add(threading.current_thread() is threading.main_thread())
            return before(*given)

        monkeypatch.setattr(module, name, noted)
    lay_out("htdemucs", graph())
    person = open_window(song)
    person.click("Settings")
    person.waits_until(lambda: person.sees(QPushButton, "Remove HT-Demucs"))
    person.click("Remove HT-Demucs")
    person.waits_until(lambda: person.sees(QPushButton, "Get HT-Demucs"))
    assert seen == {False}


def test_where_networks_do_not_run_the_window_says_so_before_and_after_and_plays_the_preview(
    open_window: Open, tiny: Tiny, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "can_run", lambda: False)
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QPushButton, "Split").text().startswith("Split")
    assert says(person, "(onnxruntime is not installed). The quick preview of the same stems is used instead.")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Instrumental"))
    person.waits_until(lambda: "onnxruntime is not installed" in person.window._notice.words())
    assert says(person, "Vocals + instrumental (quick)")
