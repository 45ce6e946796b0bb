"""The accounts with services: dialog, form, and what is known of each."""
