"""Reads MIDI files of anybody: all formats, whatever they were written by, and no more of them than makes sense.

The Complete MIDI 1.0 Detailed Specification, part "Standard MIDI Files 1.0" (RP-001).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stemdesk.audio.transcription.midi_file import (
    DRUMS_CHANNEL,
    MARKER,
    NAME,
    SIGNATURE,
    TEMPO,
    TEXT,
    MidiSong,
    MidiTrack,
)
from stemdesk.audio.transcription.tempo_map import Clock, TempoMap
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.music.notes import Note
from stemdesk.core.text import text
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from pathlib import Path

#: Far more than any song's: a symphony has 50,000 notes in half a megabyte.
_MOST_BYTES: Final = 4 << 20
_MOST_NOTES: Final = 200_000
_MOST_TRACKS: Final = 512
_MOST_WORDS: Final = 5_000
_MOST_TEMPOS: Final = 100_000
_LONGEST_WORDS: Final = 200
#: A song is over by then (hours).
_MOST_HOURS: Final = 24
#: So are 30 frames in 1.001 seconds called.
_DROP_FRAMES: Final = 29


class NoMidi(Exception):
    """Not a MIDI file, or a damaged one."""


def read_midi(path: Path) -> MidiSong:
    """Raises StemDeskError: DISK, or DECODE where it is no MIDI file, damaged, or larger than any song."""
    data = read_small(path, _MOST_BYTES + 1)
    try:
        return parse_midi(data)
    except NoMidi:
        raise StemDeskError(
            ErrorKind.DECODE,
            text("“{name}” is not a MIDI file that can be read, or it is damaged.", name=path.name),
        ) from None


def parse_midi(data: bytes) -> MidiSong:
    """Raises NoMidi."""
    if len(data) > _MOST_BYTES or data[:4] != b"MThd":
        raise NoMidi
    length, division = _number(data, 4, 4), _number(data, 12, 2)
    if length < 6 or division == 0:
        raise NoMidi
    found = _Found()
    at = 8 + length
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], _number(data, at + 4, 4)
        if kind == b"MTrk":
            if at + 8 + size > len(data):
                raise NoMidi
            found.begin_track()
            _Track(data[at + 8 : at + 8 + size], found).read()
        at += 8 + size
    if not found.tracks:
        raise NoMidi
    return found.song(division)


@dataclass(slots=True)
class _Part:
    """What one track plays on one channel, in ticks: start, end, pitch, velocity."""

    notes: list[tuple[int, int, int, int]] = field(default_factory=list)
    program: int = 0


@dataclass(slots=True)
class _Found:
    tracks: list[dict[int, _Part]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    signatures: list[tuple[int, int, int]] = field(default_factory=list)
    words: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: {MARKER: [], TEXT: []})
    notes: int = 0

    def begin_track(self) -> None:
        if len(self.tracks) >= _MOST_TRACKS:
            raise NoMidi
        self.tracks.append(defaultdict(_Part))
        self.names.append("")

    def count_note(self) -> None:
        self.notes += 1
        if self.notes > _MOST_NOTES:
            raise NoMidi

    def add_note(self, channel: int, note: tuple[int, int, int, int]) -> None:
        self.tracks[-1][channel].notes.append(note)

    def add_meta(self, kind: int, tick: int, data: bytes) -> None:
        if kind == TEMPO and len(data) == 3 and len(self.tempos) < _MOST_TEMPOS:
            self.tempos.append((tick, int.from_bytes(data, "big") or 1))
        elif kind == SIGNATURE and len(data) >= 2 and data[0] and data[1] < 8 and len(self.signatures) < _MOST_TEMPOS:
            self.signatures.append((tick, data[0], 1 << data[1]))
        elif kind == NAME and not self.names[-1]:
            self.names[-1] = _words(data)
        elif kind in self.words and sum(map(len, self.words.values())) < _MOST_WORDS and (words := _words(data)):
            self.words[kind].append((tick, words))

    def song(self, division: int) -> MidiSong:
        tempo_map = self._tempo_map(division)
        clock = Clock(tempo_map)
        tracks = []
        for name, parts in zip(self.names, self.tracks, strict=True):
            for channel, part in sorted(parts.items()):
                if part.notes:
                    tracks.append(MidiTrack(name, _notes(part, clock), part.program, channel == DRUMS_CHANNEL))
        if any(track.notes and track.notes[-1].start > _MOST_HOURS * 3600 for track in tracks):
            raise NoMidi
        words = {kind: tuple((clock.time(tick), each) for tick, each in said) for kind, said in self.words.items()}
        has_conductor = len(self.tracks) > 1 and not any(part.notes for part in self.tracks[0].values())
        return MidiSong(tuple(tracks), tempo_map, words[MARKER], words[TEXT], self.names[0] if has_conductor else "")

    def _tempo_map(self, division: int) -> TempoMap:
        if division & 0x8000:  # so many frames of film a second, each of so many ticks
            frames, ticks = 256 - (division >> 8), max(1, division & 255)
            if frames == _DROP_FRAMES:
                return TempoMap(((0, 1_001_000),), resolution=30 * ticks)
            return TempoMap(((0, 1_000_000),), resolution=max(1, frames * ticks))
        by_tick = {0: 500_000, **dict(sorted(self.tempos))}
        signatures = {0: (4, 4), **{tick: (upper, lower) for tick, upper, lower in sorted(self.signatures)}}
        return TempoMap(
            tuple(sorted(by_tick.items())), tuple((tick, *bar) for tick, bar in sorted(signatures.items())), division
        )


class _Track:
    def __init__(self, data: bytes, found: _Found) -> None:
        self._data = data
        self._found = found
        self._at = 0
        self._tick = 0
        #: When keys went down and how hard, by channel and pitch.
        self._down: dict[tuple[int, int], deque[tuple[int, int]]] = defaultdict(deque)

    def read(self) -> None:
        status = 0
        while self._at < len(self._data):
            self._tick += self._variable()
            byte = self._byte()
            if byte >= 0xF0:
                self._system(byte)
                continue
            if byte & 0x80:
                status = byte
                first = self._byte()
            else:
                first = byte
            if not status:
                raise NoMidi
            self._message(status, first & 127)
        for (channel, pitch), downs in self._down.items():
            for tick, velocity in downs:
                self._found.add_note(channel, (tick, self._tick, pitch, velocity))

    def _message(self, status: int, first: int) -> None:
        kind, channel = status & 0xF0, status & 0x0F
        if kind == 0xC0:
            self._found.tracks[-1][channel].program = first
        if kind in (0xC0, 0xD0):
            return
        second = self._byte() & 127
        if kind == 0x90 and second:
            self._found.count_note()
            self._down[channel, first].append((self._tick, second))
        elif kind in (0x80, 0x90) and self._down[channel, first]:
            tick, velocity = self._down[channel, first].popleft()
            self._found.add_note(channel, (tick, self._tick, first, velocity))

    def _system(self, byte: int) -> None:
        kind = self._byte() if byte == 0xFF else 0
        length = self._variable()
        data = self._data[self._at : self._at + length]
        if len(data) < length:
            raise NoMidi
        self._at += length
        if byte == 0xFF:
            self._found.add_meta(kind, self._tick, data)

    def _byte(self) -> int:
        if self._at >= len(self._data):
            raise NoMidi
        self._at += 1
        return self._data[self._at - 1]

    def _variable(self) -> int:
        value = 0
        for _ in range(4):
            byte = self._byte()
            value = value << 7 | byte & 127
            if byte < 128:
                return value
        raise NoMidi


def _notes(part: _Part, clock: Clock) -> tuple[Note, ...]:
    last = _MOST_HOURS * 3600.0
    return tuple(
        Note(clock.time(on), min(clock.time(off), max(last, clock.time(on))), pitch, velocity)
        for on, off, pitch, velocity in sorted(part.notes)
    )


def _words(data: bytes) -> str:
    data = data[: 4 * _LONGEST_WORDS]
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        words = data.decode("latin-1")
    return plain_line(words)[:_LONGEST_WORDS].strip()


def _number(data: bytes, at: int, size: int) -> int:
    part = data[at : at + size]
    if len(part) < size:
        raise NoMidi
    return int.from_bytes(part, "big")
