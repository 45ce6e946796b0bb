"""Server's HTML as HTML that can do nothing: a few tags for structure, links to the web, no scripts, nothing loaded."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Final

_KEPT: Final = frozenset({
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


def safe_html(html: str) -> str:
    """`html` with only harmless tags and, of their attributes, only `href` to http(s) places. Always well nested."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return cleaner.result()


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._swallowing = 0

    def result(self) -> str:
        return "".join([*self._out, *(f"</{tag}>" for tag in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SWALLOWED:
            self._swallowing += 1
        elif self._swallowing == 0 and tag in _KEPT and (tag in _EMPTY or len(self._open) < _DEEPEST):
            self._out.append(f"<{tag}{_href(tag, attrs)}>")
            if tag not in _EMPTY:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SWALLOWED:
            self._swallowing = max(0, self._swallowing - 1)
        elif self._swallowing == 0 and tag in self._open:
            while self._open:
                closed = self._open.pop()
                self._out.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self._swallowing == 0:
            self._out.append(escape(data))


def _href(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    target = next((value for name, value in attrs if name == "href" and value), "") if tag == "a" else ""
    return f' href="{escape(target)}"' if target.lower().startswith(("http://", "https://")) else ""
