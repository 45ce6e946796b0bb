"""What is loaded and how it is played, as state without widgets: views show it, the player obeys it."""
