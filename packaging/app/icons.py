"""The program's icon in every shape that a system wants, drawn from `resources/icons/stemdesk.svg`.

ICO: <https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)>; ICNS: PNGs under the four-letter types that
macOS 10.7 and newer read.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICON: Final = Path(__file__).resolve().parent.parent.parent / "resources" / "icons" / "stemdesk.svg"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES: Final = (
    (b"icp4", 16), (b"icp5", 32), (b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic08", 256), (b"ic13", 256),
    (b"ic09", 512), (b"ic14", 512), (b"ic10", 1024),
)  # fmt: skip


def drawn(size: int) -> QImage:
    """The icon with this many pixels on each side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    return image


def png(size: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn(size).save(buffer, "PNG")  # type: ignore[call-overload]  # takes any QIODevice
    return bytes(data.data())


def ico() -> bytes:
    """Small pictures as bitmaps, which every reader of icons knows; the big one as PNG."""
    pictures = [(size, png(size) if size >= 256 else _bitmap(drawn(size))) for size in ICO_SIZES]
    at = 6 + 16 * len(pictures)
    heads, bodies = b"", b""
    for size, body in pictures:
        heads += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(body), at + len(bodies))
        bodies += body
    return struct.pack("<HHH", 0, 1, len(pictures)) + heads + bodies


def _bitmap(image: QImage) -> bytes:
    """BITMAPINFOHEADER, rows of BGRA from below, and an empty mask of one bit a pixel, rows padded to 32 bits."""
    size = image.width()
    rows = bytes(image.constBits())
    pixels = b"".join(rows[4 * size * row : 4 * size * (row + 1)] for row in reversed(range(size)))
    mask = bytes(4 * ((size + 31) // 32) * size)
    return (
        struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0) + pixels + mask
    )


def icns() -> bytes:
    body = b"".join(
        kind + struct.pack(">I", 8 + len(data)) + data for kind, data in ((k, png(s)) for k, s in ICNS_TYPES)
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def banner() -> QImage:
    """The picture beside the installer's first and last page (164×314, as NSIS wants it)."""
    image = QImage(164, 314, QImage.Format.Format_RGB32)
    image.fill(QColor("#1D2028"))  # the icon's own ground
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter, QRectF(22, 97, 120, 120))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB888)


def write(folder: Path) -> None:
    """stemdesk.ico, stemdesk.icns, stemdesk.svg, banner.bmp and `hicolor/<size>x<size>.png`."""
    (folder / "hicolor").mkdir(parents=True, exist_ok=True)
    (folder / "stemdesk.ico").write_bytes(ico())
    (folder / "stemdesk.icns").write_bytes(icns())
    banner().save(str(folder / "banner.bmp"))
    (folder / "stemdesk.svg").write_bytes(ICON.read_bytes())
    for size in SIZES:
        (folder / "hicolor" / f"{size}x{size}.png").write_bytes(png(size))
