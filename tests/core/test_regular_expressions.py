"""Every regular expression of StemDesk takes the time of its text's length, whatever a server or a file writes.

Steps are counted, not seconds: by a small matcher that tries what Python's own tries, in its order, without its shortcuts.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import stemdesk

ROOT = Path(stemdesk.__file__).parent
SHORT, LONG = 32, 64
Go = Callable[[int], bool]


@dataclass(frozen=True)
class Found:
    """A pattern in our code, and where."""

    place: str
    pattern: str
    flags: int
    anchored: bool


def patterns() -> Iterator[Found]:
    for path in sorted(ROOT.rglob("*.py")):
        words = path.read_text("utf-8")
        if "import re\n" not in words:  # every process of the suite comes through here
            continue
        tree = ast.parse(words)
        names = {
            id(node.value): ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and ".compile" in ast.unparse(node)
        }
        for node in ast.walk(tree):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr not in ("escape", "purge")
            ):
                continue
            written = node.args[0] if node.args else None
            place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            flags = 0
            for flag in ast.walk(node):
                if isinstance(flag, ast.Attribute) and flag.attr in ("IGNORECASE", "DOTALL", "ASCII", "MULTILINE"):
                    flags |= int(getattr(re, flag.attr))
            name = names.get(id(node), "")
            used = set(re.findall(rf"\b{name}\.(\w+)\(", words)) if name else {node.func.attr}
            anchored = bool(used) and used <= {"match", "fullmatch"}
            if isinstance(written, ast.Constant) and isinstance(written.value, bytes):
                yield Found(place, written.value.decode("latin-1"), flags, anchored)
            elif isinstance(written, ast.Constant):
                yield Found(place, str(written.value), flags, anchored)
            elif isinstance(written, ast.JoinedStr):  # some word of ours is put in
                parts = (str(part.value) if isinstance(part, ast.Constant) else "word" for part in written.values)
                yield Found(place, "".join(parts), flags, anchored)
            else:
                yield Found(place, "", flags, anchored)


def _note(ends: list[int], end: int) -> bool:
    ends.append(end)
    return True


_OF_ONE_LETTER = frozenset((c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN))
#: Whether a letter is of a set, by the set's id: `parsed` keeps the sets.
_known: dict[tuple[int, str, bool], bool] = {}


@cache
def parsed(pattern: str, flags: int) -> Any:
    return _parser.parse(pattern, flags)


class Matcher:
    """Backtracking over a parsed pattern. `steps` is how often a letter was compared or a way was tried."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._tree = parsed(pattern, flags)
        self._case = bool((flags | self._tree.state.flags) & re.IGNORECASE)
        self._all = bool((flags | self._tree.state.flags) & re.DOTALL)
        self.steps = 0
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}

    def search(self, text: str, *, anchored: bool) -> None:
        """All matches, one after the other, as `sub` and `finditer` look for them."""
        self._text = text
        at = 0
        while at <= len(text):
            self._groups = {}
            ends: list[int] = []
            found = self._run(self._tree.data, at, partial(_note, ends))
            at = max(at + 1, ends[0]) if found else at + 1
            if anchored:
                return

    def _one(self, op: Any, value: Any, at: int) -> bool:
        self.steps += 1
        if at >= len(self._text):
            return False
        letter = self._text[at]
        if op is c.LITERAL:
            return letter == chr(value) or (self._case and letter.lower() == chr(value).lower())
        if op is c.NOT_LITERAL:
            return letter != chr(value)
        if op is c.ANY:
            return self._all or letter != "\n"
        known = _known.get((id(value), letter, self._case))
        if known is None:
            negated = bool(value) and value[0][0] is c.NEGATE
            known = any(self._in(part, letter) for part in value) != negated
            _known[id(value), letter, self._case] = known
        return known

    def _in(self, part: tuple[Any, Any], letter: str) -> bool:
        op, value = part
        if op is c.LITERAL:
            return letter == chr(value) or (self._case and letter.lower() == chr(value).lower())
        if op is c.RANGE:
            return any(
                value[0] <= ord(each) <= value[1] for each in ({letter, letter.lower()} if self._case else {letter})
            )
        if op is c.CATEGORY:
            kind = {
                c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s",
                c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
            }[value]  # fmt: skip
            return re.match(kind, letter) is not None
        return False

    def _run(self, tree: list[tuple[Any, Any]], at: int, go: Go, i: int = 0) -> bool:  # noqa: C901, PLR0911
        """The rest of `tree`, from its `i`th item on."""
        if i == len(tree):
            return go(at)
        op, value = tree[i]
        if op in _OF_ONE_LETTER:
            return self._one(op, value, at) and self._run(tree, at + 1, go, i + 1)
        self.steps += 1

        def rest(end: int) -> bool:
            return self._run(tree, end, go, i + 1)

        if op is c.BRANCH:
            return any(self._run(way.data, at, rest) for way in value[1])
        if op is c.SUBPATTERN:
            number, _, _, inner = value

            def closed(end: int) -> bool:
                if number is not None:
                    self._groups[number] = (at, end)
                return rest(end)

            return self._run(inner.data, at, closed)
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            return self._repeat(value, at, rest, greedy=op is c.MAX_REPEAT)
        if op is c.AT:
            return self._at(value, at) and rest(at)
        if op in (c.ASSERT, c.ASSERT_NOT):
            direction, inner = value
            start = at if direction > 0 else at - int(inner.getwidth()[0])
            found = start >= 0 and self._run(inner.data, start, lambda _: True)
            return found == (op is c.ASSERT) and rest(at)
        if op is c.GROUPREF:
            start, end = self._groups.get(value, (0, 0))
            same = self._text.startswith(self._text[start:end], at)
            return same and rest(at + end - start)
        raise NotImplementedError(op)

    def _at(self, what: Any, at: int) -> bool:
        if what in (c.AT_END, c.AT_END_STRING):
            return at == len(self._text) or (what is c.AT_END and self._text[at:] == "\n")
        if what in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return at == 0
        before = at > 0 and self._text[at - 1].isalnum()
        after = at < len(self._text) and self._text[at].isalnum()
        return (before != after) == (what is c.AT_BOUNDARY)

    def _repeat(self, value: tuple[int, Any, Any], at: int, go: Go, *, greedy: bool) -> bool:  # noqa: C901
        least, most, inner = int(value[0]), value[1], value[2].data
        most = sys.maxsize if most is c.MAXREPEAT else int(most)
        kind, what = inner[0]
        if len(inner) == 1 and kind in _OF_ONE_LETTER:
            if not greedy:
                end = at
                while True:
                    if end - at >= least and go(end):
                        return True
                    if end - at >= most or not self._one(kind, what, end):
                        return False
                    end += 1
            end = at
            while end - at < most and self._one(kind, what, end):
                end += 1
            while end - at >= least:
                self.steps += 1
                if go(end):
                    return True
                end -= 1
            return False

        def more(count: int, here: int) -> bool:
            self.steps += 1
            if not greedy and count >= least and go(here):
                return True
            if count < most and self._run(
                inner, here, lambda end: (end > here or count < least) and more(count + 1, end)
            ):
                return True
            return greedy and count >= least and go(here)

        return more(0, at)


