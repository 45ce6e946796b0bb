"""How well and how fast this computer separates, on the demo song and on pieces that others have made."""
