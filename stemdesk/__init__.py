"""StemDesk: drag a song in, choose who splits it, play the stems side by side."""

__version__ = "0.1.0"
#: What the systems know the program by: desktop entry, icons and metainfo, macOS bundle, Windows' task bar.
APP_ID = "app.stemdesk.StemDesk"
