"""What must be the same on all machines of a run, so that they give the same results."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache

from pipeline.terms import fingerprint

PROGRAM, PAPERS, PYTHON = "program", "papers", "python"


@cache
def ours() -> Mapping[str, str]:
    """Of this machine: program with data files, letters and pages, Python, and each library that it is locked to."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {PROGRAM: fingerprint.shipped(), PAPERS: fingerprint.papers(), PYTHON: python, **fingerprint.libraries()}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The names of what is not the same, in order."""
    names = [*one, *(name for name in other if name not in one)]
    return [name for name in names if one.get(name) != other.get(name)]
