"""What macOS is told about the bundle: Info.plist.

<https://developer.apple.com/documentation/bundleresources/information-property-list>. No microphone, camera or other right
is asked for: playing sound needs none.
"""

from __future__ import annotations

from typing import Any, Final

from app.file_types import FILE_TYPES
from app.identity import SUMMARY, VERSION

#: What the newest of the wheels asks for: PyAV 14, Qt 13, SciPy 12.
OLDEST: Final = "14.0"
INFO: Final[dict[str, Any]] = {
    "CFBundleName": "StemDesk",
    "CFBundleDisplayName": "StemDesk",
    "CFBundleVersion": VERSION,
    "CFBundleShortVersionString": VERSION,
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "zh-Hans", "ja"],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": kind.name,
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",  # what opens them by a double click does not change
            "LSItemContentTypes": [kind.uti],
            "CFBundleTypeExtensions": list(kind.endings),
        }
        for kind in FILE_TYPES
    ],
    "LSApplicationCategoryType": "public.app-category.music",
    "LSMinimumSystemVersion": OLDEST,
    "NSHighResolutionCapable": True,
    "NSHumanReadableCopyright": f"{SUMMARY}. GPL-3.0-or-later",
    "NSPrincipalClass": "NSApplication",
    "NSSupportsAutomaticGraphicsSwitching": True,
    # http is used for the computer itself alone (tests); the services are asked through https
    "NSAppTransportSecurity": {"NSAllowsLocalNetworking": True},
}
