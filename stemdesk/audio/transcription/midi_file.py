"""MIDI files: what is in one, and writing it (format 1, General MIDI).

The Complete MIDI 1.0 Detailed Specification, part "Standard MIDI Files 1.0" (RP-001). Written here rather than with a
library: mido has no types, brings a package of its own, and reads what others have sent without any bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stemdesk.audio.transcription.tempo_map import Clock, TempoMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stemdesk.core.music.notes import Note

#: The channel of percussion in General MIDI (the tenth).
DRUMS_CHANNEL: Final = 9
_CHANNELS: Final = tuple(n for n in range(16) if n != DRUMS_CHANNEL)
TEXT, NAME, MARKER, TEMPO, SIGNATURE, END = 0x01, 0x03, 0x06, 0x51, 0x58, 0x2F


@dataclass(frozen=True, slots=True)
class MidiTrack:
    """`program` is General MIDI's, from 0; of drums it says nothing."""

    name: str
    notes: tuple[Note, ...]
    program: int = 0
    is_drums: bool = False


@dataclass(frozen=True, slots=True)
class MidiSong:
    """`markers` and `texts` are (seconds, words)."""

    tracks: tuple[MidiTrack, ...] = ()
    tempo_map: TempoMap = field(default_factory=TempoMap)
    markers: tuple[tuple[float, str], ...] = ()
    texts: tuple[tuple[float, str], ...] = ()
    name: str = ""


def midi_bytes(song: MidiSong) -> bytes:
    """The whole file."""
    clock = Clock(song.tempo_map)
    chunks = [_track(_conductor(song, clock))]
    for number, track in enumerate(song.tracks):
        channel = DRUMS_CHANNEL if track.is_drums else _CHANNELS[number % len(_CHANNELS)]
        chunks.append(_track(_events(track, channel, clock)))
    head = b"MThd" + b"".join(
        value.to_bytes(size, "big")
        for value, size in ((6, 4), (1, 2), (len(chunks), 2), (song.tempo_map.resolution, 2))
    )
    return head + b"".join(chunks)


def _conductor(song: MidiSong, clock: Clock) -> Iterator[tuple[int, int, bytes]]:
    """Tempo, bars, markers and texts, as all programs look for them: in the first track."""
    if song.name:
        yield 0, 0, _meta(NAME, _words(song.name))
    for tick, numerator, denominator in song.tempo_map.signatures:
        yield tick, 1, _meta(SIGNATURE, bytes([numerator, denominator.bit_length() - 1, 24, 8]))
    for tick, tempo in song.tempo_map.tempos:
        yield tick, 1, _meta(TEMPO, tempo.to_bytes(3, "big"))
    for kind, words in ((MARKER, song.markers), (TEXT, song.texts)):
        for seconds, said in words:
            yield clock.tick(seconds), 2, _meta(kind, _words(said))


def _events(track: MidiTrack, channel: int, clock: Clock) -> Iterator[tuple[int, int, bytes]]:
    if track.name:
        yield 0, 0, _meta(NAME, _words(track.name))
    if not track.is_drums:
        yield 0, 1, bytes([0xC0 | channel, track.program])
    for on, off, pitch, velocity in _spans(track.notes, clock):
        yield on, 3, bytes([0x90 | channel, pitch, velocity])
        yield off, 2, bytes([0x80 | channel, pitch, 64])


def _spans(notes: Sequence[Note], clock: Clock) -> Iterator[tuple[int, int, int, int]]:
    """A key goes up before it goes down again."""
    open_: dict[int, tuple[int, int, int]] = {}
    for note in sorted(notes, key=lambda note: (note.start, note.end)):
        on = clock.tick(note.start)
        off = max(on + 1, clock.tick(note.end))
        before = open_.pop(note.pitch, None)
        if before is not None:
            if on <= before[0]:
                open_[note.pitch] = (before[0], max(off, before[1]), before[2])
                continue
            yield before[0], min(before[1], on), note.pitch, before[2]
        open_[note.pitch] = (on, off, min(127, max(1, note.velocity)))
    for pitch, (on, off, velocity) in open_.items():
        yield on, off, pitch, velocity


def _track(events: Iterator[tuple[int, int, bytes]]) -> bytes:
    """Of (tick, order at the same tick, message)."""
    parts, at = [], 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        parts.append(_variable(tick - at) + message)
        at = tick
    body = b"".join(parts) + _variable(0) + _meta(END, b"")
    return b"MTrk" + len(body).to_bytes(4, "big") + body


def _meta(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + _variable(len(data)) + data


def _words(words: str) -> bytes:
    return words.encode("utf-8", "replace")


def _variable(value: int) -> bytes:
    made = [value & 127]
    while value := value >> 7:
        made.append(value & 127 | 128)
    return bytes(reversed(made))
