"""HT-Demucs in the local engine's own process: got at the first split, removed in the middle, on bad days, too."""

from __future__ import annotations

import asyncio
import dataclasses
import sys
from typing import TYPE_CHECKING

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.inference import accelerators, published
from stemdesk.inference.published import published_models
from stemdesk.providers.local.protocol import STEMS
from stemdesk.workers import worker_process
from tests.demucs import graph, lay_out
from tests.providers.test_worker import work_for
from tests.providers.test_worker_network import split, told, with_provider, workers
from tests.sounds import decibels, make_song, read
from tests.standins.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stemdesk.core.jobs import Progress
    from stemdesk.core.models import KeptModel
    from stemdesk.providers.local.provider import LocalProvider
    from tests.networks import Tiny

pytestmark = pytest.mark.slow

FILES = {
    "htdemucs": [graph()],
    "htdemucs-6s": [graph(6)],
    "htdemucs-ft": [graph(parts=[number / 10] * 4) for number in (4, 3, 2, 1)],
}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub() as hub:
        monkeypatch.setenv("STEMDESK_LOCAL_URL", hub.url)
        for id_, files in FILES.items():
            for file, data in zip(published_models()[id_].files, files, strict=True):
                hub.put(file.addresses[0], data)
        yield hub


@pytest.mark.parametrize("model", FILES)
def test_the_first_split_gets_the_model_and_says_so(hub: Hub, song: Path, tmp_path: Path, model: str) -> None:
    work, seen = work_for(song, tmp_path / "work", model=model)

    async def test(provider: LocalProvider) -> None:
        found = await split(provider, work)
        assert tuple(found) == STEMS[model]
        parts = [read(path) for path in found.values()]
        assert all(part.shape == read(song).shape for part in parts)
        assert decibels(sum(parts) - read(song)) < -90

    with_provider(test)
    assert "getting the model, 0 %" in told(seen)
    assert "getting the model, 100 %" in told(seen)
    assert told(seen).endswith("separating")


def test_the_stems_lie_under_the_names_that_they_have(song: Path, tmp_path: Path) -> None:
    """The four specialists of the stand-in leave 0.4, 0.3, 0.2 and 0.1 of the song: vocals, drums, bass, other."""
    lay_out("htdemucs-ft", *FILES["htdemucs-ft"])
    work, _ = work_for(song, tmp_path / "work", model="htdemucs-ft")

    async def test(provider: LocalProvider) -> None:
        found = await split(provider, work)
        levels = {stem: decibels(read(path)) for stem, path in found.items()}
        assert sorted(levels, key=lambda stem: -levels[stem]) == ["vocals", "drums", "bass", "other"]

    with_provider(test)


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there, which is said")
def test_a_model_that_is_removed_while_a_job_uses_it_stays_open_for_it(tmp_path: Path) -> None:
    lay_out("htdemucs-ft", *FILES["htdemucs-ft"])
    work, seen = work_for(make_song(tmp_path / "long.wav", 40.0), tmp_path / "work", model="htdemucs-ft")

    async def test(provider: LocalProvider) -> None:
        report = work.report
        removed = asyncio.Event()

        def remove(progress: Progress) -> None:
            report(progress)
            if str(progress.detail) == "separating" and not removed.is_set():
                published.remove(published_models()["htdemucs-ft"])
                removed.set()

        work.report = remove
        assert len(await split(provider, work)) == 4
        assert removed.is_set()

    with_provider(test)
    assert "getting" not in told(seen)
    assert not published.is_ready(published_models()["htdemucs-ft"])


def test_nobody_who_waits_for_work_keeps_a_removed_model(song: Path, tmp_path: Path) -> None:
    """Its memory, and on Windows the file."""
    lay_out("htdemucs", *FILES["htdemucs"])

    async def test(provider: LocalProvider) -> None:
        await split(provider, work_for(song, tmp_path / "work", model="htdemucs")[0])
        assert len(workers(provider)) == 1
        await provider.remove_model("htdemucs")
        assert workers(provider) == []

    with_provider(test)


def test_a_file_of_another_shape_fails_the_job_with_a_sentence(song: Path, tmp_path: Path) -> None:
    lay_out("htdemucs", graph(6))
    work, _ = work_for(song, tmp_path / "work", model="htdemucs")

    async def test(provider: LocalProvider) -> None:
        with pytest.raises(StemDeskError, match="another shape") as caught:
            await split(provider, work)
        assert caught.value.kind is ErrorKind.UNSUPPORTED

    with_provider(test)


