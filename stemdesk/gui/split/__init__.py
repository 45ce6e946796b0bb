"""The split view: provider, model, options, format, price, and the button."""
