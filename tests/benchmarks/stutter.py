"""Whether what plays ever stutters: while the window has much to do, and while it listens to what it plays."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.window import open_window, stems_in

if TYPE_CHECKING:
    from tests.e2e.soundcard import SoundCard

FLOOD_SECONDS = 60
#: Job updates between two repaints at the most, so that a machine that is too slow for a thousand a second still paints.
_UPDATES_AT_ONCE = 100
_SPLIT_SECONDS = 240.0


def flood(card: SoundCard, folder: Path) -> int:
    """The underruns in a minute of playing in a window that repaints without a pause, downloads 500 MB, splits songs with the
    network on this computer, which takes what the cores have left, and gets 1,000 job updates a second."""
    from PySide6.QtCore import QTimer

    from stemdesk.core.jobs import Job, JobSpec, JobState, Progress

    window, context, loop = open_window(folder, stems_in(folder, 6, 90.0))
    songs = stems_in(folder, 1, _SPLIT_SECONDS, name="song")
    splits = [JobSpec(str(songs[0]), "local", "vocals", "flac16", folder / f"out {n}", {}, "Vocals") for n in range(12)]
    heard = {"gap": 0.0, "last": time.perf_counter(), "updates": 0, "paints": 0}
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    port = int(server.stdout.readline())
    spec = JobSpec("/songs/song.wav", "local", "band", "flac24", folder, {}, "4 stems (quick)")

    async def run() -> None:
        playback = window.playback
        while not playback.frames:  # noqa: ASYNC110  a benchmark may look again and again
            await asyncio.sleep(0.05)
        playback.play()
        await asyncio.sleep(1.0)
        context.thread.call(_download(port, folder / "big"))
        jobs = await asyncio.wrap_future(context.thread.call(context.engine.add(splits)))
        begun = time.perf_counter()
        heard["last"] = begun

        def storm() -> None:
            now = time.perf_counter()
            heard["gap"] = max(heard["gap"], now - heard["last"])
            heard["last"] = now
            most = heard["updates"] + _UPDATES_AT_ONCE
            while heard["updates"] < min((now - begun) * 1000, most):
                share = heard["updates"] % 1000 / 1000
                window._bridge.job_changed.emit(Job("bench", spec, Progress(JobState.PROCESSING, share), time.time()))
                heard["updates"] += 1
            window.repaint()
            heard["paints"] += 1

        timer = QTimer()
        timer.timeout.connect(storm)
        timer.start(0)
        await asyncio.sleep(FLOOD_SECONDS)
        timer.stop()
        known = {job.id: job for job in await asyncio.wrap_future(context.thread.call(context.engine.jobs()))}
        states = [known[job.id].state for job in jobs]
        assert states.count(JobState.DONE) + states.count(JobState.PROCESSING) > 0, states
        print(
            f"{FLOOD_SECONDS} s, six stems, window repainted {heard['paints']} times, {heard['updates']} job updates, "
            f"500 MB down, {states.count(JobState.DONE)} songs of {_SPLIT_SECONDS:.0f} s split: "
            f"{playback._player.underruns} underruns (PortAudio's flag and our own count); "
            f"longest gap of the window {heard['gap'] * 1000:.0f} ms",
            flush=True,
        )

    loop.run_until_complete(run())
    server.kill()
    underruns = int(window.playback._player.underruns)
    window.playback.quit()
    context.close()
    return underruns


def listening(card: SoundCard, folder: Path) -> int:
    """The underruns while six stems play in the window that listens to them: beats, chords, and the notes of all of them."""
    from stemdesk.audio.transcription.instruments import Playing, playing_of

    window, context, loop = open_window(folder, stems_in(folder, 6, 90.0), folder / "home that has heard nothing")

    async def run() -> None:
        playback, notes = window.playback, window.player._waveforms.notes
        while not playback.frames:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        playback.play()
        begun = time.perf_counter()
        stems = [stem.stem for stem in playback.loaded_stems.stems]
        playback.looks.show_notes([stem for stem in stems if playing_of(stem) is not Playing.NOTHING], on=True)
        while window.practice.analysis is None or len(notes._known) < len(stems):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        took = time.perf_counter() - begun
        print(
            f"listened to six stems of 90 s for {took:.0f} s (chords: {len(window.practice.arrangement.chords)}), which "
            f"played meanwhile: {playback._player.underruns} underruns (PortAudio's flag and our own count)",
            flush=True,
        )

    loop.run_until_complete(run())
    underruns = int(window.playback._player.underruns)
    window.playback.quit()
    context.close()
    return underruns


SERVER = """
import http.server, os, sys
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        self.send_response(200); self.send_header("content-length", str(500 << 20)); self.end_headers()
        block = os.urandom(1 << 20)
        for _ in range(500): self.wfile.write(block)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); print(s.server_address[1], flush=True); s.serve_forever()
"""


async def _download(port: int, target: Path) -> None:
    import httpx

    async with (
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", f"http://127.0.0.1:{port}/") as answer,
    ):
        with target.open("wb") as file:
            async for block in answer.aiter_bytes():
                file.write(block)
