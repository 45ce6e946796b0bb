"""The player view: tracks with waveforms, ruler, transport, practice, compare."""
