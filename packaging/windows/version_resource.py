"""What Windows' file properties say about the program, in PyInstaller's form.

<https://learn.microsoft.com/windows/win32/menurc/versioninfo-resource>
"""

from __future__ import annotations

from app.identity import SUMMARY


def text(version: str) -> str:
    """The file that PyInstaller's `version` takes."""
    numbers = tuple([*(int(part) for part in version.split(".")), 0, 0, 0, 0][:4])
    words = {
        "CompanyName": "The StemDesk developers", "FileDescription": "StemDesk", "FileVersion": version,
        "InternalName": "StemDesk", "LegalCopyright": "GPL-3.0-or-later", "OriginalFilename": "StemDesk.exe",
        "ProductName": "StemDesk", "ProductVersion": version, "Comments": SUMMARY,
    }  # fmt: skip
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,"
        " fileType=0x1, subtype=0x0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
