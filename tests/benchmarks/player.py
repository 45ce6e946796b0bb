"""The player measured on a virtual sound card: how soon a key is heard, whether it ever stutters, what it costs.

    python -m tests.benchmarks.player [latency|flood|listening|cost|stretch|scroll]…      all, if none is named

Latencies include the recorder's own (some 10 to 20 ms), so they are upper bounds.
"""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.benchmarks.stutter import flood, listening
from tests.benchmarks.window import open_window, stems_in
from tests.e2e.soundcard import RATE, SoundCard
from tests.sounds import music, write

#: Seconds until a player plays evenly, and that it is measured for.
SETTLED = 2.0
PLAYED = 6.0
#: Seconds that a song of two hours is listened to at the most, before its memory is read.
_LISTENED = 45.0


class Clocked:
    """A recorder that knows when each frame arrived."""

    def __init__(self, card: SoundCard) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", "stem.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2", "--raw",
             "--latency-msec=5"],
            env={**os.environ, **card.environment}, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.arrivals: list[tuple[float, bytes]] = []
        threading.Thread(target=self._read, daemon=True).start()
        while not self.arrivals:
            time.sleep(0.05)

    def _read(self) -> None:
        assert self._process.stdout
        while block := os.read(self._process.stdout.fileno(), 1 << 14):
            self.arrivals.append((time.perf_counter(), block))

    def first(self, since: float, loud: bool) -> float:
        """Milliseconds from `since` to the first 3 ms that are loud, or silent."""
        for moment, block in list(self.arrivals):
            if moment < since:
                continue
            sound = np.abs(np.frombuffer(block[: len(block) // 8 * 8], np.float32)[::2])
            for start in range(0, len(sound) - 128, 32):
                peak = sound[start : start + 128].max()
                if (peak > 0.02) if loud else (peak < 0.002):
                    offset_frames = (len(sound) - start) / RATE
                    return (moment - since - offset_frames) * 1000
        return float("nan")

    def stop(self) -> None:
        self._process.terminate()


def latency(card: SoundCard, folder: Path) -> None:
    from stemdesk.audio.dsp.mixer import TrackSettings
    from stemdesk.audio.playback.messages import Loaded
    from stemdesk.audio.playback.player import Player

    stems = stems_in(folder, 6, 600.0)
    opened = threading.Event()
    player = Player(lambda event: opened.set() if isinstance(event, Loaded) else None)
    player.open(stems[:1])
    opened.wait()  # the program is up: libraries are loaded
    recorder = Clocked(card)
    rows: dict[str, list[float]] = {"opened": [], "start": [], "mute": [], "seek": []}
    for switch in range(10):
        opened.clear()
        begun = time.perf_counter()
        player.open(stems)
        opened.wait()
        rows["opened"].append((time.perf_counter() - begun) * 1000)
        player.seek(switch * 40 * RATE)
        now = time.perf_counter()
        player.play()
        time.sleep(0.7)
        rows["start"].append(recorder.first(now, loud=True))
        now = time.perf_counter()
        player.set_tracks([TrackSettings(muted=True)] * 6)
        time.sleep(0.4)
        rows["mute"].append(recorder.first(now, loud=False))
        now = time.perf_counter()
        player.set_tracks([TrackSettings()] * 6)
        time.sleep(0.3)
        player.seek(0)  # of six stems, to where a chord and a click begin
        time.sleep(0.3)
        player.set_tracks([TrackSettings(muted=True)] * 6)
        player.pause()
        time.sleep(0.4)
        player.set_tracks([TrackSettings()] * 6)
        player.seek(300 * RATE + switch)
        player.play()
        time.sleep(0.6)
    rows["seek"] = seeks(player, recorder, folder)
    for name, words in (
        ("opened", "open a song (10 minutes, six stems)"), ("start", "play to sound"), ("mute", "mute to silence"),
        ("seek", "seek to sound"),
    ):  # fmt: skip
        found = rows[name]
        print(f"{words}: median {np.median(found):.0f} ms, worst {np.max(found):.0f} ms", flush=True)
    recorder.stop()
    player.quit()


def seeks(player: object, recorder: Clocked, folder: Path) -> list[float]:
    """From a silent half of a song into its loud half."""
    from stemdesk.audio.playback.player import Player

    assert isinstance(player, Player)
    path = folder / "half.flac"
    sound = music(60.0)
    sound[: len(sound) // 2] = 0.0
    write(path, sound, RATE)
    player.open([path] * 6)
    player.play()
    time.sleep(0.5)
    found = []
    for switch in range(10):
        player.seek(RATE)
        time.sleep(0.4)
        now = time.perf_counter()
        player.seek((31 + switch) * RATE)
        time.sleep(0.4)
        found.append(recorder.first(now, loud=True))
    return found


def cost(card: SoundCard, folder: Path) -> None:
    """Memory of two hours of six stems in the window, against the window without; CPU of playing."""
    for what in ("nothing", "six", "play", "tempo"):
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.player", f"_{what}", str(folder)], check=True,
            env={**os.environ, **card.environment},
        )  # fmt: skip


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def memory(folder: Path, *, hours: int) -> None:
    stems = []
    for number in range(6 if hours else 0):
        path = folder / f"long {number}.wav"
        write(path, np.zeros((RATE, 2), np.float32), RATE)
        size = hours * 3600 * RATE * 4
        head = bytearray(path.read_bytes()[:44])
        head[4:8], head[40:44] = (size + 36).to_bytes(4, "little"), size.to_bytes(4, "little")
        path.write_bytes(head)
        os.truncate(path, size + 44)
        stems.append(path)
    window, context, loop = open_window(folder, stems)

    async def run() -> None:
        begun = time.perf_counter()
        while stems and window.practice.analysis is None and time.perf_counter() < begun + _LISTENED:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        took = time.perf_counter() - begun
        await asyncio.sleep(2.0)
        if stems:
            window.playback.play()
        await asyncio.sleep(3.0)
        print(
            f"window with {6 if hours else 0} stems of {hours} h: {resident()} MB resident (listened for {took:.0f} s)"
        )

    loop.run_until_complete(run())
    window.playback.quit()
    context.close()


def processor(folder: Path, tempo: float) -> float:
    """One core's share for six stems."""
    from stemdesk.audio.playback.play_stream import PlaybackSettings
    from stemdesk.audio.playback.player import Player

    player = Player(lambda _: None)
    player.open(stems_in(folder, 6, 90.0))
    player.set_playback_settings(PlaybackSettings(tempo=tempo))
    player.play()
    time.sleep(SETTLED)
    before, begun = _used(), time.perf_counter()
    time.sleep(PLAYED)
    share = (_used() - before) / (time.perf_counter() - begun)
    print(f"six stems at tempo {tempo}: {share:.2%} of one core, {player.underruns} underruns")
    player.quit()
    return share


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def stretch(_card: SoundCard, _folder: Path) -> None:
    """Ours beside Signalsmith Stretch (python-stretch): what is beside a tone, and what comes before a drum's attack."""
    import python_stretch

    from stemdesk.audio.playback.play_stream import PlaybackSettings
    from tests.audio.playback.test_play_stream import Tone, heard, journey

    class Given(Tone):
        def __init__(self, sound: np.ndarray) -> None:
            super().__init__(len(sound) / RATE)
            self.sound = sound

        def read_into(self, tracks: np.ndarray) -> None:
            part = self.sound[self.at : self.at + tracks.shape[1]]
            tracks[:] = 0.0
            tracks[:, : len(part)] = part[None, :, None]
            self.at += tracks.shape[1]

    def ours(sound: np.ndarray, tempo: float) -> np.ndarray:
        out = heard(journey(Given(sound), 0, PlaybackSettings(tempo=tempo)), round(len(sound) / tempo))
        return np.asarray(out[0, :, 0])

    def theirs(sound: np.ndarray, tempo: float) -> np.ndarray:
        engine = python_stretch.Signalsmith.Stretch()
        engine.preset(1, float(RATE))
        engine.setTimeFactor(tempo)
        made = np.asarray(engine.process(sound[None].astype(np.float32)), np.float32)
        return np.array(made[0])

    t = np.arange(8 * RATE) / RATE
    hits = np.arange(0.25, 7.7, 0.5)
    drums = np.zeros(len(t))
    noise = np.random.default_rng(0)
    for hit in hits:
        d = np.arange(round(0.15 * RATE)) / RATE
        at = round(hit * RATE)
        drums[at : at + len(d)] += 0.3 * noise.standard_normal(len(d)) * np.exp(-d * 40)
    for tempo in (0.5, 0.8, 1.3):
        row = []
        for name, engine in (("ours", ours), ("Signalsmith", theirs)):
            began = time.process_time()
            tone = engine(0.3 * np.sin(2 * np.pi * 440 * t), tempo)[RATE:-RATE]
            took = time.process_time() - began
            spectrum = np.abs(np.fft.rfft(tone * np.blackman(len(tone)))) ** 2
            peak = int(np.argmax(spectrum))
            beside = 10 * np.log10(1 - spectrum[peak - 6 : peak + 7].sum() / spectrum.sum() + 1e-14)
            power = engine(drums, tempo) ** 2
            early = []
            for hit in hits:
                at = round(hit / tempo * RATE)
                before = power[max(0, at - round(0.06 * RATE)) : at - 200].sum()
                early.append(10 * np.log10(before / power[at - 200 : at + 1500].sum() + 1e-14))
            row.append(
                f"{name}: beside a tone {beside:.0f} dB, before an attack {np.median(early):.0f} dB, {took:.2f} s"
            )
        print(f"tempo {tempo}: " + "; ".join(row), flush=True)


def scroll(_card: SoundCard, _folder: Path) -> None:
    """Twelve tracks of two hours, scrolled and zoomed: how long each repaint of the whole canvas takes."""
    from PySide6.QtWidgets import QApplication

    from stemdesk.audio.analysis.waveform_peaks import STEP, Peaks
    from stemdesk.gui.base.theme import Theme, ThemeChoice
    from stemdesk.gui.player.waveform_canvas import WaveformCanvas
    from stemdesk.gui.session.time_view import TimeView

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    canvas = WaveformCanvas(Theme(application, ThemeChoice.DARK), TimeView())
    canvas.resize(1200, 940)
    seconds = 7200.0
    canvas.show_stems([f"stem {n}" for n in range(12)], seconds, RATE)
    bottom = np.random.default_rng(0).integers(0, 255, round(seconds * RATE / 256), dtype=np.uint8)
    levels = [bottom]
    while len(levels[-1]) > STEP:
        levels.append(np.maximum.reduceat(levels[-1], np.arange(0, len(levels[-1]), STEP)))
    for track in range(12):
        canvas.show_peaks(track, Peaks(tuple(levels), 1.0, RATE))
    canvas.show()
    application.processEvents()
    for words, span in (("whole", seconds), ("a minute across", 60.0), ("ten seconds across", 10.0)):
        canvas.timeline.show(0.0, span)
        took = []
        for step in range(300):
            if span < seconds:
                canvas.timeline.show(100.0 + step * span / 60, span)
            begun = time.perf_counter()
            canvas.repaint()
            took.append((time.perf_counter() - begun) * 1000)
        offset_frames = sum(one > 16.7 for one in took)
        print(
            f"12 lanes of 2 h, {words}: repaint median {np.median(took):.1f} ms, worst {max(took):.1f} ms, "
            f"{offset_frames} of 300 above a sixtieth of a second",
            flush=True,
        )


SECTIONS: dict[str, Callable[[SoundCard, Path], object]] = {
    "latency": latency,
    "flood": flood,
    "listening": listening,
    "cost": cost,
    "stretch": stretch,
    "scroll": scroll,
}


def main() -> None:
    asked = sys.argv[1:] or list(SECTIONS)
    if asked[0].startswith("_"):
        folder = Path(asked[1])
        {
            "_nothing": lambda: memory(folder, hours=0), "_six": lambda: memory(folder, hours=2),
            "_play": lambda: processor(folder, 1.0), "_tempo": lambda: processor(folder, 0.8),
        }[asked[0]]()  # fmt: skip
        sys.stdout.flush()
        os._exit(0)  # who still listens to two hours is not waited for
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "card").mkdir()
        card = SoundCard(Path(name) / "card")
        os.environ.update(card.environment)
        for section in asked:
            SECTIONS[section](card, Path(name))
        card.close()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
