"""How the weights that somebody published become the file that is run."""
