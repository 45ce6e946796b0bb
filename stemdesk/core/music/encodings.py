"""Text files of unknown encoding: as a byte order mark says, else UTF-8, else the likeliest that old lyrics have."""

from __future__ import annotations

from typing import Final

#: How much of a file is looked at where its encoding has to be guessed.
_SAMPLE: Final = 1 << 16


def decoded(data: bytes) -> str:
    """The letters of a text file. Never fails: what is no letter in any encoding becomes �."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = error.end >= len(data) and error.reason == "unexpected end of data"  # where it was read to
        if is_cut and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8")
        words = ""
    if words and words.count("\0") * 8 < len(words):
        return words
    return data.decode(_guessed(data), "replace")


def _guessed(data: bytes) -> str:
    sample = data[:_SAMPLE]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if max(zeros) * 8 > len(sample):  # Latin letters, digits and line ends have a zero beside them
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    found = {name: _likeliness(sample, name) for name in ("shift_jis", "gb18030", "cp1252")}
    return max(found, key=lambda name: found[name])


def _likeliness(sample: bytes, name: str) -> float:
    """The share of letters outside of ASCII that people write in texts of this encoding."""
    words = sample.decode(name, "replace").rstrip("\ufffd")  # a sample may end within a letter
    other = [letter for letter in words if ord(letter) > 0x7F]
    if not other:
        return 0.0
    return sum(_weight(ord(letter), name) for letter in other) / len(other)


def _weight(code: int, name: str) -> float:
    if code == 0xFFFD or 0x80 <= code < 0xA0 or 0xE000 <= code < 0xF900:  # no letter, a control, private use
        return -3.0
    if name == "cp1252":
        return 0.9 if 0xC0 <= code <= 0xFF and code not in (0xD7, 0xF7) else _punctuation(code)
    if 0x3041 <= code <= 0x30FF:  # kana: in GB18030, too, but nobody writes Chinese in them
        return 1.2 if name == "shift_jis" else 0.3
    if 0xFF61 <= code <= 0xFF9F:  # halfwidth kana are what other encodings' bytes look like in Shift-JIS
        return -0.5
    if 0x4E00 <= code <= 0x9FFF:
        return _hanzi(code, name)
    return 0.6 if 0x3000 <= code <= 0x303F or 0xFF01 <= code <= 0xFF5E else -0.6


def _punctuation(code: int) -> float:
    return (
        0.3 if code in (0xAB, 0xBB, 0xBF, 0xA1, 0xB4, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2013, 0x2014) else -0.6
    )


def _hanzi(code: int, name: str) -> float:
    """The characters in daily use stand in the first level of GB 2312 and of JIS X 0208."""
    try:
        pair = chr(code).encode("gb2312" if name == "gb18030" else "shift_jis")
    except UnicodeEncodeError:
        return -0.6
    is_common = 0xB0 <= pair[0] <= 0xD7 if name == "gb18030" else pair < b"\x98\x73"
    return 1.0 if is_common else 0.1
