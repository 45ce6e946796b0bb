"""A small window that takes dropped files: what a DAW or a folder is to the window under test.

Prints one line of JSON for a drop: each file's path and how many bytes it has at that moment.

python -m tests.e2e.drop_target
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel


class Target(QLabel):
    def __init__(self) -> None:
        super().__init__("drop here")
        self.setWindowTitle("DropTarget")
        self.setFixedSize(180, 120)
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()
        print("over", flush=True)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        found = [[str(file), file.stat().st_size if file.exists() else -1] for file in files]
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    application = QApplication([])
    target = Target()
    target.move(1240, 660)
    target.show()
    sys.exit(application.exec())
