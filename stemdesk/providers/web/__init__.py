"""The one layer through which providers speak HTTP: requests as plain values, one client, uploads, downloads, patience."""
