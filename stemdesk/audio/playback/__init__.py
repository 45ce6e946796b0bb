"""The player in real time: its thread, the audio callback, the output device. Builds on `files` and `dsp`."""
