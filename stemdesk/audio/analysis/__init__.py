"""What is measured of a song and kept in the cache: beats, key, alignment, waveform peaks. Builds on `files`."""
