"""Writes the goldens that are not there; one that is there is first to be looked at and removed by a person."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from support_certificate_figures import GOLDENS, goldens

if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, text in goldens(Path(folder)).items():
            if not (GOLDENS / name).exists():
                (GOLDENS / name).write_text(text, encoding="utf-8")
