"""Plain data and rules: what a song, a stem, a model, a job and an error are. Imports nothing of ours, does no I/O."""
