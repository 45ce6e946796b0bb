"""The window: every widget, and the one bridge between Qt and the engine's thread."""
