"""LRCLIB as its server's source has it: `/api/get`, `/api/search`, 404 with a name; faults on demand."""

from __future__ import annotations

from typing import Any

from tests.standins.http import Reply, Seen, StandIn, as_json

NOT_FOUND = {"message": "Failed to find specified track", "name": "TrackNotFound", "statusCode": 404}


def track(number: int = 1, **changed: Any) -> dict[str, Any]:
    """A song as the service describes it."""
    return {
        "id": number, "name": "Midnight Train", "trackName": "Midnight Train", "artistName": "The Lanterns",
        "albumName": "Stations", "duration": 6.0, "instrumental": False,
        "plainLyrics": "I walked the line\ncounting the lights",
        "syncedLyrics": "[00:01.00] I walked the line\n[00:03.50] counting the lights", **changed,
    }  # fmt: skip


class Lrclib(StandIn):
    """`tracks` are its songs."""

    def __init__(self) -> None:
        super().__init__()
        self.tracks: list[dict[str, Any]] = [track()]
        self.route("GET", r"/api/get", self._get)
        self.route("GET", r"/api/search", self._search)

    @property
    def address(self) -> str:
        return f"{self.url}/api"

    def _get(self, seen: Seen) -> Reply:
        wanted = seen.query
        if not wanted.get("track_name") or not wanted.get("artist_name"):
            return as_json({"message": "missing field", "statusCode": 400}, 400)
        for each in self.tracks:
            same = all(
                str(each[key]).lower() == wanted[name].lower()
                for name, key in (
                    ("track_name", "trackName"),
                    ("artist_name", "artistName"),
                    ("album_name", "albumName"),
                )
                if name in wanted
            )
            if same and abs(each["duration"] - float(wanted.get("duration", each["duration"]))) <= 2:
                return as_json(each)
        return as_json(NOT_FOUND, 404)

    def _search(self, seen: Seen) -> Reply:
        title = seen.query.get("track_name", seen.query.get("q", "")).lower()
        return as_json([each for each in self.tracks if title in str(each["trackName"]).lower()][:20])
