"""The accounts of a batch: every document has one outcome, every row one fate, every person row one disposition, and
the sums add up.

If they do not, that is a bug in the program, never the unit's fault, and stops the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.model.documents import Outcome
from pipeline.model.judgements import Columns, Disposition
from pipeline.model.statements import Fate
from pipeline.terms.forms import known_sections
from schemas.layouts.summary import summary_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents

PUBLISHED = ("new", "change")
"""Values of `change` with which a routed person is put into the workbooks of this batch."""

_COUNTED = ("row_id", "disposition", "change", "society", "section", "read_in")


class Accounts(NamedTuple):
    """Counts of one batch. `people`: rows read in this batch, by disposition; `earlier`: rows of former batches that it
    judged differently, by their new disposition; `societies`: people in each society's workbook.
    """

    documents: dict[str, int]
    rows: dict[str, int]
    people: dict[str, int]
    earlier: dict[str, int]
    societies: dict[str, int]
    judged: dict[str, int]  # person rows judged in this batch, read in it or before, by disposition

    @property
    def read(self) -> int:
        return sum(self.people.values())


class AccountError(AssertionError):
    """The accounts of a batch do not add up."""


def accounts_of(contents: BatchContents) -> Accounts:
    """Count and check, after all people are read. Raises AccountError."""
    people = contents.people.columns(_COUNTED)
    new = [batch == contents.batch for batch in people["read_in"]]
    went = [published(*row) for row in zip(people["disposition"], people["change"], strict=True)]
    accounts = Accounts(
        documents=_counted(contents.documents["outcome"], [outcome.value for outcome in Outcome]),
        rows={fate.value: contents.fates.get(fate, 0) for fate in Fate},
        people=_counted(_where(people["disposition"], new), [disposition.value for disposition in Disposition]),
        earlier=_earlier(contents, people, new),
        societies=dict(sorted(Counter(_where(people["society"], went)).items())),
        judged=_counted(people["disposition"], [disposition.value for disposition in Disposition]),
    )
    _check(contents, people, accounts)
    return accounts


def published(disposition: str, change: str) -> bool:
    """Whether a person row is in the workbooks of its batch."""
    return disposition == Disposition.ROUTED and change in PUBLISHED


def lines_of_accounts(accounts: Accounts) -> list[tuple[str, str, int, str]]:
    """The accounts for reading: account, label, count, note; each account ends with its sum."""
    words = summary_file()
    labels = {
        "documents": words.outcomes,
        "rows": words.fates,
        "people": words.dispositions,
        "earlier": words.dispositions,
    }
    lines = []
    for name, names in labels.items():
        counts: dict[str, int] = getattr(accounts, name)
        title = words.account[name]
        lines += [(title, names[key], count, "") for key, count in counts.items() if count]
        lines.append((title, words.words.total, sum(counts.values()), words.note[name]))
    return lines


def _counted(values: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    counts = Counter(values)
    strange = sorted(set(counts) - set(known))
    if strange:
        raise AccountError(f"no such outcome, fate or disposition: {strange}")
    return {value: counts[value] for value in known}


def _where(values: Iterable[Any], keep: Iterable[bool]) -> list[Any]:
    return [value for value, kept in zip(values, keep, strict=True) if kept]


def _earlier(contents: BatchContents, people: Columns, new: list[bool]) -> dict[str, int]:
    """Rows of former batches by their disposition after this one; a row in both frames counts once."""
    became = dict(zip(contents.changed_earlier["row_id"], contents.changed_earlier["disposition"], strict=True))
    old = [not is_new for is_new in new]
    became |= dict(zip(_where(people["row_id"], old), _where(people["disposition"], old), strict=True))
    return _counted(became.values(), [disposition.value for disposition in Disposition])


def _check(contents: BatchContents, people: Columns, accounts: Accounts) -> None:
    complaints = {
        "person rows counted twice": len(people["row_id"]) - len(set(people["row_id"])),
        "routed people without a society": accounts.societies.get("", 0),
        "people of a section that no form has": len(set(people["section"]) - known_sections()),
        "held people without a reason": len(_held_rows(people) - _explained_rows(contents)),
        "person rows that the batch read, but not among the rows": contents.read - accounts.read,
    }
    wrong = {what: count for what, count in complaints.items() if count}
    if wrong:
        raise AccountError(f"the accounts of batch {contents.batch} do not add up: {wrong}")


def _held_rows(people: Columns) -> set[str]:
    return set(_where(people["row_id"], [disposition == Disposition.HELD for disposition in people["disposition"]]))


def _explained_rows(contents: BatchContents) -> set[str]:
    findings = contents.findings
    return set(_where(findings["row_id"], [severity == "error" for severity in findings["severity"]]))
