"""Processes of our own for what computes much: one request after the other, as lines of JSON."""
