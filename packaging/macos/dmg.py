"""The disk image for macOS, for the processor that builds it: one for Apple's own, one for Intel's.

Not one for both: half of the wheels (SciPy, PyAV) exist for one processor each, and an image for both would be
twice as big. Signs and has the image notarised where a certificate is given:

    STEMDESK_SIGN_AS         "Developer ID Application: …", a certificate in the keychain
    STEMDESK_NOTARY_PROFILE  what `xcrun notarytool store-credentials` has kept

Without them the bundle is signed ad hoc, and macOS asks whoever opens it to allow that in its settings.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Final

from app.identity import BUILD, DIST, VERSION

ENTITLEMENTS: Final = Path(__file__).resolve().parent / "entitlements.plist"


def build(app: Path) -> Path:
    """`dist/StemDesk-<version>-macos-<processor>.dmg` from the bundle. Raises CalledProcessError with Apple's own words."""
    certificate = os.environ.get("STEMDESK_SIGN_AS", "-")
    for command in signing(app, certificate):
        subprocess.run(command, check=True)
    folder = BUILD / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["ditto", str(app), str(folder / app.name)], check=True)  # keeps links and signatures
    (folder / "Applications").symlink_to("/Applications")
    made = DIST / f"StemDesk-{VERSION}-macos-{platform.machine()}.dmg"
    made.unlink(missing_ok=True)
    subprocess.run(
        ["hdiutil", "create", "-volname", "StemDesk", "-srcfolder", str(folder), "-format", "ULMO", str(made)],
        check=True,
    )
    for command in notarising(made, certificate, os.environ.get("STEMDESK_NOTARY_PROFILE", "")):
        subprocess.run(command, check=True)
    return made


def signing(app: Path, certificate: str) -> list[list[str]]:
    """From the inside out, as a signature covers what it contains; `-` signs ad hoc."""
    hardened = [] if certificate == "-" else ["--options", "runtime", "--timestamp"]
    sign = ["codesign", "--force", "--sign", certificate, *hardened]
    inner = sorted(
        (path for path in app.rglob("*") if path.suffix in (".so", ".dylib") and not path.is_symlink()),
        key=lambda path: -len(path.parts),
    )
    frameworks = sorted((path for path in app.rglob("*.framework") if path.is_dir() and not path.is_symlink()), key=str)
    return [
        *([*sign, str(path)] for path in (*inner, *frameworks)),
        [*sign, "--entitlements", str(ENTITLEMENTS), str(app)],
        ["codesign", "--verify", "--deep", "--strict", str(app)],
    ]


def notarising(image: Path, certificate: str, profile: str) -> list[list[str]]:
    """Signs the image, sends it to Apple, waits for the answer and fastens that to it."""
    if certificate == "-" or not profile:
        return []
    return [
        ["codesign", "--sign", certificate, "--timestamp", str(image)],
        ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"],
        ["xcrun", "stapler", "staple", str(image)],
    ]
