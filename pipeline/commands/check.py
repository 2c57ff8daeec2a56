"""`check`: a preview of one file, for a unit or the secretary, before anything is sent or recorded."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import SETTINGS, NoticeName, Passwords, Settings, app, passwords_in
from pipeline.errors import UserError
from schemas import table as data

if TYPE_CHECKING:
    from pipeline.model import Finding
    from pipeline.register import RunRecord

SEVERITIES = ("error", "warning", "info")


@app.command(help="预览一个文件的问题，不登记；有必须更正的，退出码为 1。")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要预览的文件", show_default=False)],
    settings: Settings = SETTINGS,
    notice: NoticeName = None,
    passwords: Passwords = None,
) -> int:
    run = _previewed(file, settings, notice, passwords_in(passwords))
    words = data("wording")["check"]
    wanted = [finding for finding in run.findings if finding.slug not in words["left_out"]]
    for line in [*_problems(wanted), *_account(run, wanted)]:
        typer.echo(line)
    return 1 if any(finding.severity == "error" for finding in wanted) else 0


def _previewed(file: Path, settings: Path, notice: str | None, passwords: tuple[str, ...]) -> RunRecord:
    """The file judged as if it were the only one ever received."""
    from pipeline.clock import Clock
    from pipeline.process import judge, terms_of
    from pipeline.receive import received
    from pipeline.register import Register
    from pipeline.workers import Workers

    if not file.is_file():
        raise UserError(f"找不到文件 {file}，请检查文件名。", 2)
    terms = terms_of(settings, notice)
    inbox_file = received(file, file.parent)
    with Workers(1) as workers:
        examinations = workers.examine_all([(inbox_file.path, inbox_file.absolute, passwords)], lambda _: None)
    with Register.open("sqlite://") as register:
        return judge([inbox_file], examinations, terms, register, datetime.now(UTC), Clock())


def _problems(findings: list[Finding]) -> list[str]:
    """One paragraph for each kind of problem, the gravest first; the same sentence is said once, with its cells."""
    from pipeline.findings import load_findings
    from pipeline.privacy import masked

    words = data("wording")["check"]
    places: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        where = words["cell"].format(sheet=finding.sheet, cell=finding.cell) if finding.cell else finding.sheet
        places[finding.slug][masked(finding.message)].append(where)
    lines = []
    for severity in SEVERITIES:
        for slug, kind in load_findings().items():
            if kind.severity == severity and slug in places:
                lines.append(words[severity].format(title=kind.title))
                lines += [_sentence(message, cells) for message, cells in places[slug].items()]
    return lines


def _sentence(message: str, cells: list[str]) -> str:
    known = list(dict.fromkeys(cell for cell in cells if cell))
    return f"    {message}" + (f"（{'、'.join(known)}）" if known else "")


def _account(run: RunRecord, findings: list[Finding]) -> list[str]:
    words = data("wording")["check"]
    held = int((run.people["disposition"] == "held").sum())
    return [
        words["account"].format(people=len(run.people), held=held, findings=len(findings)),
        words["only_here"],
    ]
