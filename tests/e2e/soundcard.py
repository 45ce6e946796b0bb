"""A real sound card without one: PulseAudio with a null sink, ALSA's default pointing at it, and a recorder."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from tests.e2e.witness import Witness
from tests.patience import looks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sounds import Floats

RATE = 44_100
AUDIBLE = 1e-3
NEEDED = ("pulseaudio", "parec", "pactl", "pacmd")


def is_there() -> bool:
    return all(shutil.which(program) for program in NEEDED)


class Recorder:
    """Hears all that is played. Its pace is the card's, so listening for a second takes one: no test needs to sleep."""

    def __init__(self, environment: dict[str, str], output: str = "stem") -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", f"{output}.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2", "--raw",
             "--latency-msec=10"],
            env=environment, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._witness = Witness()
        self._data = bytearray()
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.listen(0.05)

    def _read(self) -> None:
        assert self._process.stdout
        while block := os.read(self._process.stdout.fileno(), 1 << 16):
            with self._more:
                self._data += block
                self._more.notify_all()

    def listen(self, seconds: float) -> None:
        """Records this much more, from now on."""
        with self._more:
            wanted = len(self._data) + round(seconds * RATE) * 8
            if not self._more.wait_for(lambda: len(self._data) >= wanted, timeout=seconds + 20):
                raise AssertionError("the sound card stands still")

    def listen_for_sound(self, seconds: float) -> None:
        """Records until something is heard (within so many seconds)."""
        for _ in range(round(seconds * 10)):
            self.listen(0.1)
            if np.max(np.abs(self.heard[-RATE // 5 :])) > AUDIBLE:
                return
        raise AssertionError("nothing was heard")

    def first_sound(self, frames: int) -> Floats:
        """So much of what was heard, from when it had faded in."""
        faded_in = int(np.argmax(np.abs(self.heard[:, 0]) > AUDIBLE)) + 3000
        return self.heard[faded_in : faded_in + frames]

    @property
    def heard(self) -> Floats:
        """Everything so far, (frames, 2)."""
        with self._more:
            whole = len(self._data) // 8 * 8
            return np.frombuffer(bytes(self._data[:whole]), np.float32).reshape(-1, 2)

    def stop(self) -> float:
        """The longest pause of the whole machine while this was recorded, in seconds."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout
        self._process.stdout.close()
        return self._witness.longest_pause()


class SoundCard:
    """`environment` is what a program needs to play into it. Nobody but a recorder keeps an output awake: the null sink
    renders two seconds ahead when it is idle, so what starts then is silent for that long, as with sleeping headphones."""

    def __init__(self, folder: Path, *, is_heard: bool = True) -> None:
        self._is_heard = is_heard
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
        #: Of the machine, while somebody recorded: in seconds.
        self.longest_pause = 0.0
        self._all = {**os.environ, **self.environment}
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--disable-shm=true",
             "--high-priority", "--realtime",  # where it may; a card of metal does not wait for a processor either
             "-L", "module-native-protocol-unix auth-anonymous=1", "-L", "module-cli-protocol-unix",
             "-L", f"module-null-sink sink_name=stem rate={RATE} format=float32le channels=2"],
            env=self._all, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        for _ in looks():
            asked = subprocess.run(["pactl", "info"], env=self._all, capture_output=True, check=False)
            if asked.returncode == 0:
                return
        raise RuntimeError("pulseaudio does not start")

    def control(self, *words: str) -> None:
        """`pactl`: adds and removes outputs, as plugging and unplugging do."""
        subprocess.run(["pactl", *words], env=self._all, check=True, capture_output=True)

    def unplug(self, output: str) -> None:
        """The server moves what plays into it to another output."""
        self.control("unload-module", next(line.split()[0] for line in self._list("modules") if f"={output} " in line))

    def cut_off(self) -> None:
        """Ends every stream, as when a card goes and there is nobody who would move them."""
        for line in self._list("sink-inputs"):
            command = ["pacmd", "kill-sink-input", line.split()[0]]
            subprocess.run(command, env=self._all, check=True, capture_output=True)

    def _list(self, what: str) -> list[str]:
        command = ["pactl", "list", "short", what]
        return subprocess.run(command, env=self._all, check=True, capture_output=True, text=True).stdout.splitlines()

    def is_played_into(self) -> bool:
        return bool(self._list("sink-inputs"))

    def add_output(self, name: str) -> None:
        self.control(
            "load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE}", "format=float32le", "channels=2"
        )

    @contextmanager
    def recording(self, output: str = "stem") -> Iterator[Recorder]:
        assert self._is_heard, "a test that records takes the fixture `sound_card`"
        recorder = Recorder(self._all, output)
        try:
            yield recorder
        finally:
            self.longest_pause = max(self.longest_pause, recorder.stop())

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()


def find(played: Floats, recorded: Floats) -> int:
    """At which frame of the recording the played sound begins: where the two differ least."""
    # a second of the processor, which every worker of the suite would spend at its start
    from scipy.signal import correlate

    wave, window = recorded.sum(axis=1, dtype=np.float64), played.sum(axis=1, dtype=np.float64)
    products = correlate(wave, window, mode="valid", method="fft")
    powers = np.concatenate([[0.0], np.cumsum(wave**2)])
    differences = powers[len(window) :] - powers[: -len(window)] - 2 * products
    return int(np.argmin(differences))


def difference(played: Floats, recorded: Floats) -> float:
    """The largest difference between the played sound and the recording of it."""
    at = find(played, recorded)
    return float(np.max(np.abs(recorded[at : at + len(played)] - played)))
