"""`python -m bench` is `python bench/build.py`; `python -m bench NAME` is another of the scripts."""

from __future__ import annotations

import sys
from importlib import import_module

OTHERS = {
    "audit": "audit",
    "compare": "compare",
    "import": "imports",
    "page": "build_page",
    "search": "search",
    "stages": "stages",
}
"""Names as they are typed, and the modules: loaded when asked for, so that each runs without what the others need."""

name = OTHERS[sys.argv.pop(1)] if sys.argv[1:2] and sys.argv[1] in OTHERS else "build"
sys.exit(import_module(f"bench.{name}").main())
