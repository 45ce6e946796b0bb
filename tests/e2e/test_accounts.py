"""A newcomer without any account, on a real screen: from a card to its page, a token, and back to the big button."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.e2e import screen as screens
from tests.e2e.newcomer import Newcomer, jobs_of_source
from tests.e2e.soundcard import SoundCard
from tests.sounds import make_song
from tests.standins.mvsep import TOKEN, Mvsep

#: The second card of the split view, on a screen of 1440 x 900.
MVSEP = (620, 120)


def test_a_card_without_an_account_leads_to_its_page_and_back_to_a_split(
    screen: screens.Screen, unheard_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    song = make_song(tmp_path / "a song.wav", 4.0)
    with Mvsep() as service:
        environment = {**os.environ, **screen.environment, **unheard_card.environment, "STEMDESK_HOME": str(home),
                       "STEMDESK_MVSEP_URL": service.url,
                       "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}  # fmt: skip
        command = [sys.executable, "-m", "stemdesk"]
        with Newcomer(screen, unheard_card, command, environment, jobs=jobs_of_source) as person:
            person.comes_forward()
            screen.do("mousemove", "--sync", *MVSEP, "click", 1)
            page = screen.window("Accounts")
            screen.do("windowactivate", "--sync", page)
            if pictures := os.environ.get("PICTURES_OF_TESTS"):
                screens.save_picture(screen, Path(pictures) / "accounts.png")
            screen.do("type", "wrong-token")
            screen.do("key", "Return")
            service.wait_until(lambda: [seen.query for seen in service.asked("/api/app/user")] != [])
            assert page in screen.do("search", "--onlyvisible", "--name", "^Accounts$").split()
            screen.do("type", TOKEN)
            screen.do("key", "Return")
            screen.waits_until_gone("Accounts")
            job = person.splits(song)
            assert person.closes() == (0, b"")
    assert job["provider"] == "mvsep"
    assert sum(service.charges.values()) == 1
    assert not [path for path in home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
