"""What is played, as values: chords, keys, sections, notes, words. Times are seconds of the song."""
