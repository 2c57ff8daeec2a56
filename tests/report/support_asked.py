"""What the tests of reporting share beside their fixtures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

TRICKY = '渝北区<b>试&amp;"算{{7*7}}{%x%}公司'
"""A unit whose name wants to be markup."""

PRIVATE = ("钱一秘", "19911112001", "孙二秘", "坏电话")

SOCIETY = "中国电机工程学会"
"""Which has answered of the people that are assessed."""

Ask = Callable[..., Path]
Refused = Callable[..., tuple[str, int]]
