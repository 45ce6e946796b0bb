"""The head of each track: its name, faders and meter, and the menu of what can be done with it; the ruler above them, the notes in them."""
