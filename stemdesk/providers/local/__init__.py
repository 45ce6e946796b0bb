"""The computer itself: a fast preview without download, account or network."""
