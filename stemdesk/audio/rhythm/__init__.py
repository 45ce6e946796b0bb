"""Beats, bars and tempo of a song."""
