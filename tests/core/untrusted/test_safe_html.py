"""HTML of a server: what is left can do nothing, and is always well nested."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.untrusted.markup import unescaped
from stemdesk.core.untrusted.safe_html import KEPT, Cleaner, safe_html

PIECES = st.sampled_from([
    "<script>", "</script>", "<b>", "</b>", "<p>", "</p>", "<img src=x onerror=alert(1)>", "<a href='https://x.y/?a=1&b=2'>",
    "<a href='javascript:alert(1)'>", "</a>", "<style>", "</style>", "text & more", "<table><tr><td>", "</td></tr></table>",
    "<br/>", "<svg onload=x>", "</svg>", "<!-- c -->", "<iframe src='//evil'>", "</iframe>", "<p style='x' onclick='y'>",
    "&lt;b&gt;",
])  # fmt: skip


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Hi <b>there</b></p>", "<p>Hi <b>there</b></p>"),
        ("<p onclick='x()' style='background:url(//t)'>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("<img src='https://tracker/x.png'>x", "x"),
        ("<a href='javascript:x()'>a</a><a href='https://ok.example/?a=1&b=2'>b</a>",
         '<a>a</a><a href="https://ok.example/?a=1&amp;b=2">b</a>'),
        ("<b><i>open", "<b><i>open</i></b>"), ("</p>stray", "stray"), ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)  # fmt: skip
def test_only_structure_is_left(dirty: str, clean: str) -> None:
    assert safe_html(dirty) == clean


@given(st.lists(PIECES | st.text(max_size=8), max_size=40))
def test_nothing_dangerous_survives_any_mixture(pieces: list[str]) -> None:
    result = safe_html("".join(pieces))
    tags = re.findall(r"<(/?)([a-zA-Z0-9]+)([^>]*)>", result)
    assert not {name for _, name, _ in tags} & {"script", "style", "img", "iframe", "svg", "object", "embed", "link"}
    assert all(not rest or re.fullmatch(r' href="https?://[^"]*"', rest) for _, _, rest in tags)
    printable = "".join(c for c in result if c.isprintable() or c in "\n\t")
    ET.fromstring("<x>" + re.sub(r"<(br|hr)>", r"<\1/>", printable) + "</x>")


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = safe_html(text)
    assert safe_html(once) == once


REPEATED = (
    "<a ", "<![", "<!", "<", "</", "<b>", "<a x='", '<a href="', "<a =", "<a x=", "&", "&#", "&#9", "9", "<svg ", "<svg>",
    "<svg></sv", "</b>", "<li>x", "<table><tr><td>", "<b><p>", "<!-- ", "<!--x--", "<a /x", " ", "<a\n", "<script></scrip",
    "<p x=1 ", "<?", "]]>", "<a href=https://x.y>", "&lt;", "<ul><li>", "<b id=1>", "-",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("before", ["", "<a ", "<!--", "<svg>", "&#", "<a x='"])
def test_twice_as_many_letters_of_a_server_take_no_more_than_twice_the_looking(piece: str, before: str) -> None:
    """Letters looked at, not seconds: `<a ` 20 000 times stopped the window for half a minute."""

    def looked_at(length: int) -> int:
        cleaner = Cleaner(before + piece * (length // len(piece)))
        cleaner.result()
        return cleaner.looked_at

    few, many = looked_at(20_000), looked_at(40_000)
    assert few <= 4 * 20_000 + 100
    assert many <= 2 * few + 1000


def test_what_no_browser_has_a_rule_for_stops_nothing() -> None:
    assert safe_html("a<![b") == "a"
    assert safe_html("a<![CDATA[x]]>b<!x>c<?y>d</>e</ f>g") == "abcdeg"
    assert safe_html("&#" + "9" * 5000 + ";x") == "\ufffdx"
    assert (
        unescaped("&#" + "9" * 5000 + "; &#x" + "f" * 99 + " &amp;amp; &#0000000065;") == "\ufffd \ufffd &amp; \ufffd"
    )


def test_more_than_a_window_can_show_at_once_is_cut_off() -> None:
    """Qt takes ten seconds over 20 000 items of a list, and a word without end is as bad."""
    for endless in ("<ul>" + "<li>x" * 50_000, "x" * 300_000, "<b>" * 100_000, "<br>" * 50_000):
        shown = safe_html(endless)
        assert shown.count("<") <= 6_100
        assert len(re.sub(r"<[^>]*>", "", shown)) <= 40_001
    assert safe_html("x" * 300_000).endswith("x…")


TAGGED = st.builds(
    "<{}{}{}>".format, st.sampled_from(["", "/", "!", "?", "!--", " "]), st.text("abpliscrtxvgme/ ", max_size=8),
    st.text("=\"'<>&; href:onclk/xs\n\t\0", max_size=30),
)  # fmt: skip


@given(st.lists(PIECES | TAGGED | st.text(max_size=8), max_size=40))
def test_nothing_but_the_allowed_tags_and_links_survives(pieces: list[str]) -> None:
    result = safe_html("".join(pieces))
    rest = re.sub(
        r"</?([a-z0-9]+)( href=\"https?://[^\"<>]*\")?>", lambda tag: "" if tag[1] in KEPT else tag[0], result
    )
    assert not set("<>\"'") & set(rest)
