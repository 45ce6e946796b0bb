"""What StemDesk reads when its users want to be told of updates: made and signed here.

    .venv/bin/python packaging/release/updates.py key PRIVATE-KEY-FILE
        once: makes a pair of keys. The private one goes into that file, which never belongs into the repository; the
        public one into resources/updates.json. Put the address there, too.
    .venv/bin/python packaging/release/updates.py sign PRIVATE-KEY-FILE PAGE > updates.json
        at each release: says that this version is there, and on which page. Goes to that address.

With `-` for the file, the private key is read from standard input (a secret of the workflow).
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stemdesk import __version__
from stemdesk.updates import PURPOSE

SOURCE = Path(__file__).resolve().parent.parent.parent / "resources" / "updates.json"


def make_key(file: Path) -> None:
    """Raises FileExistsError: a key that releases were signed with is never written over."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(base64.b64encode(key.private_bytes_raw()).decode() + "\n")
    known = json.loads(SOURCE.read_text("utf-8"))
    known["public_key"] = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    SOURCE.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def signed(private: str, page: str, version: str = __version__) -> str:
    """The answer for the address: JSON."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private.strip(), validate=True))
    words = json.dumps({"version": version, "page": page}, sort_keys=True)
    signature = base64.b64encode(key.sign(PURPOSE + words.encode())).decode()
    return json.dumps({"signed": words, "signature": signature}) + "\n"


def main(given: list[str]) -> int:
    if len(given) == 2 and given[0] == "key":
        make_key(Path(given[1]))
        return 0
    if len(given) == 3 and given[0] == "sign":
        private = sys.stdin.read() if given[1] == "-" else Path(given[1]).read_text("utf-8")
        sys.stdout.write(signed(private, given[2]))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
