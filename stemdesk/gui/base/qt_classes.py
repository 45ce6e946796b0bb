"""PySide makes a class when its name is first asked for, and two threads that do that at once end the program (seen with
PySide 6.11: one start of eighty on a busy machine). So whatever is loaded on a thread has to find its classes made.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Final

#: By module, all that any module of the program imports.
CLASSES: Final = {
    "PySide6.QtCore": (
        "QAbstractListModel QByteArray QCoreApplication QDate QDeadlineTimer QEasingCurve QEvent QFile QItemSelection "
        "QItemSelectionModel QLibraryInfo QLocale QMarginsF QMimeData QModelIndex QObject QPersistentModelIndex QPoint "
        "QPointF QProcess QPropertyAnimation QRect QRectF QSettings QSize QStandardPaths QStringListModel QTime QTimer "
        "QTranslator QUrl Qt Signal"
    ),
    "PySide6.QtGui": (
        "QAccessible QAction QActionGroup QBrush QColor QContextMenuEvent QDesktopServices QDrag QEnterEvent "
        "QFileOpenEvent QFocusEvent QFont QFontDatabase QFontInfo QFontMetrics QFontMetricsF QGuiApplication QIcon "
        "QImage QKeyEvent QKeySequence QMouseEvent QNativeGestureEvent QPageLayout QPageSize QPaintEvent QPainter "
        "QPalette QPdfWriter QPen QPixmap QPolygon QResizeEvent QShortcut QTextCursor QTextLayout QTextOption "
        "QUndoCommand QUndoStack QValidator QWheelEvent"
    ),
    "PySide6.QtNetwork": "QLocalServer QLocalSocket",
    "PySide6.QtSvg": "QSvgRenderer",
    "PySide6.QtWidgets": (
        "QAbstractButton QAbstractItemDelegate QAbstractItemView QAbstractSlider QAbstractSpinBox QAccessibleWidget "
        "QApplication QButtonGroup QCheckBox QColorDialog QComboBox QDialog QDoubleSpinBox QFileDialog QFormLayout "
        "QFrame QGridLayout QHBoxLayout QHeaderView QInputDialog QLabel QLineEdit QListView QListWidget QListWidgetItem "
        "QMainWindow QMenu QMenuBar QMessageBox QPlainTextEdit QProgressBar QPushButton QRadioButton QScrollArea "
        "QScrollBar QSizePolicy QSlider QSpinBox QSplitter QStackedLayout QStackedWidget QStyle QStyleOptionViewItem "
        "QStyledItemDelegate QSystemTrayIcon QTabWidget QTableWidget QTableWidgetItem QTextBrowser QTextEdit QToolTip "
        "QVBoxLayout QWidget"
    ),
}


async def make_classes() -> None:
    """On the window's thread: what is not there yet, one at a time, in 0.1 s altogether, so that nothing waits for long."""
    for module, names in CLASSES.items():
        library = import_module(module)
        for name in names.split():
            if name not in vars(library):
                getattr(library, name)
                await asyncio.sleep(0)
