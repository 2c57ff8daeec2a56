"""The register: the memory between runs, one SQLite file.

with Register.open("sqlite:///register.db") as register, register.alone():
    ...
"""

from __future__ import annotations

from pipeline.register.contents import BatchContents, BatchTerms, DeskContents, RunRecord
from pipeline.register.register import Register

__all__ = ["BatchContents", "BatchTerms", "DeskContents", "Register", "RunRecord"]
