"""MVSEP (https://mvsep.com): about a hundred models, paid in credits or free in a queue."""
