"""Fixtures for all rooms: a home of its own for every test, songs, a keyring in memory, a screen, a sound card, services."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import keyring.backend
import keyring.errors
import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.multimedia.*=false")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # all cores have tests to run; more threads would spin on them
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import quick, turns
from tests.e2e import screen as screens
from tests.e2e import soundcard, witness
from tests.networks import Tiny
from tests.sounds import make_song
from tests.standins.mvsep import TOKEN, Mvsep

if TYPE_CHECKING:
    from collections.abc import Iterator

# A property is no benchmark: a machine that is busy for a moment refutes nothing.
settings.register_profile("stemdesk", deadline=None)
settings.load_profile("stemdesk")
# A shell that runs the suite in the background makes all its children deaf to Ctrl+C; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(quick.OPTION, action="store_true", help=(quick.__doc__ or "").partition("\n")[0])


def pytest_configure(config: pytest.Config) -> None:
    turns.step_back(config)
    quick.prepare(config)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    return turns.scheduler(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    quick.leave_out(config, items)
    turns.in_turn(items, alone=turns.shared_file(config, "") is None)
    for item in filter(turns.records, items):
        item.add_marker(pytest.mark.flaky(reruns=5, only_rerun=[witness.MachineStoodStill.__name__]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with turns.ahead() if turns.records(item) else nullcontext():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A recording that failed while the machine stood still is made again; any other failure is one."""
    try:
        return (yield)
    except Exception as failure:
        card = getattr(item, "funcargs", {}).get("sound_card")
        if card is None or card.longest_pause <= witness.HARMLESS:
            raise
        reason = f"the machine stood still for {card.longest_pause * 1000:.0f} ms"
        if terminal := item.config.pluginmanager.get_plugin("terminalreporter"):
            terminal.write_line(f"\n{item.name}: {reason}")
        raise witness.MachineStoodStill(reason) from failure


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets: tests must never reach a person's own."""

    priority = 1
    name = "memory"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`STEMDESK_HOME` for this test alone."""
    for name in list(os.environ):
        if name.startswith("STEMDESK_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("STEMDESK_HOME", str(folder))
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # a model that is not there is not looked for in the Internet
    return folder


@pytest.fixture(autouse=True)
def _signals_stay_open() -> Iterator[None]:
    """A command blocks signals to wait for them; blocked in this process, no program of a later test could be ended."""
    yield
    if sys.platform != "win32":
        assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & {signal.SIGINT, signal.SIGTERM}


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Three seconds of stereo at 44.1 kHz with something in the middle and on both sides."""
    return make_song(tmp_path / "songs" / "a song.wav")


@pytest.fixture
def mvsep(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mvsep]:
    """MVSEP on loopback, with an account in the environment."""
    with Mvsep() as made:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", made.url)
        monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", TOKEN)
        yield made


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Tiny:
    """A trained network for tests; it is not on the disk yet."""
    return Tiny(monkeypatch, tmp_path)


@pytest.fixture
def sound_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[soundcard.SoundCard]:
    """A virtual sound card for programs that get its `environment`, to be recorded: see `turns.py`."""
    yield from _card(tmp_path_factory, is_heard=True)


@pytest.fixture
def unheard_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[soundcard.SoundCard]:
    """A virtual sound card for a program in which it is not the sound that counts; on a busy machine, too."""
    yield from _card(tmp_path_factory, is_heard=False)


def _card(folders: pytest.TempPathFactory, *, is_heard: bool) -> Iterator[soundcard.SoundCard]:
    if not soundcard.is_there():
        pytest.skip("needs PulseAudio")
    card = soundcard.SoundCard(folders.mktemp("card"), is_heard=is_heard)
    yield card
    card.close()


@pytest.fixture
def screen() -> Iterator[screens.Screen]:
    """A virtual screen with a window manager."""
    if not screens.is_there():
        pytest.skip("needs Xvfb, openbox and xdotool")
    made = screens.Screen()
    yield made
    made.close()


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """All three in a process of their own; the environment points at them. The answer: their addresses."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.services"], cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout
    told = json.loads(server.stdout.readline())
    for name, value in told["environment"].items():
        monkeypatch.setenv(name, value)
    yield told["urls"]
    server.communicate("")
