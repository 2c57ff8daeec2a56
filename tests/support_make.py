"""make as a person runs it, though the tests themselves may be run by one."""

from __future__ import annotations

import os

ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("MAKELEVEL", "MAKEFLAGS", "MFLAGS")}
