"""Chords and keys of a song."""
