"""The register: the memory between runs, one SQLite file.

with Register.open("sqlite:///register.db") as register, register.alone():
    ...
"""

from __future__ import annotations

from pipeline.register.contents.batch import BatchContents
from pipeline.register.contents.desk import DeskContents
from pipeline.register.contents.run import BatchTerms, RunRecord
from pipeline.register.register import Register

__all__ = ["BatchContents", "BatchTerms", "DeskContents", "Register", "RunRecord"]
