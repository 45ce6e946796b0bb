"""Durable jobs: the store, the engine on its own thread, and the library of songs and results."""
