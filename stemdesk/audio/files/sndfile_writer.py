"""libsndfile as an `AudioWriter`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.disk import cannot_write, fsync_file
from stemdesk.audio.files.sndfile_reader import open_sound_file
from stemdesk.core.later import later

if TYPE_CHECKING:
    from pathlib import Path

    import soundfile

    from stemdesk.audio.dsp.buffers import Samples
    from stemdesk.audio.files.encodings import Encoding
else:
    soundfile = later("soundfile")

#: libsndfile's Vorbis encoder overruns its stack when it is given minutes at once. The others take what comes in one call.
_VORBIS_BLOCK: Final = 4096


#: 320 kbit/s in MPEG-1, at LAME's own quality (3).
MP3_QUALITY: Final[dict[str, Any]] = {"compression_level": 0.0, "bitrate_mode": "CONSTANT"}
#: libFLAC's level 4 rather than 5: a tenth of the time less for files that are a few thousandths larger.
FLAC_QUALITY: Final[dict[str, Any]] = {"compression_level": 0.5}
_LARGEST_WAV: Final = 4_000_000_000


class SoundFileWriter:
    def __init__(self, path: Path, encoding: Encoding, rate: int, channels: int, expected: int | None) -> None:
        self._path = path
        container = encoding.container
        self._at_once = _VORBIS_BLOCK if container == "OGG" else None
        if container == "WAV" and (expected or 0) * channels * (encoding.bits or 32) // 8 > _LARGEST_WAV:
            container = "RF64"
        quality: dict[str, Any] = {}
        if container == "MP3":
            quality = dict(MP3_QUALITY)
        elif container == "FLAC":
            quality = dict(FLAC_QUALITY)
        elif container == "OGG":
            quality = {"compression_level": 0.2}
        try:
            self._file = open_sound_file(
                path, "w", samplerate=rate, channels=channels, subtype=encoding.subtype, format=container, **quality
            )
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(path) from None

    def write(self, block: Samples) -> None:
        try:
            step = self._at_once or max(1, len(block))
            for start in range(0, len(block), step):
                self._file.write(block[start : start + step])
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(self._path) from None

    def close(self) -> None:
        try:
            self._file.close()
        except (soundfile.LibsndfileError, OSError):
            raise cannot_write(self._path) from None
        fsync_file(self._path)
