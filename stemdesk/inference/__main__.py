"""`python -m stemdesk.inference`: brings every model that belongs to the program, beside the interpreter that runs this.

What `packaging/` calls after it has installed the pinned packages. Says what is missing, and ends with 1 then.
"""

from __future__ import annotations

import sys

from stemdesk.core.app_paths import shared_models
from stemdesk.core.errors import StemDeskError
from stemdesk.inference import fetch
from stemdesk.inference.known import known_models


def main() -> int:
    code = 0
    for model in known_models().values():
        try:
            fetch.get(lambda: False, model, lambda _: None, shared_models()[0])
        except StemDeskError as error:
            sys.stderr.write(f"{error}\n")
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