def test_a_job_whose_model_cannot_be_got_says_how_to_go_on(hub: Hub, song: Path, tmp_path: Path) -> None:
    hub.files.clear()
    work, _ = work_for(song, tmp_path / "work", model="htdemucs")

    async def test(provider: LocalProvider) -> None:
        with pytest.raises(StemDeskError, match="The other models work without"):
            await split(provider, work)

    with_provider(test)


def test_the_job_s_option_reaches_the_worker_and_costs_nothing_where_there_is_no_accelerator(
    song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out("htdemucs", *FILES["htdemucs"])
    note = tmp_path / "accelerated"
    code = (
        "import pathlib; from stemdesk.inference import accelerators as a; before = a.ways\n"
        f"note = pathlib.Path({str(note)!r})\n"
        "def ways(names, *, wanted): note.write_text(str(wanted)); return before(names, wanted=wanted)\n"
        "a.ways = ways; from stemdesk.providers.local.worker import main; raise SystemExit(main())"
    )
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", code])

    async def test(provider: LocalProvider) -> None:
        for choice, wanted in (("on", "True"), ("off", "False"), (None, "False")):
            work, _ = work_for(song, tmp_path / f"work {choice}", model="htdemucs")
            work.spec = dataclasses.replace(work.spec, options={"acceleration": choice} if choice else {})
            note.unlink(missing_ok=True)
            assert len(await split(provider, work)) == 4
            # whoever has the same network loaded, in the same way, does not load it again
            assert choice is None or note.read_text() == wanted

    with_provider(test)


@pytest.mark.parametrize("offered", [True, False])
def test_acceleration_is_offered_off_and_only_where_it_is(monkeypatch: pytest.MonkeyPatch, offered: bool) -> None:
    monkeypatch.setattr(accelerators, "is_offered", lambda: offered)

    async def test(provider: LocalProvider) -> None:
        for model in await provider.models():
            fields = {field.key: field for field in model.extras}
            assert ("acceleration" in fields) is (offered and model.download is not None)
            if fields:
                assert model.complete({})["acceleration"] == "off"
                assert "untried" in str(fields["acceleration"].choices[1].label)

    with_provider(test)


def test_what_is_kept_is_told_once_with_what_it_takes_and_who_needs_it(tiny: Tiny) -> None:
    async def test(provider: LocalProvider) -> None:
        async def kept() -> dict[str, KeptModel]:
            return {model.id: model for model in await provider.kept_models()}

        before = await kept()
        assert list(before) == ["htdemucs-ft", "htdemucs", "htdemucs-6s", "spleeter-2stems"]
        assert before["spleeter-2stems"].models == ("vocals", "band")
        assert not any(model.ready or model.on_disk for model in before.values())
        tiny.lay_out()
        lay_out("htdemucs", *FILES["htdemucs"])
        here = await kept()
        assert here["spleeter-2stems"].on_disk == len(tiny.file)
        assert here["htdemucs"].on_disk >= len(FILES["htdemucs"][0])
        assert [model.id for model in here.values() if model.ready] == ["htdemucs", "spleeter-2stems"]
        await provider.remove_model("htdemucs")
        await provider.remove_model("band")
        assert await kept() == before
        tiny.shared.mkdir()
        (tiny.shared / tiny.model.file).write_bytes(tiny.file)
        assert (await kept())["spleeter-2stems"].came_along

    with_provider(test)


def test_what_is_being_downloaded_is_not_removed_meanwhile(hub: Hub) -> None:
    import threading

    never = threading.Event()
    model = published_models()["htdemucs"]
    hub.store.fail(f"/bytes{model.files[0].addresses[0]}", until=never)

    async def test(provider: LocalProvider) -> None:
        getting = asyncio.create_task(provider.get_model("htdemucs", lambda _: None))
        await asyncio.to_thread(hub.store.wait_until, lambda: bool(hub.taken()))
        with pytest.raises(StemDeskError, match="being downloaded at this moment"):
            await provider.remove_model("htdemucs")
        never.set()
        await getting
        await provider.remove_model("htdemucs")

    with_provider(test)
    assert not published.is_ready(model)
