"""Export: the dialog, what can be exported, and dragging out of the window."""
