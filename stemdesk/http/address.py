"""Where a service lives, and which addresses from its answers may be fetched at all."""

from __future__ import annotations

import ipaddress
import os
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stemdesk.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    Number = ipaddress.IPv4Address | ipaddress.IPv6Address


#: A name with a dot in it; what is spelled otherwise, some reader or other takes for something else.
_NAME: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
_ENDS_IN_NUMBER: Final = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
_PIECE: Final = re.compile(r"[0-9]{1,16}|0[xX][0-9a-fA-F]{0,16}")
_PROXIES: Final = ipaddress.ip_network("198.18.0.0/15")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


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
    host = host_of(address)
    if host == "localhost":
        return True
    number = as_number(host)
    return number is not None and number.is_loopback


def may_fetch(address: str, base: str) -> bool:
    """Whether an address that a server named may be fetched.

    https anywhere but into this computer or its network; http only where the service itself is this computer. What a name
    stands for is only known when it is connected to: `network` looks at that.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return False
    if is_loopback(base):
        return is_loopback(address) or (parts.scheme == "https" and bool(parts.hostname))
    return parts.scheme == "https" and _is_outside(host_of(address))


def _is_outside(host: str) -> bool:
    """By its looks: a name as the internet has them, or a number of the internet's."""
    number = as_number(host)
    if number is not None:
        return number.is_global and not number.is_multicast
    if _NAME.fullmatch(host) is None or _ENDS_IN_NUMBER.search(host) is not None:
        return False
    return not host.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def host_of(address: str) -> str:
    """The host, in small letters and without the dot that may end every name; "" where there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removesuffix(".")


def as_number(host: str) -> Number | None:
    """The address that `host` is, however it is written: C libraries read `127.1`, `2130706433` and `0x7f.1` too."""
    try:
        return _inside(ipaddress.ip_address(host))
    except ValueError:
        pass
    pieces = host.split(".")
    if len(pieces) > 4 or not all(_PIECE.fullmatch(piece) for piece in pieces):
        return None
    try:
        *first, last = (int(piece, 16 if piece[:2] in ("0x", "0X") else 8 if piece[:1] == "0" else 10) if piece not in
                        ("0x", "0X") else 0 for piece in pieces)  # fmt: skip
    except ValueError:  # 08 is no number at all
        return None
    if any(value > 255 for value in first) or last >= 256 ** (4 - len(first)):
        return None
    return ipaddress.IPv4Address(sum(value << 8 * (3 - at) for at, value in enumerate(first)) + last)


def is_of_the_internet(number: Number) -> bool:
    """Whether what a name stands for is outside of this computer and its network.

    198.18.0.0/15 is nobody's network, but what proxies give for every name that they will resolve themselves.
    """
    number = _inside(number)
    return (number.is_global and not number.is_multicast) or number in _PROXIES


def _inside(number: Number) -> Number:
    """An IPv4 address that is written as one of IPv6, as itself."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    if number.teredo is not None:
        return number.teredo[1]
    return number.ipv4_mapped or number.sixtofour or number


def same_place(one: str, other: str) -> bool:
    """Same scheme, host and port: the only places between which a secret may travel."""
    a, b = urlsplit(one), urlsplit(other)
    return (a.scheme, a.hostname, a.port or _PORTS.get(a.scheme)) == (
        b.scheme,
        b.hostname,
        b.port or _PORTS.get(b.scheme),
    )


_PORTS = {"http": 80, "https": 443}
