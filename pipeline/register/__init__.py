"""The register: the memory between runs, one SQLite file.

with Register.open("sqlite:///register.db") as register, register.alone():
    ...

Each name is loaded when it is first asked for: who only knows contents of the register (a worker that writes them)
loads no database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents
    from pipeline.register.contents.desk import DeskContents
    from pipeline.register.contents.run import BatchTerms, RunRecord
    from pipeline.register.register import Register

__all__ = ["BatchContents", "BatchTerms", "DeskContents", "Register", "RunRecord"]

_STAND_IN = {
    "BatchContents": "contents.batch",
    "BatchTerms": "contents.run",
    "DeskContents": "contents.desk",
    "Register": "register",
    "RunRecord": "contents.run",
}


def __getattr__(name: str) -> Any:
    if name not in _STAND_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_STAND_IN[name]}"), name)
