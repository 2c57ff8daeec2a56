"""Findings of one submission → what its letter asks for: what must be corrected, what may be looked at, and what it
tells in words of its own. What is the secretary's, or tells of other units, goes into no letter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from pipeline.model.judgements import Finding
from pipeline.publish.units.letter_data import Item, Unopened
from pipeline.terms.findings import asking, load_findings
from pipeline.terms.notices import Notice
from schemas import check_among
from schemas.letters import Told, letters_file
from schemas.named import NamedTuple


class Asked(NamedTuple):
    """What a letter asks its unit for; the fields are those of the letter."""

    must: tuple[Item, ...] = ()
    may: tuple[Item, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    scan_missing: bool = False
    late: bool = False


def asked(
    findings: Iterable[Finding], names: Mapping[str, str], still: Collection[Finding] = (), notice: Notice | None = None
) -> Asked:
    """What the unit is asked, in the order of the findings, which are the open ones of one submission.

    `names` are those of all its people by their row ids; `still` are those of the findings that an earlier letter told
    too; `notice` is the one by whose words it is told what to do.
    """
    words = told()
    must, may, unopened, slugs = list[Item](), list[Item](), list[Unopened](), set[str]()
    for finding in findings:
        slugs.add(finding.slug)
        wanted = asking(finding, notice)
        if wanted is None or finding.slug in (words.scan, words.late):
            continue
        if finding.slug in words.files or (finding.slug == words.empty and not names):
            unopened.append(Unopened(finding.file, finding.message))
            continue
        place = (finding.file, finding.sheet, finding.cell, finding.field)
        texts = (finding.value, finding.message, wanted.fix)
        item = Item(names.get(finding.row_id, ""), *place, *texts, finding in still, finding.slug in words.society)
        (must if wanted.must else may).append(item)
    return Asked(tuple(must), tuple(may), tuple(unopened), words.scan in slugs, words.late in slugs)


@cache
def told() -> Told:
    """Findings that letters tell in words of their own. Raises DataError for a slug that is none."""
    named = letters_file().told
    check_among("letters", "told", (*named.files, *named.society, named.empty, named.scan, named.late), load_findings())
    return named
