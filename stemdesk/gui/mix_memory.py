"""What somebody has set on a record (levels, mutes, solos, pans, the loop) comes back with it the next time.

The master volume belongs to the room, not to the song, and stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from stemdesk.audio.lanes import Span
from stemdesk.audio.mixer import LaneSetting
from stemdesk.core.reading import as_bool, as_float, as_int, as_list, as_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.stems import StemFile
    from stemdesk.gui.bridge import Bridge
    from stemdesk.gui.playback import Playback, Record
    from stemdesk.jobs.library import Library

#: Milliseconds after the last change; a fader that is being dragged is not written down at every step.
_REST: Final = 500


class MixMemory(QObject):
    def __init__(self, playback: Playback, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._playback = playback
        self._bridge = bridge
        self._library = library
        self._folder: Path | None = None
        self._is_restored = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.write)
        playback.opened.connect(self._opened)
        playback.mix_changed.connect(self._changed)
        playback.loop_changed.connect(self._changed)

    def write(self) -> None:
        """Writes down what is set now, if anything was changed since the last time."""
        record = self._playback.record
        if self._folder is None or record is None or not self._is_restored or folder_of(record) != self._folder:
            return
        self._timer.stop()
        settings = as_settings(record.stems, self._playback.lanes, self._playback.loop)
        self._bridge.tell(self._library.keep_mix(self._folder, settings))

    def _opened(self, record: Record) -> None:
        self._timer.stop()
        self._folder = folder_of(record)
        self._is_restored = False
        if self._folder is not None:
            self._bridge.spawn(self._restore(self._folder))

    async def _restore(self, folder: Path) -> None:
        kept = await self._bridge.ask(self._library.mix(folder))
        playback, record = self._playback, self._playback.record
        if folder != self._folder or record is None or self._is_restored:
            return  # something else was put on meanwhile, or somebody was quicker than the disk
        if kept:
            playback.restore(lanes_of(record.stems, kept))
            ends = [as_int(end) for end in as_list(kept.get("loop"))]
            if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                playback.set_loop(Span(max(0, ends[0]), min(playback.frames, ends[1])))
        self._is_restored = True

    def _changed(self) -> None:
        if self._folder is not None and self._playback.frames:  # none while a record is being put on
            self._is_restored = True
            self._timer.start()


def folder_of(record: Record) -> Path | None:
    """Where the stems lie together; None where they do not."""
    folders = {stem.path.parent for stem in record.stems}
    return folders.pop() if len(folders) == 1 else None


def as_settings(stems: Sequence[StemFile], lanes: Sequence[LaneSetting], loop: Span | None) -> dict[str, Any]:
    return {
        "lanes": {
            stem.stem: {"gain_db": lane.gain_db, "pan": lane.pan, "muted": lane.muted, "soloed": lane.soloed}
            for stem, lane in zip(stems, lanes, strict=True)
        },
        "loop": [loop.start, loop.end] if loop else None,
    }


def lanes_of(stems: Sequence[StemFile], kept: Mapping[str, Any]) -> list[LaneSetting]:
    """Lenient: a stem that was not there then is neutral, a value out of range is brought back into it."""
    by_stem = as_mapping(kept.get("lanes"))
    lanes = []
    for stem in stems:
        data = as_mapping(by_stem.get(stem.stem))
        gain, pan = as_float(data.get("gain_db")) or 0.0, as_float(data.get("pan")) or 0.0
        lanes.append(
            LaneSetting(min(24.0, max(-120.0, gain)), min(1.0, max(-1.0, pan)), as_bool(data.get("muted")),
                        as_bool(data.get("soloed")))
        )  # fmt: skip
    return lanes