def letters_of(tree: Any) -> set[str]:
    """A letter or two for everything that a pattern speaks of."""
    found: set[str] = set()
    for op, value in tree:
        if op in (c.LITERAL, c.NOT_LITERAL):
            found.add(chr(value))
        elif op is c.RANGE:
            found |= {chr(value[0]), chr(value[1])}
        elif op is c.CATEGORY:
            found |= {"7", " ", "w"}
        elif op is c.IN:
            found |= letters_of(value)
        elif op is c.BRANCH:
            for way in value[1]:
                found |= letters_of(way)
        elif op is c.SUBPATTERN:
            found |= letters_of(value[3])
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT):
            found |= letters_of(value[2])
        elif op in (c.ASSERT, c.ASSERT_NOT):
            found |= letters_of(value[1])
    return found


def literals(pattern: str) -> list[str]:
    return sorted(
        {word for word in re.findall(r"(?:[a-zA-Z0-9<>&#:/ ]|\\.)+", pattern.replace("\\d", "7")) if len(word) > 1}
    )


def attacks(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """Beginning, what is repeated, end."""
    letters = [*sorted(letters_of(parsed(pattern, flags)))[:10], "\x01"]
    words = [plain for word in literals(pattern) if (plain := word.replace("\\", ""))][:4]
    pieces = [*letters, *words, *("".join(pair) for pair in product(letters[:6], repeat=2) if pair[0] != pair[1])]
    begins = ["", *words, *letters[:4]]
    return [(begin, piece, end) for piece in pieces for begin in begins for end in ("\x01",)]


def steps(found: Found, attack: tuple[str, str, str], length: int) -> int:
    begin, piece, end = attack
    matcher = Matcher(re.sub(r"\{(\d+),\d{2,}\}", r"{\1,6}", found.pattern), found.flags)  # a bound is a constant
    matcher.search(begin + piece * (length // len(piece)) + end, anchored=found.anchored)
    return matcher.steps


FOUND = list(patterns())


def test_all_patterns_are_found_and_written_out() -> None:
    assert len(FOUND) > 30
    assert [found.place for found in FOUND if not found.pattern] == []


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.place)
def test_twice_the_text_takes_no_more_than_twice_the_steps(found: Found) -> None:
    sys.setrecursionlimit(20_000)
    for attack in attacks(found.pattern, found.flags):
        few = steps(found, attack, SHORT)
        if few <= 6 * SHORT:  # not even busy
            continue
        many = steps(found, attack, LONG)
        assert many <= 2.6 * few, (attack, few, many)


@pytest.mark.parametrize(
    "bad", [r"\s+$", r"(a+)+b", r"<[^>]*>", r"[_ -]*\[[^\]]*\]", r"(a|a)*b", r".*x.*y", r"(\d+)*-"]
)
def test_the_counting_finds_what_is_known_to_be_bad(bad: str) -> None:
    found = Found("here", bad, 0, anchored=False)
    assert any(steps(found, attack, 16) / max(1, steps(found, attack, 8)) > 2.6 for attack in attacks(bad, 0))


@pytest.mark.parametrize("text", ["", "abc 123-45", "<script>x</script >y", "&#123456789012;x", "a (Vocals) ", "x_[y]"])
@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.place)
def test_the_counting_matcher_is_of_one_mind_with_pythons(found: Found, text: str) -> None:
    matcher = Matcher(found.pattern, found.flags)
    matcher._text = text
    theirs = re.compile(found.pattern, found.flags).match(text)
    ends: list[int] = []
    ours = matcher._run(matcher._tree.data, 0, partial(_note, ends))
    assert ours == (theirs is not None)
    assert not theirs or ends == [theirs.end()]
