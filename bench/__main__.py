"""`python -m bench` is `python bench/build.py`; `python -m bench audit` and `import` are the other two."""

from __future__ import annotations

import sys

from bench import audit, build, imports

OTHERS = {"audit": audit.main, "import": imports.main}

if sys.argv[1:2] and sys.argv[1] in OTHERS:
    sys.exit(OTHERS[sys.argv.pop(1)]())
sys.exit(build.main())
