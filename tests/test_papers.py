"""The papers stay true: short, and what they name is there."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from stemdesk.arguments import parser
from tests.papers.architecture import ROOMS, STEPS, TARGET, drawing

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted(
    path for pattern in ("*.md", "stemdesk/*.md", "tests/*.md", "packaging/*.md") for path in ROOT.glob(pattern)
)
#: Where a path that a page names may begin.
PLACES = (".", "stemdesk", "tests", "packaging")


def by_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def outside_code(path: Path) -> str:
    return re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """Of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_read_in_ten_minutes() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= 1800


@pytest.mark.parametrize("page", PAPERS, ids=by_name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)]+)\)", outside_code(page)):
        place, _, anchor = target.partition("#")
        if place.startswith(("http:", "https:")):
            continue
        file = (page.parent / place).resolve() if place else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAPERS, ids=by_name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    """`gui/base/theme.py`, `resources/models`, …: in the checkout, or in one of its four rooms."""
    named = re.findall(r"`((?:[\w.]+/)+(?:[\w.]+\.(?:py|json|md|qss|c|yml))?)`", outside_code(page))
    places = [page.parent, *(ROOT / place for place in PLACES)]
    assert [path for path in named if path != "dist/" and not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("page", PAPERS, ids=by_name)
def test_commands_that_a_page_names_can_be_run(page: Path) -> None:
    words = page.read_text("utf-8")
    assert [name for name in re.findall(r"python -m (tests[\w.]+)", words) if not importlib.util.find_spec(name)] == []
    assert [file for file in re.findall(r"python3 (packaging/\w+\.py)", words) if not (ROOT / file).exists()] == []


def test_the_table_of_commands_has_all_of_them() -> None:
    """Every command, and nothing that is none."""
    table = (ROOT / "README.md").read_text("utf-8").split("## Command line", 1)[1].split("## ", 1)[0]
    rows = re.findall(r"^\| (`.+?) \| ", table.replace(r"\|", "/"), re.MULTILINE)
    told = {code.split()[0] for row in rows for code in re.findall(r"`([^`]+)`", row)} - {"stemdesk"}
    (commands,) = (action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(commands, dict)
    assert told == set(commands)
    usage = " ".join(command.format_help() for command in commands.values())
    assert [option for option in re.findall(r"--[a-z]+", table) if option not in usage] == []


def test_the_pictures_of_the_readme_are_as_sharp_as_they_are_shown(qapp: object) -> None:
    for name in ("play", "split", "early"):
        size = QImageReader(str(ROOT / "resources" / "screenshots" / f"{name}.png")).size()
        assert (size.width(), size.height()) == (1750, 1094), name


def test_the_drawn_rooms_are_those_that_there_are() -> None:
    assert TARGET.read_text("utf-8") == drawing()
    rooms = {path.parent.name for path in (ROOT / "stemdesk").glob("*/__init__.py")}
    assert {room.name for room in ROOMS} == rooms
    walk = (ROOT / "stemdesk" / "README.md").read_text("utf-8").split("## A song's way", 1)[1].split("\n## ", 1)[0]
    numbers = sorted(number for steps in STEPS.values() for number in steps)
    assert numbers == [int(number) for number in re.findall(r"^(\d+)\. ", walk, re.MULTILINE)]


def test_the_system_packages_that_are_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    machine = importlib.import_module("machine")
    installed = [*machine.LIBRARIES.values(), *machine.TEST_PROGRAMS.values(), *machine.TEST_FILES.values(),
                 *machine.BUILD_PROGRAMS.values()]  # fmt: skip
    named = set((ROOT / "packaging" / "README.md").read_text("utf-8").replace("`", " ").replace(",", " ").split())
    assert [package for package in installed if package not in named] == []


def test_nothing_lies_at_the_top_but_what_belongs_there() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    top = {path.partition("/")[0] for path in tracked}
    assert {name for name in top if not name.startswith(".")} <= {
        "pyproject.toml", "stemdesk", "resources", "tests", "packaging", "README.md", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip
    assert [path for path in tracked if path.endswith((".deb", ".whl", ".onnx", ".exe"))] == []


def test_the_cache_of_a_tool_cannot_be_committed() -> None:
    for path in (".flatpak-builder/cache/x", "packaging/flatpak/.flatpak-builder/x", "dist/x.deb", ".venv/x"):
        ignored = subprocess.run(shlex.split(f"git check-ignore -q {path}"), cwd=ROOT, check=False).returncode
        assert ignored in (0, 128), path  # 128: not a checkout
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert not [path for path in tracked.splitlines() if ".flatpak-builder" in path]
