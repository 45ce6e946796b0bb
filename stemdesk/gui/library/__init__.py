"""The songs on the left."""
