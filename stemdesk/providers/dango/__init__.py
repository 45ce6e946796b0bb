"""Dango.ai 团子: vocals and accompaniment, multi-track; charged by the song."""
