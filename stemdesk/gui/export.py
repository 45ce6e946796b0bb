"""Export: the mix as it sounds now, rendered to a file while the window goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from stemdesk.audio.encode import ENCODINGS, encoding_for
from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.render import Mixdown, render
from stemdesk.core.names import clean, track_name
from stemdesk.gui.bridge import in_thread
from stemdesk.gui.i18n import show, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.playback import Playback

_OFFERED = ("wav24", "flac24", "mp3", "wav16", "wav32f", "ogg", "m4a")


def mixdown_of(playback: Playback) -> Mixdown | None:
    """What is heard now, the loop region only if there is one; None when nothing is on."""
    record = playback.record
    if record is None or not playback.frames:
        return None
    start, end = 0.0, None
    if playback.loop is not None:
        start, end = playback.loop.start / playback.rate, playback.loop.end / playback.rate
    if playback.is_original and record.original is not None:
        return Mixdown([record.original], [LaneSetting()], playback.master_db, start, end)
    stems = [stem.path for stem in record.stems]
    return Mixdown(stems, list(playback.lanes), playback.master_db, start, end)


def ask_where(parent: QWidget, playback: Playback, chosen: Callable[[Path, str], None]) -> None:
    """A save dialog; `chosen` gets the file and the id of its format."""
    record = playback.record
    if record is None:
        return
    filters = {f"{show(ENCODINGS[id_].format.label)} (*{ENCODINGS[id_].format.suffix})": id_ for id_ in _OFFERED}
    dialog = QFileDialog(parent, tr("Export what you hear"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(list(filters))
    dialog.setDirectory(str(record.stems[0].path.parent))
    name = tr("{song} (mix)", song=track_name(record.title))
    dialog.selectFile(clean(name) + ".wav")
    dialog.setDefaultSuffix("wav")
    dialog.filterSelected.connect(
        lambda words: dialog.setDefaultSuffix(ENCODINGS[filters[words]].format.suffix.lstrip("."))
    )

    def take(file: str) -> None:
        path = Path(file)
        format_ = ENCODINGS[filters[dialog.selectedNameFilter()]].format
        if path.suffix.lower() != format_.suffix:
            path = path.with_name(path.name + format_.suffix)
        chosen(path, format_.id)

    dialog.fileSelected.connect(take)
    dialog.open()


async def export(mixdown: Mixdown, path: Path, format_id: str) -> Path:
    """Renders on a thread. Raises StemDeskError and UsageError as `render`."""
    await in_thread(render, mixdown, path, encoding_for(path, format_id))
    return path
