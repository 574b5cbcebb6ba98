"""`python -m bench` is `python bench/build.py`, and `python -m bench audit` is `python bench/audit.py`."""

from __future__ import annotations

import sys

from bench import audit, build

if sys.argv[1:2] == ["audit"]:
    del sys.argv[1]
    sys.exit(audit.main())
sys.exit(build.main())
