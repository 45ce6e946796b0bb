"""How loud a song is, by listening in here and there: the network was trained with records as they are mastered, and takes a
quiet song's singer for nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.reader import open_audio
from stemdesk.core.errors import StemDeskError

if TYPE_CHECKING:
    from pathlib import Path

#: RMS of full scale: about -16 dB, between 6 dB less and 4 more it makes no difference.
_MASTERED: Final = 0.16
_SPOTS: Final = 16
_SPOT_SECONDS: Final = 1.0
#: Not so much that noise becomes music, nor so little that music becomes nothing.
_MOST: Final = 100.0
_LEAST: Final = 0.25


def gain_for(source: Path) -> float:
    """What brings the song to the level of a record. 1 where nobody can tell; what is wrong with it is said by others."""
    try:
        with closing(open_audio(source)) as reader:
            spot = round(_SPOT_SECONDS * reader.rate)
            power = []
            for start in np.linspace(0, max(0, reader.frames - spot), _SPOTS).astype(int):
                reader.seek(int(start))
                heard = np.nan_to_num(reader.read(spot), posinf=0.0, neginf=0.0)
                if len(heard):
                    power.append(float(np.mean(np.square(heard, dtype=np.float64))))
    except StemDeskError:
        return 1.0
    loud = float(np.sqrt(np.mean(power))) if power else 0.0
    return float(np.clip(_MASTERED / loud, _LEAST, _MOST)) if loud > 0 else 1.0
