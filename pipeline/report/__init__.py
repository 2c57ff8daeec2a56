"""Reports: figures for people to read, counted from the register alone.

    paths = write_report(statistics, known, secret, wish)

Steps: read (register.statistics, register.certificates.known), count each figure once (`figures/`; those of
certificates in pipeline/publish/certificate_figures/), and show them in a workbook with native Excel charts, a page and
a letter. All three show the same figures, whose names and definitions are in schemas/report.toml and
schemas/certificate_figures.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.private import make_folder
from pipeline.publish.outbox import deliver
from pipeline.publish.paper import disk
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.register.statistics import Statistics
from pipeline.report.counted import count
from pipeline.report.periods import Period, parse_period
from schemas.report import report_file

__all__ = ["Wish", "Written", "parse_period", "write_report"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the period, as seen on `today`; counts of single units below `least` are merged."""

    period: Period
    today: date
    least: int
    association: str
    settings: Path
    outbox: Path


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a report, and earlier ones that a person had edited, under their new names."""

    files: list[Path]
    kept_aside: list[Path]


def write_report(register: Statistics, known: CertificatesKnown, secret: bytes, wish: Wish) -> Written:
    """Count the figures and write workbook, page and letter; byte-identical for the same register and period.

    Raises UserError when there is nothing to count, when the Word template cannot be used, or when nothing can be
    written.
    """
    from pipeline.report.letter import letter
    from pipeline.report.page import page
    from pipeline.report.workbook import write_workbook

    report = count(register, known, wish.period, wish.today, wish.association, wish.least)
    words = report_file().words
    folder, name = wish.outbox / words.folder / wish.period.name, words.file.format(period=wish.period.name)
    html, document = page(report), letter(report, wish.settings)
    with disk.sentences(folder):
        make_folder(folder)
        desk = deliver.Desk(folder, wish.today.isoformat())
        files = [
            desk.put(f"{name}.xlsx", lambda path: write_workbook(report, path, secret)),
            desk.put(f"{name}.html", lambda path: disk.write_text((str(path), html))),
            desk.put(f"{name}.docx", lambda path: _write(path, document)),
        ]
    return Written(files, desk.kept_aside)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
