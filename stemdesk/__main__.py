"""`python -m stemdesk` is the same program as the `stemdesk` command."""

from stemdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
