"""The program as a newcomer meets it: on a real screen, with the mouse, against a service that answers like MVSEP."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.e2e import screen as screens
from tests.e2e.newcomer import Newcomer, jobs_of_source
from tests.e2e.soundcard import RATE, SoundCard, difference
from tests.sounds import decibels, make_song, read
from tests.standins.mvsep import TOKEN, Mvsep, working

#: The second card of the split view, on a screen of 1440 x 900.
MANIFEST_NAME = (620, 120)


def test_a_song_is_dropped_on_mvsep_watched_and_heard(
    screen: screens.Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    song = make_song(tmp_path / "音楽" / "Été – 夏 (live).wav", 8.0)
    with Mvsep() as service:
        service.next_states = working("waiting", "processing")
        os.environ.update(STEMDESK_MVSEP_URL=service.url)
        environment = {**os.environ, **screen.environment, **sound_card.environment, "STEMDESK_HOME": str(home),
                       "STEMDESK_MVSEP_TOKEN": TOKEN}  # fmt: skip
        try:
            command = [sys.executable, "-m", "stemdesk"]
            with Newcomer(screen, sound_card, command, environment, jobs=jobs_of_source) as person:
                person.comes_forward()
                service.wait_until(lambda: bool(service.asked("/api/app/user")))
                screen.do("mousemove", "--sync", *MANIFEST_NAME, "click", 1)
                service.wait_until(lambda: bool(service.asked("/api/app/algorithms")))
                job = person.splits(song)
                if pictures := os.environ.get("PICTURES_OF_TESTS"):
                    screens.save_picture(screen, Path(pictures) / "mvsep.png")
                heard = person.plays(5.0)
                assert person.closes() == (0, b"")
        finally:
            os.environ.pop("STEMDESK_MVSEP_URL", None)
    assert job["provider"] == "mvsep"
    paths = [seen.path for seen in service.seen if "separation" in seen.path or "storage" in seen.path]
    assert paths.count("/api/separation/create") == 1
    assert sum(service.charges.values()) == 1
    stems = [read(Path(stem["path"])) for stem in job["stems"]]
    true = stems[0] + stems[1]
    assert decibels(true - read(song)) < -80
    assert difference(true[2 * RATE : 3 * RATE], heard) < 1e-5
