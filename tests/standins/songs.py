"""Sound files that stand-ins answer with, made of the songs that they were sent."""

from __future__ import annotations

import functools
import io

import numpy as np
import soundfile

KINDS = {"mp3": ("MP3", None), "flac": ("FLAC", "PCM_16"), "wav": ("WAV", "PCM_16")}


@functools.lru_cache(maxsize=24)
def stem_of(song: bytes, kind: str, share: float) -> bytes:
    """`share` of a song, in another container; a second of silence where the song cannot be read."""
    try:
        data, rate = soundfile.read(io.BytesIO(song), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError:
        data, rate = np.zeros((44_100, 2), np.float32), 44_100
    container, subtype = KINDS.get(kind, ("WAV", "PCM_16"))
    made = io.BytesIO()
    soundfile.write(made, data * share, rate, format=container, subtype=subtype)
    return made.getvalue()
