"""The words of a song: beside it, inside it, brought by a service, or, when somebody asks, from LRCLIB. Kept as `.lrc`."""
