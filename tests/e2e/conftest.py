from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import screen as screens
from tests.e2e import soundcard

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def sound_card(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[soundcard.SoundCard]:
    """A virtual sound card for programs that get its `environment`."""
    if not soundcard.is_there():
        pytest.skip("needs PulseAudio")
    card = soundcard.SoundCard(Path(tmp_path_factory.mktemp("card")))
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
