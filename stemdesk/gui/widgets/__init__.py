"""Small widgets that know nothing of songs and jobs."""
