"""`check`: a preview of one file, for a unit or the secretary, before anything is sent or recorded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import FAULT, OPTION, SAYS, SETTINGS, NoticeName, Passwords, Settings, app, passwords_in
from schemas.wording import wording_file

if TYPE_CHECKING:
    from pipeline.model.judgements import Finding
    from pipeline.register import RunRecord

SEVERITIES = ("error", "warning", "info")

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@app.command(help=SAYS.commands["check"])
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=OPTION["checked_file"], show_default=False)],
    settings: Settings = SETTINGS,
    notice: NoticeName = None,
    passwords: Passwords = None,
) -> int:
    from pipeline.preview import preview

    run = preview(file, settings, notice, passwords_in(passwords)).run
    left_out = wording_file().check.left_out
    wanted = [finding for finding in run.findings if finding.slug not in left_out]
    for line in [*_problems(wanted), *_account(run, wanted)]:
        typer.echo(line)
    if faults := [fault for attempt in run.attempts for fault in attempt.faults]:
        for fault in faults:
            typer.echo(fault.trace, err=True)  # nothing is recorded here, so no note is written either
        return FAULT
    return 1 if any(finding.severity == "error" for finding in wanted) else 0


def _problems(findings: list[Finding]) -> list[str]:
    """One paragraph for each kind of problem, the gravest first; the same sentence is said once, with its cells."""
    from pipeline.terms.findings import load_findings
    from pipeline.text.mask import masked

    words = wording_file().check
    named = len({finding.file for finding in findings if finding.file}) > 1
    said: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        said[finding.slug][masked(finding.message)].append(finding)
    lines = []
    for severity in SEVERITIES:
        for slug, kind in load_findings().items():
            if kind.severity == severity and slug in said:
                count = sum(len(_places(listed)) for listed in said[slug].values())
                lines.append(getattr(words, severity).format(title=kind.title, count=count))
                lines += [_sentence(message, listed, named) for message, listed in said[slug].items()]
    return lines


def _places(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """File, sheet and cell of each, once: a project's cell counts once however many people it has."""
    return list(dict.fromkeys((finding.file, finding.sheet, finding.cell) for finding in findings))


def _sentence(message: str, findings: list[Finding], named: bool) -> str:
    """The message after its cells, sheet by sheet; with the file where several files are spoken of."""
    words = wording_file().check
    sheets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file, sheet, cell in _places(findings):
        sheets[file if named else "", sheet].append(cell)
    where = [" ".join(part for part in (*place, _ranges(cells)) if part) for place, cells in sheets.items()]
    told = words.between.join(part for part in where if part)
    return (words.sentence if told else words.bare).format(where=told, message=message)


def _ranges(cells: list[str]) -> str:
    """Cells below each other as a range: K7–K9、K12."""
    words = wording_file().check
    parts: list[list[tuple[str, int]]] = []
    places = {(found[1], int(found[2])) for cell in cells if (found := _ADDRESS.fullmatch(cell))}
    for letters, row in sorted(places, key=lambda place: (len(place[0]), *place)):
        if parts and parts[-1][-1] == (letters, row - 1):
            parts[-1].append((letters, row))
        else:
            parts.append([(letters, row)])
    ends = [[f"{letters}{row}" for letters, row in dict.fromkeys((part[0], part[-1]))] for part in parts]
    return words.comma.join(words.to.join(part) for part in ends)


def _account(run: RunRecord, findings: list[Finding]) -> list[str]:
    words = wording_file().check
    people, held = len(run.people), int((run.people["disposition"] == "held").sum())
    places = {(each.severity, each.slug, each.file, each.sheet, each.cell) for each in findings}
    counted = Counter(severity for severity, *_ in places)
    counts = [words.counts[severity].format(count=counted[severity]) for severity in SEVERITIES if counted[severity]]
    read = words.nobody if not people else words.held if held else words.all_clear
    told = words.comma.join(counts) + words.stop if counts else words.clean
    return [read.format(people=people, held=held) + told, words.only_here]
