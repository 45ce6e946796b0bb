"""Everything that somebody has set on loaded stems at one moment, as a value: to compare, to name a change, to bring back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.audio.dsp.beat_edits import BeatGridSettings
    from stemdesk.audio.dsp.mixer import TrackSettings
    from stemdesk.audio.files.multitrack_reader import FrameRange
    from stemdesk.audio.playback.play_stream import SpeedTrainer
    from stemdesk.gui.session.arrangement import ArrangementEdits
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Marker, NamedLoop, Practice

#: The gesture of tapping a tempo.
TAPS: Final = "taps"


@dataclass(frozen=True, slots=True)
class MixSnapshot:
    """Tracks, names, colours, shown notes and mute ranges by stem."""

    tracks: Mapping[str, TrackSettings]
    order: tuple[str, ...]
    names: Mapping[str, str]
    colors: Mapping[str, str]
    notes: Mapping[str, bool]
    loop: FrameRange | None
    last_loop: FrameRange | None
    tempo: float
    semitones: float
    trainer: SpeedTrainer | None
    trainer_from: float | None
    loops: tuple[NamedLoop, ...]
    markers: tuple[Marker, ...]
    mute_ranges: Mapping[str, tuple[FrameRange, ...]]
    grid: BeatGridSettings
    arrangement: ArrangementEdits


@dataclass(frozen=True, slots=True)
class MixChange:
    """What is different between two snapshots, in words. Steps of one `gesture` (a fader of one track) belong together."""

    words: str
    gesture: str


def snapshot(playback: Playback, practice: Practice) -> MixSnapshot:
    stems = playback.loaded_stems.stems if playback.loaded_stems is not None else ()
    settings = playback.settings
    return MixSnapshot(
        {stem.stem: setting for stem, setting in zip(stems, playback.tracks, strict=True)},
        tuple(stem.stem for stem in stems),
        dict(playback.looks.names), dict(playback.looks.colors), dict.fromkeys(playback.looks.notes, True),
        playback.loop, practice.last_loop,
        settings.tempo, settings.semitones, settings.trainer, practice.trainer_from,
        tuple(practice.loops), tuple(practice.markers),
        {stem: tuple(spans) for stem, spans in practice.mute_ranges.items() if spans},
        practice.grid, practice.arrangement.edits,
    )  # fmt: skip


def bring_back(playback: Playback, practice: Practice, wanted: MixSnapshot, instead_of: MixSnapshot) -> None:
    """Sets what is different between the two as `wanted` has it, and leaves everything else as it is now."""
    now = snapshot(playback, practice)
    target = replace(
        now,
        **{
            field.name: _merged(getattr(now, field.name), getattr(wanted, field.name), getattr(instead_of, field.name))
            for field in fields(MixSnapshot)
        },
    )
    if target.order != now.order:
        playback.reorder([now.order.index(stem) for stem in target.order])
    playback.looks.restore(target.names, target.colors, target.notes)
    if target.tracks != now.tracks:
        playback.restore([target.tracks[stem] for stem in target.order])
    playback.set_playback_settings(
        replace(playback.settings, tempo=target.tempo, semitones=target.semitones, trainer=target.trainer)
    )
    playback.set_loop(target.loop)
    practice.arrangement.set(target.arrangement)
    if _of_practice(target) != _of_practice(snapshot(playback, practice)):
        practice.last_loop, practice.trainer_from = target.last_loop, target.trainer_from
        mute_ranges = {stem: list(spans) for stem, spans in target.mute_ranges.items()}
        practice.restore(target.loops, target.markers, mute_ranges, target.grid)


def _merged(now: Any, wanted: Any, instead_of: Any) -> Any:
    """Of a mapping, only the entries that are different."""
    if not isinstance(wanted, dict) or not isinstance(now, dict):
        return now if wanted == instead_of else wanted
    merged = dict(now)
    for key in wanted.keys() | instead_of.keys():
        if wanted.get(key) != instead_of.get(key):
            if key in wanted:
                merged[key] = wanted[key]
            else:
                merged.pop(key, None)
    return merged


def _of_practice(one: MixSnapshot) -> tuple[object, ...]:
    return one.loops, one.markers, one.mute_ranges, one.grid, one.last_loop, one.trainer_from


def changed(playback: Playback, before: MixSnapshot, after: MixSnapshot) -> MixChange | None:
    """None where nothing is different."""
    found = _track_changes(playback, before, after) + _other_changes(before, after)
    if not found:
        return None
    return found[0] if len(found) == 1 else MixChange(tr("Mix"), "")


def _track_changes(playback: Playback, before: MixSnapshot, after: MixSnapshot) -> list[MixChange]:
    stems = [stem for stem, setting in after.tracks.items() if setting != before.tracks.get(stem)]
    if len(stems) > 1:  # a solo alone takes the others away
        soloed = [stem for stem in stems if after.tracks[stem].soloed]
        return [
            MixChange(tr("Solo {stem}", stem=playback.looks.name(soloed[0])) if len(soloed) == 1 else tr("Mix"), "")
        ]
    found = []
    for stem in stems:
        name, was, is_now = playback.looks.name(stem), before.tracks[stem], after.tracks[stem]
        if was.gain_db != is_now.gain_db:
            found.append(MixChange(tr("Volume {stem}", stem=name), f"gain {stem}"))
        if was.pan != is_now.pan:
            found.append(MixChange(tr("Pan {stem}", stem=name), f"pan {stem}"))
        if was.muted != is_now.muted:
            found.append(
                MixChange(tr("Mute {stem}", stem=name) if is_now.muted else tr("Unmute {stem}", stem=name), "")
            )
        if was.soloed != is_now.soloed:
            found.append(
                MixChange(tr("Solo {stem}", stem=name) if is_now.soloed else tr("Unsolo {stem}", stem=name), "")
            )
    return found


def _other_changes(before: MixSnapshot, after: MixSnapshot) -> list[MixChange]:
    is_moved = before.loop is not None and after.loop is not None
    loop, trainer = (tr("Loop"), "loop held" if is_moved else ""), (tr("Speed trainer"), "trainer")
    words = {
        "order": (tr("Track order"), ""), "names": (tr("Track name"), ""), "colors": (tr("Track color"), ""),
        "notes": (tr("Show notes"), ""),
        "loop": loop, "last_loop": loop, "tempo": (tr("Tempo"), "tempo"), "semitones": (tr("Pitch"), "pitch"),
        "trainer": trainer, "trainer_from": trainer, "loops": (tr("Saved loops"), ""),
        "markers": _marker_change(before, after), "mute_ranges": (tr("Mute range"), ""),
        "grid": (tr("Beats"), TAPS if before.grid.tapped != after.grid.tapped else ""),
        "arrangement": (after.arrangement.done, ""),
    }  # fmt: skip
    different = [name for name in words if getattr(before, name) != getattr(after, name)]
    if "trainer" in different and "tempo" in different:  # it begins at a tempo of its own
        different.remove("tempo")
    return list(dict.fromkeys(MixChange(*words[name]) for name in different))


def _marker_change(before: MixSnapshot, after: MixSnapshot) -> tuple[str, str]:
    count = len(after.markers) - len(before.markers)
    if count:
        return (tr("Add a marker") if count > 0 else tr("Remove a marker")), ""
    frames = [{marker.frame for marker in one.markers} for one in (before, after)]
    return (tr("Rename a marker"), "") if frames[0] == frames[1] else (tr("Move a marker"), "marker held")
