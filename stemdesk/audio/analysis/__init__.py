"""What is measured of a song and kept in the cache: beats, chords, key, sections, alignment, waveform peaks."""
