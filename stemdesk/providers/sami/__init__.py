"""Volcengine SAMI (ByteDance): vocals and accompaniment in one call each, the song in the question and in the answer."""
