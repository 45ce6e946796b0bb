"""The song, understood, on screen: the chord track and the sections above the lanes, the chord of now, the large view."""
