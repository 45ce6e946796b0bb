"""Songs for tests: small, deterministic, and with enough in them to be separated."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from stemdesk.audio.files.sndfile_reader import open_sound_file

Floats = NDArray[np.float32]


def music(seconds: float = 3.0, rate: int = 44_100, channels: int = 2, seed: int = 1) -> Floats:
    """(frames, channels): a held chord at the sides, a gliding tone in the middle, a click every half second."""
    return _music(seconds, rate, channels, seed).copy()


@lru_cache(maxsize=16)  # ten seconds of it are three megabytes
def _music(seconds: float, rate: int, channels: int, seed: int) -> Floats:
    frames = round(seconds * rate)
    t = np.arange(frames) / rate
    noise = np.random.default_rng(seed)
    middle = 0.2 * np.sin(2 * np.pi * (440 * t + 30 * np.sin(2 * np.pi * 0.7 * t)))
    clicks = np.zeros(frames)
    for start in range(0, frames, max(1, rate // 2)):
        part = clicks[start : start + rate // 20]
        part += 0.4 * noise.standard_normal(len(part)) * np.exp(-np.arange(len(part)) / (rate / 200))
    result = np.zeros((frames, channels))
    for channel in range(channels):
        side = 0.1 * sum(
            np.sin(2 * np.pi * pitch * (1 + 0.002 * channel) * t + channel) for pitch in (110, 220, 277, 330)
        )
        result[:, channel] = middle + clicks + side
    return np.asarray(0.8 * result / max(1e-9, np.max(np.abs(result))), np.float32)


def make_song(
    path: Path,
    seconds: float = 3.0,
    rate: int = 44_100,
    channels: int = 2,
    subtype: str | None = None,
    *,
    noise: int | None = None,
) -> Path:
    """Minutes of music are the same ten seconds over and over: computing sines takes longer than reading them. `noise`: the
    seed of noise instead of music, which sounds like no other song."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = round(seconds * rate)
    data = music(min(seconds, 10.0), rate, channels)
    if noise is not None:
        data = (0.1 * np.random.default_rng(noise).standard_normal(data.shape)).astype(np.float32)
    write(path, np.tile(data, (-(-frames // max(1, len(data))), 1))[:frames], rate, subtype)
    return path


def write(path: Path, data: Floats, rate: int, subtype: str | None = None) -> None:
    """In blocks: libsndfile's Vorbis encoder does not survive minutes at once."""
    with open_sound_file(
        path, "w", samplerate=rate, channels=data.shape[1], subtype=subtype, format=path.suffix[1:].upper()
    ) as file:
        for start in range(0, len(data), 4096):
            file.write(data[start : start + 4096])


def read(path: Path) -> Floats:
    data: Floats = soundfile.read(path, dtype="float32", always_2d=True)[0]
    return data


def decibels(error: Floats) -> float:
    """RMS in dBFS; silence is -inf."""
    power = float(np.mean(np.square(error, dtype=np.float64)))
    return 10 * float(np.log10(power)) if power > 0 else -float("inf")


def sdr(true: Floats, estimate: Floats) -> float:
    """Signal-to-distortion ratio in dB over all samples and channels: 10 log10(|s|² / |s - ŝ|²)."""
    s = true.astype(np.float64)
    return float(10 * np.log10(np.sum(s**2) / np.sum((s - estimate) ** 2)))
