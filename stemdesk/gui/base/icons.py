"""SVG icons, tinted from the theme's tokens and drawn for the screen's own resolution."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from stemdesk.core.app_paths import resources
from stemdesk.core.stems import StemFamily, family_of


def icon(name: str, color: QColor) -> QIcon:
    """An icon in one colour."""
    return QIcon(pixmap(name, color, 20, 2.0))


def stem_icon_name(stem: str) -> str:
    """The picture of a stem's family; those without one of their own show notes."""
    family = family_of(stem)
    return StemFamily.OTHER.value if family is StemFamily.NOISE else family.value


def pixmap(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    """`size` in logical pixels, drawn at `ratio` device pixels each."""
    return _drawn(name, color.name(QColor.NameFormat.HexArgb), size, ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: int, ratio: float) -> QPixmap:
    wanted = QColor(color)
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", wanted.name())
    result = QPixmap(QSize(size, size) * ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(wanted.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
