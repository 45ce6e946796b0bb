"""The kinds of files that the systems are told StemDesk opens: the usual ones of what it reads.

Each system knows them by another name: an ending (Windows), a MIME type (Linux), a uniform type identifier (macOS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FileType:
    """`endings` without dots; `mimes` as shared-mime-info names them, old names included."""

    name: str
    endings: tuple[str, ...]
    mimes: tuple[str, ...]
    uti: str


FILE_TYPES: Final = (
    FileType("WAV sound", ("wav",), ("audio/x-wav", "audio/vnd.wave"), "com.microsoft.waveform-audio"),
    FileType("AIFF sound", ("aiff", "aif"), ("audio/x-aiff", "audio/aiff"), "public.aiff-audio"),
    FileType("FLAC sound", ("flac",), ("audio/flac",), "org.xiph.flac"),
    FileType("MP3 sound", ("mp3",), ("audio/mpeg",), "public.mp3"),
    FileType("Ogg sound", ("ogg", "oga"), ("audio/ogg", "audio/x-vorbis+ogg"), "org.xiph.ogg"),
    FileType("Opus sound", ("opus",), ("audio/x-opus+ogg",), "org.xiph.opus"),
    FileType("AAC sound", ("m4a", "aac"), ("audio/mp4", "audio/x-m4a", "audio/aac"), "public.mpeg-4-audio"),
    FileType("WMA sound", ("wma",), ("audio/x-ms-wma",), "com.microsoft.windows-media-wma"),
    FileType("MP4 film", ("mp4", "m4v"), ("video/mp4",), "public.mpeg-4"),
    FileType("QuickTime film", ("mov",), ("video/quicktime",), "com.apple.quicktime-movie"),
    FileType("Matroska film", ("mkv", "webm"), ("video/x-matroska", "video/webm"), "org.matroska.mkv"),
)
