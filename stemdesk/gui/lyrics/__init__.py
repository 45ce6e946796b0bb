"""The words of a song beside its lanes: they follow, are clicked, edited, timed, looked up, and shown on a whole screen."""
