"""Title, artist, cover and the like: read from the song, written into what was made of it."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.files import BoundedFile, check_file
from stemdesk.core.later import later
from stemdesk.core.untrusted.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import mutagen
    from mutagen import aiff, flac, id3, mp4, wave
else:
    mutagen, aiff, flac = later("mutagen"), later("mutagen.aiff"), later("mutagen.flac")
    id3, mp4, wave = later("mutagen.id3"), later("mutagen.mp4"), later("mutagen.wave")

_log = logging.getLogger(__name__)

#: Our name of a field: ID3's frame, MP4's atom; Vorbis comments are called as we call them.
_FIELDS: Final = {
    "title": ("TIT2", "\xa9nam"), "artist": ("TPE1", "\xa9ART"), "album": ("TALB", "\xa9alb"),
    "albumartist": ("TPE2", "aART"), "date": ("TDRC", "\xa9day"), "genre": ("TCON", "\xa9gen"),
    "composer": ("TCOM", "\xa9wrt"), "tracknumber": ("TRCK", ""), "isrc": ("TSRC", ""), "comment": ("", "\xa9cmt"),
    "bpm": ("TBPM", "tmpo"), "initialkey": ("TKEY", "----:com.apple.iTunes:initialkey"),
}  # fmt: skip
_LARGEST_COVER: Final = 16 << 20
#: What is read of a song's tags in one go, and of all of them: mutagen would hold four times of whatever they promise.
_LARGEST_TAG: Final = 24 << 20
_ALL_TAGS: Final = 32 << 20


@dataclass(frozen=True, slots=True)
class Tags:
    """Fields by their Vorbis names; `cover` is a JPEG or PNG."""

    fields: dict[str, str] = field(default_factory=dict)
    cover: bytes = b""

    def with_fields(self, **fields: str) -> Tags:
        return Tags({**self.fields, **{name: value for name, value in fields.items() if value}}, self.cover)


def read_tags(path: Path) -> Tags:
    """What a sound file says about itself; nothing where it says nothing, cannot be read, or says more than any song."""
    try:
        check_file(path)
        with BoundedFile(path, _LARGEST_TAG, _ALL_TAGS) as bounded:
            file = mutagen.File(bounded)
        tags = None if file is None else file.tags
        if tags is None:
            return Tags()
        if isinstance(tags, id3.ID3):
            found = {name: str(tags[frame].text[0]) for name, (frame, _) in _FIELDS.items() if _has_text(tags, frame)}
            covers = [frame.data for frame in tags.getall("APIC")]
        elif isinstance(tags, mp4.MP4Tags):
            found = {name: _plain(tags[atom][0]) for name, (_, atom) in _FIELDS.items() if atom and tags.get(atom)}
            covers = [bytes(cover) for cover in tags.get("covr", [])]
        else:
            found = {name: str(tags[name][0]) for name in _FIELDS if tags.get(name)}
            covers = _vorbis_covers(file, tags)
    except Exception as error:  # damaged tags of somebody's song must not stop an export
        _log.info("tags of %s: %s", path.name, type(error).__name__)
        return Tags()
    return Tags(found, next((cover for cover in covers if 0 < len(cover) <= _LARGEST_COVER), b""))


def write_tags(path: Path, tags: Tags) -> None:
    """Adds tags to a file of ours (WAV, FLAC, MP3, Ogg, M4A).

    Raises nothing: a file that takes none, or refuses them, stays as it is, and the log says why. Sound without a title is
    better than none.
    """
    if not tags.fields and not tags.cover:
        return
    tags = Tags({name: plain_words(value) for name, value in tags.fields.items()}, tags.cover)
    try:
        file = mutagen.File(path)
        if file is None:
            return
        if file.tags is None:
            file.add_tags()
        _writer(file)(file, tags)
        file.save()
    except (mutagen.MutagenError, OSError, ValueError, OverflowError) as error:
        _log.info("tags into %s: %s", path.name, type(error).__name__)


def _writer(file: Any) -> Callable[[Any, Tags], None]:
    if isinstance(file.tags, id3.ID3) or isinstance(file, wave.WAVE | aiff.AIFF):
        return _write_id3
    return _write_mp4 if isinstance(file, mp4.MP4) else _write_vorbis


def _write_id3(file: Any, tags: Tags) -> None:
    for name, (frame, _) in _FIELDS.items():
        if frame and name in tags.fields:
            file.tags.setall(frame, [getattr(id3, frame)(encoding=3, text=[tags.fields[name]])])
    if tags.cover:
        file.tags.setall("APIC", [id3.APIC(encoding=3, mime=_mime(tags.cover), type=3, desc="", data=tags.cover)])


def _write_mp4(file: Any, tags: Tags) -> None:
    for name, (_, atom) in _FIELDS.items():
        if atom and name in tags.fields:
            value = tags.fields[name]
            if atom == "tmpo":
                file.tags[atom] = [round(float(value))]
            elif atom.startswith("----"):
                file.tags[atom] = [mp4.MP4FreeForm(value.encode("utf-8"))]
            else:
                file.tags[atom] = [value]
    if tags.cover:
        kind = mp4.MP4Cover.FORMAT_PNG if _mime(tags.cover) == "image/png" else mp4.MP4Cover.FORMAT_JPEG
        file.tags["covr"] = [mp4.MP4Cover(tags.cover, kind)]


def _write_vorbis(file: Any, tags: Tags) -> None:
    for name, value in tags.fields.items():
        file.tags[name] = value
    if tags.cover:
        picture = flac.Picture()
        picture.type, picture.mime, picture.data = 3, _mime(tags.cover), tags.cover
        if isinstance(file, flac.FLAC):
            file.clear_pictures()
            file.add_picture(picture)
        else:
            file.tags["metadata_block_picture"] = base64.b64encode(picture.write()).decode("ascii")


def _vorbis_covers(file: Any, tags: Any) -> list[bytes]:
    if isinstance(file, flac.FLAC):
        return [picture.data for picture in file.pictures]
    found = []
    for words in tags.get("metadata_block_picture", []):
        found.append(flac.Picture(base64.b64decode(words)).data)
    return found


def _has_text(tags: Any, frame: str) -> bool:
    return bool(frame) and frame in tags and bool(tags[frame].text)


def _plain(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _mime(cover: bytes) -> str:
    return "image/png" if cover.startswith(b"\x89PNG") else "image/jpeg"


def initial_key(key: str) -> str:
    """A key ("F♯ minor") as ID3's TKEY and its like in other tags spell it ("F#m")."""
    tonic, _, mode = key.partition(" ")
    return tonic.replace("♯", "#").replace("♭", "b") + ("m" if mode == "minor" else "")
