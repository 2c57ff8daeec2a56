"""Reports: numbers that people look at, from the register alone.

    paths = write_report(statistics, secret, wish)

read (register.statistics) → count (each figure once, `figures/`) → show: a workbook with charts of Excel's own, a page,
and a letter. All three show the same figures; what these are called and how they are defined stands in
schemas/report.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.publish.outbox import deliver
from pipeline.register.statistics import Statistics
from pipeline.report.counted import count
from pipeline.report.periods import Period, parse_period
from schemas.report import report_file

__all__ = ["Wish", "Written", "parse_period", "write_report"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: the period, seen on the day `today`; counts of single units below `least` together."""

    period: Period
    today: date
    least: int
    association: str
    settings: Path
    outbox: Path


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a report, and those that a person had edited, under the names they now have."""

    files: list[Path]
    kept_aside: list[Path]


def write_report(register: Statistics, secret: bytes, wish: Wish) -> Written:
    """Count and write workbook, page and letter; the same bytes for the same register and period.

    Raises UserError when there is nothing to count, when the Word template cannot be used, or when nothing can be
    written.
    """
    from pipeline.report.letter import letter
    from pipeline.report.page import page
    from pipeline.report.workbook import write_workbook

    report = count(register, wish.period, wish.today, wish.association, wish.least)
    words = report_file().words
    folder, name = wish.outbox / words.folder / wish.period.name, words.file.format(period=wish.period.name)
    html, document = page(report), letter(report, wish.settings)
    with deliver.sentences(folder):
        deliver.make_folder(folder)
        desk = deliver.Desk(folder, wish.today.isoformat())
        files = [
            desk.put(f"{name}.xlsx", lambda path: write_workbook(report, path, secret)),
            desk.put(f"{name}.html", lambda path: deliver.write_text((str(path), html))),
            desk.put(f"{name}.docx", lambda path: _write(path, document)),
        ]
    return Written(files, desk.kept_aside)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
