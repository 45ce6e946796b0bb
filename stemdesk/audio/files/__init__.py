"""Sound files: read, written, probed, resampled, tagged; several side by side as tracks. Builds on `dsp`."""
