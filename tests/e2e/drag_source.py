"""A small window whose whole surface can be dragged: what a file manager is to the window under test.

Prints "over CopyAction" once whatever is under the mouse takes the drop.

python -m tests.e2e.drag_source FILE…
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def __init__(self, files: list[str]) -> None:
        super().__init__("drag me")
        self._files = files
        self.setWindowTitle("DragSource")
        self.setFixedSize(160, 60)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self)
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
            drag.setMimeData(data)
            drag.actionChanged.connect(lambda action: print("over", action.name, flush=True))
            drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    application = QApplication([])
    source = Source(sys.argv[1:])
    source.move(1250, 20)
    source.show()
    sys.exit(application.exec())
