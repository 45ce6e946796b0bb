"""Everything that handles samples: decode, peaks, mixer, player, export. No Qt, no network.

Audio is always `float32`, shaped (frames, channels), full scale ±1.0.
"""
