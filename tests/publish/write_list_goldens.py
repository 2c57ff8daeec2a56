"""Writes the goldens that are not there; one that is there is first to be looked at and removed by a person."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from support_lists import BATCHES, CERTIFICATE_BOOKS, GOLDENS, SHOWN, text_of
from support_publish import SECRET

from pipeline.publish.outbox.batch import publish_batch
from tests.support_certificates import written

if __name__ == "__main__":
    for notice, batch in BATCHES.items():
        with TemporaryDirectory() as folder:
            for path in publish_batch(batch, Path(folder), SECRET, None).files:
                golden = GOLDENS / f"{notice} {path.stem}.txt"
                if path.suffix == ".xlsx" and path.parent.name in SHOWN and not golden.exists():
                    golden.write_text(text_of(path), encoding="utf-8")
    for name, told in CERTIFICATE_BOOKS.items():
        with TemporaryDirectory() as folder:
            golden = GOLDENS / f"{name}.txt"
            if not golden.exists():
                golden.write_text(text_of(written(Path(folder) / "a.xlsx", told())), encoding="utf-8")
