"""HT-Demucs as models of this computer, and what every trained network can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.models import Choice, Model, OptionField, OptionKind
from stemdesk.core.text import NOTHING, text
from stemdesk.inference import accelerators
from stemdesk.providers.local.protocol import STEMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.core.models import Download, Format

ACCELERATED: Final = "on"
#: Averages over the stems, on MUSDB HQ.
_PUBLISHED: Final = {
    id_: text("{sdr} dB SDR, say its authors", sdr=sdr) for id_, sdr in (("htdemucs", "9.0"), ("htdemucs-ft", "9.2"))
}
_GROUP: Final = text("HT-Demucs, downloaded once")
_ACCELERATION: Final = OptionField(
    "acceleration",
    text("Hardware acceleration"),
    OptionKind.CHOICE,
    "off",
    (Choice("off", text("off")), Choice(ACCELERATED, text("on (experimental, untried)"))),
)


def extras() -> tuple[OptionField, ...]:
    """Options of every trained network."""
    return (_ACCELERATION,) if accelerators.is_offered() else ()


def demucs_models(formats: tuple[Format, ...], downloads: Mapping[str, Download]) -> tuple[Model, ...]:
    """Best first."""
    described = {
        "htdemucs-ft": (
            text("HT-Demucs, fine-tuned"),
            text("Four networks, each trained on for one stem: the cleanest vocals, drums, bass and other that this computer "
                 "can make (9.2 dB SDR, say its authors; Spleeter's vocals have 6.9), and four times as slow as HT-Demucs."),
        ),
        "htdemucs": (
            text("HT-Demucs"),
            text("One network for vocals, drums, bass and other, far cleaner than signal processing (9.0 dB SDR, say its "
                 "authors). Takes longer than Spleeter, and more memory."),
        ),
        "htdemucs-6s": (
            text("HT-Demucs, six stems"),
            text("With guitar and piano besides vocals, drums, bass and other. Its authors call the guitar fair and the "
                 "piano poor. Takes longer than Spleeter, and more memory."),
        ),
    }  # fmt: skip
    return tuple(
        Model(
            id=id_, name=name, group=_GROUP, description=words, stems=STEMS[id_], formats=formats, extras=extras(),
            download=downloads[id_], quality=_PUBLISHED.get(id_, NOTHING),
        )
        for id_, (name, words) in described.items()
    )  # fmt: skip
