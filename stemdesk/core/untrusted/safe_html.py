"""Server's HTML as HTML that can do nothing: a few tags for structure, links to the web, no scripts, nothing loaded.

Nothing of what came is passed on: the result is put together anew from escaped text and tags of ours, so that it is
harmless whatever the scanner makes of a server's inventions. Every letter is looked at a fixed number of times, and the
result is bounded, as Qt takes ten seconds over 20 000 items of a list. (A sanitizer with a browser's parser was measured:
a browser's rules for what is left open make four times the work of twice the letters, 345 ms for 59 kB.)
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, NewType

from stemdesk.core.untrusted.markup import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

#: HTML that `safe_html` has made.
SafeHtml = NewType("SafeHtml", str)

KEPT: Final = frozenset({
    "p", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "br", "a", "table", "thead", "tbody", "tr", "td", "th",
    "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "blockquote", "sup", "sub", "hr",
})  # fmt: skip
_EMPTY: Final = frozenset({"br", "hr"})
#: Their content is not text either.
_SWALLOWED: Final = frozenset({
    "script", "style", "head", "title", "iframe", "object", "embed", "svg", "math", "noscript", "template", "textarea",
    "select",
})  # fmt: skip
_DEEPEST: Final = 60
#: Letters that are read, and letters and tags that are shown, of one text.
_MOST_READ: Final = 400_000
_MOST_LETTERS: Final = 40_000
_MOST_TAGS: Final = 3_000
_LONGEST_LINK: Final = 2_000

_NAME: Final = re.compile(r"[a-zA-Z][^\s/>]*")
_BETWEEN: Final = re.compile(r"[\s/]*")
_KEY: Final = re.compile(r"=?[^\s/>=]*")
_EQUALS: Final = re.compile(r"\s*")
_BARE: Final = re.compile(r"[^\s>]*")


def safe_html(html: str) -> SafeHtml:
    """`html` with only harmless tags and, of their attributes, only `href` to http(s) places. Always well nested."""
    return Cleaner(html).result()


class _Ended(Exception):
    """The text ends inside a tag or a comment, which is dropped, as browsers do."""


class Cleaner:
    """`looked_at` counts the letters that were looked at, all together: for the test that it grows with the length."""

    def __init__(self, html: str) -> None:
        self._html = html[:_MOST_READ]
        self._at = 0
        self.looked_at = 0
        self._out: list[str] = []
        self._open: list[str] = []
        self._letters = 0
        self._tags = 0

    def result(self) -> SafeHtml:
        try:
            while self._at < len(self._html) and self._step():
                pass
        except _Ended:
            pass
        return SafeHtml("".join([*self._out, *(f"</{tag}>" for tag in reversed(self._open))]))

    def _step(self) -> bool:
        """The next piece of text, tag or comment; False when enough is there."""
        self.looked_at += 1
        if not self._html.startswith("<", self._at):
            return self._say(self._until("<", inclusive=False, otherwise_all=True))
        following = self._html[self._at + 1 : self._at + 2]
        if following.isascii() and following.isalpha():
            self._at += 1
            return self._start_tag()
        if following in ("!", "?", "/") and following:
            self._at += 2
            return self._end_tag() if following == "/" else self._comment()
        self._at += 1
        return self._say("<")

    # --- scanning ---------------------------------------------------------------------------------------------------

    def _until(self, mark: str, *, inclusive: bool = True, otherwise_all: bool = False) -> str:
        """What stands before `mark`, and goes on there (or behind it). Raises _Ended where there is none."""
        start, found = self._at, self._html.find(mark, self._at)
        self.looked_at += (len(self._html) if found < 0 else found + len(mark)) - start
        if found < 0:
            if not otherwise_all:
                raise _Ended
            found, inclusive = len(self._html), False
        self._at = found + (len(mark) if inclusive else 0)
        return self._html[start:found]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._html, self._at)
        if found is None:
            return ""
        self.looked_at += found.end() - self._at + 1
        self._at = found.end()
        return found[0]

    def _comment(self) -> bool:
        self._until("-->" if self._html.startswith("--", self._at) else ">")
        return True

    def _attributes(self) -> Iterator[tuple[str, str]]:
        """Up to the tag's end, and past it. Raises _Ended where it has none."""
        while True:
            self._take(_BETWEEN)
            if self._at >= len(self._html):
                raise _Ended
            if self._html[self._at] == ">":
                self._at += 1
                return
            key, value = self._take(_KEY).lower(), ""
            self._take(_EQUALS)
            if self._html.startswith("=", self._at):
                self._at += 1
                value = self._value()
            yield key, value

    def _value(self) -> str:
        self._take(_EQUALS)
        quote = self._html[self._at : self._at + 1]
        if quote and quote in "\"'":
            self._at += 1
            return self._until(quote)
        return self._take(_BARE)

    # --- what is kept -----------------------------------------------------------------------------------------------

    def _start_tag(self) -> bool:
        tag = self._take(_NAME).lower()
        target = next((value for key, value in list(self._attributes()) if key == "href"), "") if tag else ""
        if tag in _SWALLOWED:
            self._swallow(tag)
        elif tag in KEPT and (tag in _EMPTY or len(self._open) < _DEEPEST):
            self._tags += 1
            if self._tags > _MOST_TAGS:
                return self._enough()
            self._out.append(f"<{tag}{_href(target) if tag == 'a' else ''}>")
            if tag not in _EMPTY:
                self._open.append(tag)
        return True

    def _swallow(self, tag: str) -> None:
        end = _ENDS[tag].search(self._html, self._at)
        self.looked_at += (end.end() if end else len(self._html)) - self._at
        if end is None:
            raise _Ended
        self._at = end.start() + 2
        self._end_tag()

    def _end_tag(self) -> bool:
        tag = self._take(_NAME).lower()
        if not tag:
            self._until(">")
            return True
        for _ in self._attributes():
            pass
        if tag in self._open:
            while self._open:
                closed = self._open.pop()
                self._out.append(f"</{closed}>")
                if closed == tag:
                    break
        return True

    def _say(self, words: str) -> bool:
        words = unescaped(words)
        room = _MOST_LETTERS - self._letters
        self._letters += len(words)
        self._out.append(escape(words[:room]))
        return len(words) <= room or self._enough()

    def _enough(self) -> bool:
        self._out.append("…")
        return False


_ENDS: Final = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _SWALLOWED}


def _href(written: str) -> str:
    target = unescaped(written).strip()
    if not target.lower().startswith(("http://", "https://")) or len(target) > _LONGEST_LINK:
        return ""
    return f' href="{escape(target)}"'
