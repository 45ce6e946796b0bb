"""The head of each track: its name, faders and meter, the menu of what can be done with it; the ruler; notes."""
