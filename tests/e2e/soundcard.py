"""A real sound card without one: PulseAudio with a null sink, ALSA's default pointing at it, and a recorder."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import correlate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sounds import Floats

RATE = 44_100
NEEDED = ("pulseaudio", "parec", "pactl")


def is_there() -> bool:
    return all(shutil.which(program) for program in NEEDED)


class Recorder:
    """Hears all that is played. Its pace is the card's, so listening for a second takes one: no test needs to sleep."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", "stem.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2", "--raw",
             "--latency-msec=10"],
            env=environment, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._parts: list[bytes] = []
        self.listen(0.05)

    def listen(self, seconds: float) -> None:
        """Records this much more."""
        assert self._process.stdout
        self._parts.append(self._process.stdout.read(round(seconds * RATE) * 8))

    @property
    def heard(self) -> Floats:
        """Everything so far, (frames, 2)."""
        return np.frombuffer(b"".join(self._parts), np.float32).reshape(-1, 2)

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate()


class SoundCard:
    """`environment` is what a program needs to play into it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "HOME": str(folder),
        }
        (folder / "asound.conf").write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self._all = {**os.environ, **self.environment}
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--disable-shm=true",
             "-L", "module-native-protocol-unix",
             "-L", f"module-null-sink sink_name=stem rate={RATE} format=float32le channels=2"],
            env=self._all, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        for _ in range(3000):
            asked = subprocess.run(["pactl", "info"], env=self._all, capture_output=True, check=False)
            if asked.returncode == 0:
                return
        raise RuntimeError("pulseaudio does not start")

    @contextmanager
    def recording(self) -> Iterator[Recorder]:
        recorder = Recorder(self._all)
        try:
            yield recorder
        finally:
            recorder.stop()

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()


def find(played: Floats, recorded: Floats) -> int:
    """At which frame of the recording the played sound begins: where the two differ least."""
    wave, window = recorded.sum(axis=1, dtype=np.float64), played.sum(axis=1, dtype=np.float64)
    products = correlate(wave, window, mode="valid", method="fft")
    powers = np.concatenate([[0.0], np.cumsum(wave**2)])
    differences = powers[len(window) :] - powers[: -len(window)] - 2 * products
    return int(np.argmin(differences))
