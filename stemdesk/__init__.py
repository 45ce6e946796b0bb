"""StemDesk: drag a song in, choose who splits it, play the stems side by side."""

__version__ = "0.1.0"
