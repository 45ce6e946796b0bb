"""Arrays in, arrays out: mixing, limiting, stretching, metronome, loudness. No file and no device."""
