"""What is played, as notes: heard from a stem, or read from a MIDI file; and MIDI files of it."""
