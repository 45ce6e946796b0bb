"""How the program speaks HTTP: requests as plain values, one client, uploads, downloads, retries, rate limits."""
