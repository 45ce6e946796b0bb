"""Title, artist, cover and the like: read from the song, written into what was made of it."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.files import BoundedFile, check_file
from stemdesk.core.later import later
from stemdesk.core.music.lrc import LONGEST_LINE, MOST_LETTERS, MOST_LINES, as_lrc, parse_text
from stemdesk.core.music.lyrics import LyricLine, Lyrics
from stemdesk.core.untrusted.plain_words import plain_line, plain_words

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
#: Where words of a song stand, in Vorbis comments, freely named frames of ID3 and atoms of MP4: those with times first.
_LYRICS: Final = ("SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS", "UNSYNCED LYRICS")
_MP4_LYRICS: Final = "\xa9lyr"


@dataclass(frozen=True, slots=True)
class Tags:
    """Fields by their Vorbis names; `cover` is a JPEG or PNG. `lyrics` are only written: `read_lyrics` reads them."""

    fields: dict[str, str] = field(default_factory=dict)
    cover: bytes = b""
    lyrics: Lyrics = field(default_factory=Lyrics)

    def with_fields(self, **fields: str) -> Tags:
        return replace(self, fields={**self.fields, **{name: value for name, value in fields.items() if value}})

    def with_lyrics(self, lyrics: Lyrics) -> Tags:
        return replace(self, lyrics=lyrics)


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


def read_lyrics(path: Path) -> tuple[LyricLine, ...]:
    """The words inside a sound file, those with times before those without; nothing where there are none, or they cannot
    be read."""
    try:
        check_file(path)
        file = mutagen.File(path)
        tags = None if file is None else file.tags
        if tags is None:
            return ()
        if isinstance(tags, id3.ID3):
            found = [_synced(frame) for frame in tags.getall("SYLT")]
            texts = [str(frame.text) for frame in tags.getall("USLT")]
            texts += [
                str(frame.text[0]) for frame in tags.getall("TXXX") if frame.text and frame.desc.upper() in _LYRICS
            ]
        elif isinstance(tags, mp4.MP4Tags):
            freely = [f"----:com.apple.iTunes:{name}" for name in _LYRICS]
            found, texts = [], [_plain(tags[atom][0]) for atom in (*freely, _MP4_LYRICS) if tags.get(atom)]
        else:
            found, texts = [], [str(tags[name][0]) for name in (*_LYRICS, "WM/Lyrics") if tags.get(name)]
        found += [parse_text(text[:MOST_LETTERS]) for text in texts]
    except Exception as error:  # as above
        _log.info("lyrics of %s: %s", path.name, type(error).__name__)
        return ()
    timed = (lines for lines in found if any(line.start is not None for line in lines))
    return next(timed, next((lines for lines in found if lines), ()))


def _synced(frame: Any) -> tuple[LyricLine, ...]:
    """A SYLT frame in milliseconds, of words. Where it goes syllable by syllable, a line break stands before (or behind) the
    ones that a line begins with."""
    if frame.format != 2 or frame.type not in (0, 1, 2):
        return ()
    pieces = [(str(text), milliseconds / 1000) for text, milliseconds in frame.text[: 8 * MOST_LINES]]
    by_breaks = any(text.startswith(("\n", "\r")) or text.endswith("\n") for text, _ in pieces)
    lines: list[LyricLine] = []
    is_new = True
    for text, start in pieces:
        if is_new or not by_breaks or text.startswith(("\n", "\r")):
            lines.append(LyricLine(max(0.0, start), ""))
        lines[-1] = LyricLine(lines[-1].start, lines[-1].text + plain_line(text.strip("\r\n"))[:LONGEST_LINE])
        is_new = text.endswith("\n")
    tidy = [LyricLine(line.start, " ".join(line.text.split())[:LONGEST_LINE]) for line in lines[:MOST_LINES]]
    return tuple(sorted(tidy, key=lambda line: line.start or 0.0))


def write_tags(path: Path, tags: Tags) -> None:
    """Adds tags to a file of ours (WAV, FLAC, MP3, Ogg, M4A).

    Raises nothing: a file that takes none, or refuses them, stays as it is, and the log says why. Sound without a title is
    better than none.
    """
    if not tags.fields and not tags.cover and not tags.lyrics.lines:
        return
    tags = replace(tags, fields={name: plain_words(value) for name, value in tags.fields.items()})
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
    if tags.lyrics.lines:
        file.tags.setall("USLT", [id3.USLT(encoding=3, lang="XXX", desc="", text=tags.lyrics.text)])
        timed = [(line.text, round(line.start * 1000)) for line in tags.lyrics.lines if line.start is not None]
        if timed:
            file.tags.setall("SYLT", [id3.SYLT(encoding=3, lang="XXX", format=2, type=1, desc="", text=timed)])


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
    if tags.lyrics.lines:
        file.tags[_MP4_LYRICS] = [tags.lyrics.text]


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
    if tags.lyrics.lines:
        file.tags["LYRICS"] = tags.lyrics.text
        if tags.lyrics.is_timed:
            file.tags["SYNCEDLYRICS"] = "\n".join(as_lrc(line) for line in tags.lyrics.lines)


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
