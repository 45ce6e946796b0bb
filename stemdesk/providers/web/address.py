"""Where a service lives, and which addresses from its answers may be fetched at all."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from stemdesk.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def base_address(provider: str, default: str, environment: Mapping[str, str] = os.environ) -> str:
    """`STEMDESK_<PROVIDER>_URL` if it is set, else the service's own address; without a slash at the end.

    Raises UsageError for anything but https, or http to this computer.
    """
    name = f"STEMDESK_{provider.upper()}_URL"
    given = environment.get(name, "").strip()
    address = (given or default).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return address
    if parts.scheme == "http" and is_loopback(address):
        return address
    raise UsageError(f"{name} has to be an https address (http only for this computer itself)")


def is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_fetch(address: str, base: str) -> bool:
    """Whether an address that a server named may be fetched.

    https anywhere but into this computer or its network by number; http only where the service itself is this computer.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        return False
    if is_loopback(base):
        return is_loopback(address) or parts.scheme == "https"
    if parts.scheme != "https" or is_loopback(address):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def same_place(one: str, other: str) -> bool:
    """Same scheme, host and port: the only places between which a secret may travel."""
    a, b = urlsplit(one), urlsplit(other)
    return (a.scheme, a.hostname, a.port or _PORTS.get(a.scheme)) == (
        b.scheme,
        b.hostname,
        b.port or _PORTS.get(b.scheme),
    )


_PORTS = {"http": 80, "https": 443}
