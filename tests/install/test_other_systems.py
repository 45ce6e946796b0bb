"""What can be known here of the packages for Windows and macOS: their pictures, their words, the script of the installer."""

from __future__ import annotations

import importlib
import plistlib
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from stemdesk.providers.registry import default_registry


def test_the_icon_for_windows_has_every_size_and_can_be_read(packaging: Path, tmp_path: Path) -> None:
    icons = importlib.import_module("app.icons")
    data = icons.ico()
    kind, count = struct.unpack_from("<2xHH", data)
    assert (kind, count) == (1, len(icons.ICO_SIZES))
    file = tmp_path / "stemdesk.ico"
    for number, size in enumerate(icons.ICO_SIZES):
        width, _, _, _, planes, bits, length, at = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert (width or 256, planes, bits) == (size, 1, 32)
        # one picture alone in a file, as Qt picks the size itself
        head = struct.pack("<HHH", 0, 1, 1) + data[6 + 16 * number : 18 + 16 * number] + struct.pack("<I", 22)
        file.write_bytes(head + data[at : at + length])
        image = QImage(str(file))
        assert (image.width(), image.height()) == (size, size)
        middle = image.pixelColor(size // 2, size // 2)
        assert middle.alpha() == 255
        assert middle.blue() > 150  # the long bar of the icon
        assert image.pixelColor(0, 0).alpha() == 0  # round corners


def test_the_icon_for_macos_holds_pngs_of_the_sizes_that_its_types_say(packaging: Path) -> None:
    icons = importlib.import_module("app.icons")
    data = icons.icns()
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8])[0] == len(data)
    at, found = 8, []
    while at < len(data):
        kind, length = data[at : at + 4], struct.unpack(">I", data[at + 4 : at + 8])[0]
        image = QImage.fromData(data[at + 8 : at + length])
        found.append((kind, image.width()))
        at += length
    assert tuple(found) == icons.ICNS_TYPES


def test_macos_is_told_the_kinds_of_files_and_asked_for_no_rights(packaging: Path) -> None:
    info = plistlib.loads(plistlib.dumps(importlib.import_module("macos.plist").INFO))
    endings = [ending for kind in info["CFBundleDocumentTypes"] for ending in kind["CFBundleTypeExtensions"]]
    assert {"wav", "flac", "mp3", "m4a", "mp4"} <= set(endings)
    assert len(endings) == len(set(endings))
    assert all(kind["LSHandlerRank"] == "Alternate" for kind in info["CFBundleDocumentTypes"])
    assert not [key for key in info if key.endswith("UsageDescription")]
    rights = plistlib.loads((packaging / "macos/entitlements.plist").read_bytes())
    assert not [key for key in rights if "device" in key or "audio-input" in key]


def test_a_bundle_is_signed_from_the_inside_out(packaging: Path, tmp_path: Path) -> None:
    dmg = importlib.import_module("macos.dmg")
    app = tmp_path / "StemDesk.app"
    for file in ("Contents/Frameworks/PySide6/a.so", "Contents/Frameworks/b.dylib", "Contents/MacOS/StemDesk"):
        (app / file).parent.mkdir(parents=True, exist_ok=True)
        (app / file).touch()
    (app / "Contents/Frameworks/QtCore.framework").mkdir()
    (app / "Contents/Resources").mkdir()
    (app / "Contents/Resources/b.dylib").symlink_to("../Frameworks/b.dylib")
    commands = dmg.signing(app, "Developer ID Application: Somebody")
    signed = [Path(command[-1]).name for command in commands]
    assert signed == ["a.so", "b.dylib", "QtCore.framework", "StemDesk.app", "StemDesk.app"]
    assert all("runtime" in command for command in commands[:-1])
    assert "--verify" in commands[-1]
    assert dmg.notarising(tmp_path / "x.dmg", "-", "profile") == []
    assert [command[1] for command in dmg.notarising(tmp_path / "x.dmg", "Somebody", "profile")] == [
        "--sign", "notarytool", "stapler",
    ]  # fmt: skip


def test_what_windows_shows_of_the_program_fits_its_form(packaging: Path) -> None:
    text = importlib.import_module("windows.version_resource").text("1.2.3")

    def made(*given: object, **named: object) -> tuple[object, ...]:
        return (*given, *named.items())

    names = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    info = eval(text, dict.fromkeys(names, made))  # noqa: S307  as PyInstaller reads it
    assert "(1, 2, 3, 0)" in str(info)
    assert "'ProductName', 'StemDesk'" in str(info)


def test_the_uninstaller_for_windows_forgets_the_tokens_of_every_service(packaging: Path) -> None:
    script = (packaging / "windows/installer.nsi").read_text("utf-8")
    forgotten = set(re.findall(r"account forget (\w+)'", script))
    assert forgotten == {each.id for each in default_registry().descriptions() if each.credentials}


def test_a_folder_with_spaces_or_percent_signs_runs_no_other_program(packaging: Path) -> None:
    """What the installer writes for Windows to run is quoted, and in a batch file % would begin a variable's name."""
    script = (packaging / "windows/installer.nsi").read_text("utf-8")
    run = re.findall(r"(?:nsExec::Exec|UninstallString\"|command\" \"\"|FileWrite \$0) '([^']+)'", script)
    assert len(run) == 9
    for command in run:
        program = re.match(r'@?"([^"]+)\\[^"\\]+\.(exe|com)"( |$|\$)', command)
        assert program is not None, command
    assert '"%1"' in script
    batch = [line for line in script.splitlines() if "FileWrite" in line]
    assert not [line for line in batch if "$INSTDIR" in line]
    assert '${WordReplace} "$INSTDIR" "%" "%%" "+" $1' in script


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis")
def test_the_installer_for_windows_compiles_without_a_warning(
    packaging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    icons, installer = importlib.import_module("app.icons"), importlib.import_module("windows.installer")
    app = tmp_path / "An App – 夏"
    (app / "lib/folder").mkdir(parents=True)
    for file in ("StemDesk.exe", "stemdesk.com", "LICENSE", "THIRD-PARTY.txt", "sbom.cdx.json", "lib/folder/a.dll"):
        (app / file).write_bytes(b"x" * 3000)
    icons.write(tmp_path / "made")
    monkeypatch.setattr(installer, "MADE", tmp_path / "made")
    monkeypatch.setattr(installer, "BUILD", tmp_path / "build")
    monkeypatch.setattr(installer, "DIST", tmp_path / "dist")
    made = installer.build(app, "zlib")
    assert made.read_bytes()[:2] == b"MZ"
    if seven := shutil.which("7z"):
        listed = subprocess.run([seven, "l", str(made)], capture_output=True, text=True, check=True).stdout
        assert "a.dll" in listed
