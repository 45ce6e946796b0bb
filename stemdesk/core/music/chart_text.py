"""A chart as text: ChordPro (<https://www.chordpro.org/chordpro/>) for other programs, and plain for everybody.

Signs of ChordPro inside words and titles become harmless ones: it knows no way to write them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.core.music.chart import Chart, ChartLine, ChartPart

_HARMLESS: Final = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})
_PLAIN_SIGNS: Final = str.maketrans({"♯": "#", "♭": "b"})
_NOTHING: Final = "N.C."
#: Parts for which ChordPro has words of its own.
_ENVIRONMENTS: Final = ("verse", "chorus", "bridge")


def as_chordpro(chart: Chart) -> str:
    lines = [
        f"{{{name}: {value}}}"
        for name, value in (
            ("title", _one_line(chart.title)),
            ("artist", _one_line(chart.artist)),
            ("key", _short_key(chart.key)),
            ("capo", str(chart.capo or "")),
            ("tempo", f"{chart.bpm:.0f}" if chart.bpm else ""),
            ("time", f"{chart.beats}/4" if chart.beats else ""),
        )
        if value
    ]
    for part in chart.parts:
        lines += ["", *_chordpro_part(part)]
    return "\n".join(lines) + "\n"


def as_text(chart: Chart) -> str:
    """With chords over the words, for a font whose letters are equally wide."""
    heading = _one_line(" – ".join(filter(None, (chart.title, chart.artist))))
    facts = (chart.key, f"Capo {chart.capo}" if chart.capo else "", f"{chart.bpm:.0f} BPM" if chart.bpm else "",
             f"{chart.beats}/4" if chart.beats else "")  # fmt: skip
    lines = [heading, " · ".join(filter(None, facts))]
    for part in chart.parts:
        lines += ["", f"[{_one_line(part.name)}]"] if part.name else [""]
        width = max((_width(_steps(bar.steps)) for line in part.lines for bar in line.bars), default=0)
        for line in part.lines:
            lines += _bars_in_text(line, width) if line.bars else _words_in_text(line)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _chordpro_part(part: ChartPart) -> Iterator[str]:
    name = _one_line(part.name)
    environment = name.lower().split(" ")[0]
    if environment not in _ENVIRONMENTS or any(line.bars for line in part.lines):
        environment = ""
    if environment:
        yield f'{{start_of_{environment}: label="{name.replace(chr(34), chr(39))}"}}'
    elif name:
        yield f"{{comment: {name}}}"
    in_grid = False
    for line in part.lines:
        if bool(line.bars) != in_grid:
            in_grid = not in_grid
            yield "{start_of_grid}" if in_grid else "{end_of_grid}"
        yield _grid(line) if line.bars else _words_in_chordpro(line)
    if in_grid:
        yield "{end_of_grid}"
    if environment:
        yield f"{{end_of_{environment}}}"


def _grid(line: ChartLine) -> str:
    bars = (" ".join(step or "." for step in bar.steps) for bar in line.bars)
    return f"| {' | '.join(bars)} |".translate(_PLAIN_SIGNS)


def _words_in_chordpro(line: ChartLine) -> str:
    written, at = "", 0
    for place, name in line.over:
        written += f"{line.words[at:place].translate(_HARMLESS)}[{name.translate(_PLAIN_SIGNS)}]"
        at = place
    written = _one_line(written + line.words[at:].translate(_HARMLESS))
    return f" {written}" if written.startswith("#") else written  # it would be a remark


def _bars_in_text(line: ChartLine, width: int) -> list[str]:
    return ["| " + " | ".join(_padded(_steps(bar.steps), width) for bar in line.bars) + " |"]


def _words_in_text(line: ChartLine) -> list[str]:
    words = _one_line(line.words)
    if not line.over:
        return [words]
    above = ""
    for place, name in line.over:
        start = _width(line.words[:place])
        if above:
            start = max(start, _width(above) + 1)
        above = _padded(above, start) + name
    return [above, words]


def _steps(steps: tuple[str, ...]) -> str:
    """One chord for the whole bar stands alone."""
    if not any(steps[1:]):
        return steps[0] or "."
    return " ".join(step or "." for step in steps)


def _padded(words: str, width: int) -> str:
    return words + " " * (width - _width(words))


def _width(words: str) -> int:
    """In a font whose letters are equally wide, Chinese and Japanese ones are twice as wide."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words
    )


def _one_line(words: str) -> str:
    return " ".join(words.translate(_HARMLESS_TITLE).split("\n")).strip()


def _short_key(key: str) -> str:
    tonic, _, mode = key.partition(" ")
    return (tonic + ("m" if mode == "minor" else "")).translate(_PLAIN_SIGNS)


_HARMLESS_TITLE: Final = str.maketrans({"{": "(", "}": ")", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ",
                                        "\u2028": " ", "\u2029": " "})  # fmt: skip
