"""The settings of the sound card: which output, at what rate, how far ahead it is filled. Each takes effect at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from stemdesk.gui.base.formatting import rate
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.base.settings import LATENCIES, RATES

if TYPE_CHECKING:
    from stemdesk.audio.playback.output_device import Output
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.session.playback import Playback


class AudioOutputRow(QWidget):
    def __init__(self, settings: Settings, playback: Playback) -> None:
        super().__init__()
        self._settings = settings
        self._playback = playback
        device = settings.device
        self._output = _box(tr("Output"))
        self._output.addItem(tr("System default"), "")
        if device.name:
            self._output.addItem(device.name, device.name)
            self._output.setCurrentIndex(1)
        self._rate = _box(tr("Sample rate"))
        self._rate.addItem(tr("Same as song"), None)
        for hertz in RATES:
            self._rate.addItem(tr("{rate}", rate=rate(hertz)), hertz)
        self._rate.setCurrentIndex(max(0, self._rate.findData(device.rate)))
        tip(self._rate, tr("Applies from the next song"))
        self._latency = _box(tr("Latency"))
        for milliseconds in LATENCIES:
            self._latency.addItem(tr("{ms} ms", ms=milliseconds), milliseconds)
        self._latency.setCurrentIndex(max(0, self._latency.findData(round(device.latency * 1000))))
        tip(self._latency, tr("Increase if you hear dropouts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for box in (self._output, self._rate, self._latency):
            column.addWidget(box)
            box.currentIndexChanged.connect(self._changed)
        playback.outputs_came.connect(self._offer)
        playback.ask_outputs()

    def _offer(self, outputs: tuple[Output, ...]) -> None:
        chosen = self._settings.device.name
        self._output.blockSignals(True)
        while self._output.count() > 1:
            self._output.removeItem(1)
        names = [output.name for output in outputs]
        for name in [*names, *([chosen] if chosen and chosen not in names else [])]:
            words = name if name in names else tr("{name} (disconnected)", name=name)
            self._output.addItem(words, name)
        self._output.setCurrentIndex(max(0, self._output.findData(chosen)))
        self._output.blockSignals(False)

    def _changed(self) -> None:
        before = self._settings.device
        device = replace(
            before, name=str(self._output.currentData()), rate=self._rate.currentData(),
            latency=int(self._latency.currentData()) / 1000,
        )  # fmt: skip
        if device != before:
            self._settings.device = device
            self._playback.use_device(device)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    named(box, name)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box
