"""The window around everything, and the program's start."""
