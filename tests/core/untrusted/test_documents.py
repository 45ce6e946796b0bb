"""Documents have the endings that a service gave them: only a few kinds ever reach the system."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.names import clean
from stemdesk.core.untrusted.documents import OPENED, TEXTS, Handling, handling
from stemdesk.core.untrusted.mark_of_the_web import ATTRIBUTE, STREAM, mark_downloaded, quarantine

DANGEROUS = (
    ".bat", ".cmd", ".com", ".exe", ".lnk", ".url", ".terminal", ".command", ".app", ".desktop", ".sh", ".py", ".js",
    ".vbs", ".ps1", ".hta", ".html", ".htm", ".svg", ".jar", ".msi", ".scf", ".library-ms", ".dmg", ".pkg", ".webloc",
    ".inetloc", ".fileloc", ".workflow", ".docm", ".iso", ".AppImage", ".zip", ".search-ms", ".settingcontent-ms",
)  # fmt: skip


@pytest.mark.parametrize("ending", DANGEROUS)
def test_what_a_system_may_run_is_only_shown_in_its_folder(ending: str) -> None:
    for name in (f"song{ending}", f"song.pdf{ending}", f"song{ending.upper()}"):
        assert handling(PurePosixPath(name)) is Handling.SHOW_IN_FOLDER


@pytest.mark.parametrize(
    "name", ["song.pdf.", "song.pdf ", "song.exe:x.pdf", ".pdf", "song", "song.", "fdp.\u202epdf", "x\n.pdf", "..pdf"]
)
def test_a_name_that_a_system_may_take_for_another_is_not_opened(name: str) -> None:
    assert handling(PurePosixPath(name)) is Handling.SHOW_IN_FOLDER


@given(st.text(min_size=1, max_size=40).map(clean))
def test_whatever_a_service_calls_it_only_the_short_list_is_opened(name: str) -> None:
    ending = "." + name.rsplit(".", 1)[-1].lower()
    what = handling(PurePosixPath(name))
    assert what is not Handling.OPEN or ending in OPENED
    assert what is not Handling.READ or ending in TEXTS


def test_scores_and_pictures_are_opened_and_texts_are_read() -> None:
    assert {handling(PurePosixPath("x" + ending)) for ending in OPENED} == {Handling.OPEN}
    assert {handling(PurePosixPath("X" + ending.upper())) for ending in TEXTS} == {Handling.READ}


def test_on_windows_a_downloaded_file_carries_the_zone_of_the_internet(tmp_path: Path) -> None:
    file = tmp_path / "chords.pdf"
    file.write_bytes(b"%PDF")
    mark_downloaded([file, tmp_path / "no such folder" / "x.pdf"], platform="win32")
    # on NTFS this is a stream of the file, elsewhere it is a neighbour
    stream = Path(f"{file}{STREAM}").read_bytes()
    assert stream.split() == [b"[ZoneTransfer]", b"ZoneId=3"]
    assert file.read_bytes() == b"%PDF"


def test_on_macos_a_downloaded_file_is_quarantined_and_a_disk_that_cannot_is_no_trouble(tmp_path: Path) -> None:
    told: list[tuple[Path, str, bytes]] = []

    def set_attribute(file: Path, name: str, value: bytes) -> None:
        told.append((file, name, value))
        raise OSError(45, "not supported")

    mark_downloaded([tmp_path / "a.mid", tmp_path / "b.mid"], platform="darwin", set_attribute=set_attribute)
    assert [(file.name, name) for file, name, _ in told] == [("a.mid", ATTRIBUTE), ("b.mid", ATTRIBUTE)]
    assert quarantine(0x5F000001) == b"0081;5f000001;StemDesk;"


def test_on_linux_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.mid"
    file.write_bytes(b"")
    mark_downloaded([file], platform="linux")
    assert list(tmp_path.iterdir()) == [file]
