"""What the player's tracks are set to for what is heard: the stems, and beside them the original and a rival's stems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.gui.session.loaded_stems import MonitorSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.stems import StemFile

_SILENT: Final = TrackSettings(muted=True)


def is_on(tracks: Sequence[TrackSettings], track: int) -> bool:
    """Whether a track is neither muted nor left out by a solo."""
    setting = tracks[track]
    return setting.soloed if any(other.soloed for other in tracks) else not setting.muted


def monitored(
    heard: MonitorSource,
    stems: Sequence[StemFile],
    tracks: Sequence[TrackSettings],
    original_db: float | None,
    rivals: Sequence[StemFile],
    *,
    song_db: float = 0.0,
) -> list[TrackSettings]:
    """Stems, the original (None where there is none), the rival's stems. `song_db` brings a song that is heard alone to the
    level of its stems."""
    own = [replace(setting, gain_db=setting.gain_db + song_db) for setting in tracks]
    if heard is MonitorSource.RESIDUAL:
        own = [TrackSettings(muted=not is_on(tracks, track), polarity_inverted=True) for track in range(len(tracks))]
    elif heard is not MonitorSource.MIX:
        own = [_SILENT] * len(tracks)
    others: list[TrackSettings] = []
    if original_db is not None:
        wanted = heard in (MonitorSource.ORIGINAL, MonitorSource.RESIDUAL)
        others.append(TrackSettings(original_db) if wanted else _SILENT)
    others += _rivals(stems, tracks, rivals) if heard is MonitorSource.COMPARISON else [_SILENT] * len(rivals)
    if any(setting.soloed for setting in own):
        others = [_SILENT] * len(others)
    return [*own, *others]


def _rivals(
    stems: Sequence[StemFile], tracks: Sequence[TrackSettings], rivals: Sequence[StemFile]
) -> list[TrackSettings]:
    """A rival's stems under the settings of ours of the same name; what we have not is heard as it is."""
    at = {stem.stem: number for number, stem in enumerate(stems)}
    any_solo = any(setting.soloed for setting in tracks)
    found = []
    for stem in rivals:
        if stem.stem in at:
            track = at[stem.stem]
            found.append(replace(tracks[track], soloed=False, muted=not is_on(tracks, track)))
        else:
            found.append(TrackSettings(muted=any_solo))
    return found
