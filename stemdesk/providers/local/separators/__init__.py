"""What the worker computes with: blocks of sound in, blocks of stems out. Knows no files and no jobs."""
