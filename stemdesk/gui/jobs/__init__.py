"""The jobs along the bottom."""
