"""What an export will have in it, and what it leaves out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.core.quantities import format_duration
from stemdesk.gui.base.i18n import listed, tr, tr_n
from stemdesk.gui.export.export_plan import ExportKind, ExportOptions, chosen_stems, possible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.export.export_source import ExportSource


def summary(sources: Sequence[ExportSource], wish: ExportOptions) -> list[str]:
    """A line of what is in it, and one of what is not, if that is anything."""
    if len(sources) > 1:
        files = sum(_files(source, wish) for source in sources)
        able = [source for source in sources if wish.what in possible(source)]
        length = format_duration(sum(_seconds(source, wish) for source in able))
        lines = [tr_n("%n song(s)", len(able)) + " · " + tr_n("%n file(s)", files) + f" · {length}"]
        if len(able) < len(sources):
            lines.append(tr_n("%n song(s) left out: nobody sings in them, or somebody sings in all.",
                              len(sources) - len(able)))  # fmt: skip
        return lines
    source = sources[0]
    if wish.what.is_sound:
        return [_sound(source, wish)]
    if wish.what is ExportKind.MIDI:
        return [_notes(source, wish)]
    return _project(source, wish)


def can_be_made(sources: Sequence[ExportSource], wish: ExportOptions) -> bool:
    """Whether it would be a file at all."""
    return any(_files(source, wish) for source in sources)


def _files(source: ExportSource, wish: ExportOptions) -> int:
    if wish.what not in possible(source):
        return 0
    if wish.what is ExportKind.MIDI and not chosen_stems(source, wish):
        return 0
    return len(chosen_stems(source, wish)) if wish.what is ExportKind.STEMS else 1


def _seconds(source: ExportSource, wish: ExportOptions) -> float:
    start, end = source.loop if wish.loop_only and source.loop is not None else (0.0, source.seconds)
    return (end - start) / (source.tempo if wish.as_played else 1.0)


def _sound(source: ExportSource, wish: ExportOptions) -> str:
    loop, seconds = source.loop if wish.loop_only else None, _seconds(source, wish)
    parts = [tr("Whole song") if loop is None else _loop(loop)]
    parts += _tempo_and_pitch(source) if wish.as_played else []
    parts.append(tr("length {length}", length=format_duration(seconds) if loop is None else _in_tenths(seconds)))
    if wish.what is ExportKind.STEMS:
        parts.append(tr_n("%n file(s)", _files(source, wish)))
    return " · ".join(parts)


def _notes(source: ExportSource, wish: ExportOptions) -> str:
    parts = [tr("Whole song"), tr_n("%n track(s)", len(chosen_stems(source, wish)))]
    parts.append(
        tr("{bpm} BPM", bpm=f"{source.bpm:.1f}") if source.bpm is not None else tr("120 BPM, as no tempo is known")
    )
    if source.markers:
        parts.append(tr_n("%n marker(s)", len(source.markers)))
    return " · ".join(parts)


def _loop(loop: tuple[float, float]) -> str:
    return tr("Loop {start}–{end}", start=_in_tenths(loop[0]), end=_in_tenths(loop[1]))


def _in_tenths(seconds: float) -> str:
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"


def _tempo_and_pitch(source: ExportSource) -> list[str]:
    found = []
    if source.tempo != 1.0:
        found.append(tr("tempo {percent} %", percent=f"{source.tempo * 100:g}"))
    if source.semitones:
        found.append(tr("pitch {semitones} st", semitones=f"{source.semitones:+g}".replace("-", "−")))
    return found


def _project(source: ExportSource, wish: ExportOptions) -> list[str]:
    """Project files hold the stems from their beginning to their end; what else differs."""
    parts, missing = [tr("Whole song")], []
    loop = _loop(source.loop) if source.loop is not None else ""
    changes = _tempo_and_pitch(source)
    if wish.what is ExportKind.STEM_FILE:
        missing = [loop, *changes, tr("volume and pan")]
    else:
        parts.append(tr("volume, pan, mute and solo"))
        if loop and wish.what is ExportKind.REAPER:
            parts.append(tr("{loop} as a region and the time selection", loop=loop))
        elif loop:
            parts.append(tr("{loop} as two markers", loop=loop))
        if wish.with_arrangement and (source.chords or source.sections):
            parts.append(tr("chords and sections as markers"))
        if source.bpm is not None:
            applied = source.tempo if wish.what is ExportKind.REAPER and wish.as_played else 1.0
            parts.append(tr("{bpm} BPM", bpm=f"{source.bpm * applied:.1f}"))
        else:
            missing.append(tr("the tempo, which is not known"))
        if wish.what is ExportKind.REAPER and wish.as_played:
            parts += changes
        else:
            missing += changes
        if source.master_db:
            missing.append(tr("master volume"))
    if any(source.mute_ranges):
        missing.append(tr("bars that you play yourself"))
    lines = [" · ".join(parts)]
    left_out = listed(word for word in missing if word)
    return [*lines, tr("Not in it: {what}.", what=left_out)] if left_out else lines
