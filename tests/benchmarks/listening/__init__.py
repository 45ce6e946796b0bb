"""How well StemDesk hears what is played: chords, key, beats, notes, beside what is known of the songs."""
