"""A DAWproject (version 1.0 of the open exchange format, read by Bitwig, Cubase and Studio One): one file, stems inside."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from stemdesk.audio.dsp.mixer import db_to_gain
from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.files import check_file
from stemdesk.core.names import clean
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.audio.export.project import Project, ProjectTrack

_LOUDEST: Final = 2.0
_CHUNK: Final = 1 << 20


def write_dawproject(
    session: Project, target: Path, version: str, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Writes `target` (.dawproject) with all stems in it; it appears when it is whole. Raises StemDeskError, OSError."""
    names = [f"audio/{number} {clean(track.path.name)}" for number, track in enumerate(session.tracks, 1)]
    whole = sum(track.path.stat().st_size for track in session.tracks) or 1
    done = 0
    with (
        whole_file(target, (track.path for track in session.tracks)) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive,
    ):
        archive.writestr("project.xml", _xml(_project(session, names, version)))
        archive.writestr("metadata.xml", _xml(_metadata(session)))
        for name, track in zip(names, session.tracks, strict=True):
            check_file(track.path)
            with track.path.open("rb") as source, archive.open(name, "w", force_zip64=True) as inside:
                while block := source.read(_CHUNK):
                    inside.write(block)
                    done += len(block)
                    progress(done / whole)


def _xml(root: Element) -> bytes:
    """XML has no way at all to write control characters, halves of surrogates and U+FFFE: readers refuse the whole file."""
    for node in root.iter():
        node.text = None if node.text is None else _in_xml(node.text)
        for key, value in node.attrib.items():
            node.set(key, _in_xml(value))
    return bytes(tostring(root, "UTF-8", xml_declaration=True))


def _in_xml(words: str) -> str:
    return plain_line(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _metadata(session: Project) -> Element:
    root = Element("MetaData")
    SubElement(root, "Title").text = session.title
    return root


def _project(session: Project, names: list[str], version: str) -> Element:
    root = Element("Project", version="1.0")
    SubElement(root, "Application", name="StemDesk", version=version)
    transport = SubElement(root, "Transport")
    tempo = {"max": "666", "min": "20", "unit": "bpm", "value": f"{session.bpm or 120:.6f}", "id": "tempo"}
    SubElement(transport, "Tempo", tempo, name="Tempo")
    SubElement(transport, "TimeSignature", denominator="4", numerator=str(session.beats_per_bar), id="signature")
    structure = SubElement(root, "Structure")
    for number, track in enumerate(session.tracks):
        _structure_track(structure, number, track)
    master = SubElement(structure, "Track", contentType="audio notes", loaded="true", id="master", name="Master")
    SubElement(master, "Channel", audioChannels="2", role="master", solo="false", id="master-channel")
    arrangement = SubElement(root, "Arrangement", id="arrangement")
    lanes = SubElement(arrangement, "Lanes", timeUnit="seconds", id="lanes")
    for number, (name, track) in enumerate(zip(names, session.tracks, strict=True)):
        _clip(lanes, number, track, name)
    points = [*session.markers, *((region.name, region.start) for region in session.regions)]
    if session.loop is not None:  # the format has no regions
        points += [(session.loop.name, session.loop.start), (f"{session.loop.name} ]", session.loop.end)]
    if points:
        markers = SubElement(arrangement, "Markers", timeUnit="seconds", id="markers")
        for name, seconds in sorted(points, key=lambda point: point[1]):
            SubElement(markers, "Marker", name=name, time=f"{seconds:.9f}")
    _tempo_map(arrangement, session)
    SubElement(root, "Scenes")
    return root


def _tempo_map(arrangement: Element, session: Project) -> None:
    if not session.tempo_map:
        return
    tempi = SubElement(arrangement, "TempoAutomation", timeUnit="seconds", unit="bpm", id="tempi")
    SubElement(tempi, "Target", parameter="tempo")
    metres = SubElement(arrangement, "TimeSignatureAutomation", timeUnit="seconds", id="metres")
    SubElement(metres, "Target", parameter="signature")
    for point in session.tempo_map:
        at = f"{point.seconds:.9f}"
        SubElement(tempi, "RealPoint", time=at, value=f"{point.bpm:.6f}", interpolation="hold")
        SubElement(metres, "TimeSignaturePoint", time=at, numerator=str(point.beats_per_bar), denominator="4")


def _structure_track(structure: Element, number: int, track: ProjectTrack) -> None:
    node = SubElement(
        structure, "Track", contentType="audio", loaded="true", id=f"track{number}", name=track.name,
        color=track.color,
    )  # fmt: skip
    channel = SubElement(
        node, "Channel", audioChannels="2", destination="master-channel", role="regular",
        solo=str(track.soloed).lower(), id=f"channel{number}",
    )  # fmt: skip
    SubElement(channel, "Mute", value=str(track.muted).lower(), id=f"mute{number}", name="Mute")
    pan = {"max": "1.0", "min": "0.0", "unit": "normalized", "value": f"{(track.pan + 1) / 2:.6f}"}
    SubElement(channel, "Pan", pan, id=f"pan{number}", name="Pan")
    volume = {"max": "2.0", "min": "0.0", "unit": "linear", "value": f"{min(_LOUDEST, db_to_gain(track.gain_db)):.6f}"}
    SubElement(channel, "Volume", volume, id=f"volume{number}", name="Volume")


def _clip(lanes: Element, number: int, track: ProjectTrack, name: str) -> None:
    lane = SubElement(lanes, "Lanes", track=f"track{number}", id=f"lane{number}")
    clips = SubElement(lane, "Clips", id=f"clips{number}")
    clip = SubElement(
        clips, "Clip", time="0.0", duration=f"{track.seconds:.9f}", playStart="0.0", contentTimeUnit="seconds",
        name=track.name,
    )  # fmt: skip
    audio = SubElement(
        clip, "Audio", channels=str(track.channels), duration=f"{track.seconds:.9f}", sampleRate=str(track.rate),
        algorithm="raw", id=f"audio{number}",
    )  # fmt: skip
    SubElement(audio, "File", path=name)
