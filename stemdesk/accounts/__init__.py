"""Credentials: kept by the operating system's keyring, overridden by the environment, or held for one session.

Nothing of it is ever written to a file of ours.
"""
