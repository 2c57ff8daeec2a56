"""Which kind of letter an answer is: facts about it, and the rules of schemas/letters.toml."""

from __future__ import annotations

from functools import cache

from pipeline.publish.units.letter_data import Letter
from schemas import check_among
from schemas.letters import Rule, letters_file
from schemas.named import NamedTuple


class Facts(NamedTuple):
    """What holds of an answer: `people` were read, something `must` be corrected or sent, files remained `unopened`,
    only a scan came, or that of an earlier submission, it came late, somebody was withdrawn, it answers a correction or
    tells of the same `anew`, and societies found `results`."""

    people: bool = False
    must: bool = False
    unopened: bool = False
    scan_only: bool = False
    supplement: bool = False
    late: bool = False
    withdrawn: bool = False
    again: bool = False
    anew: bool = False
    results: bool = False


def facts_of(letter: Letter) -> Facts:
    return Facts(
        people=letter.counts.read > 0,
        must=bool(letter.must) or letter.scan_missing,
        unopened=bool(letter.unopened),
        scan_only=letter.scan_only,
        supplement=letter.supplement,
        late=letter.late,
        withdrawn=bool(letter.withdrawn),
        again=letter.again is not None,
        anew=letter.again is not None and not letter.again.resent,
        results=bool(letter.results),
    )


def kind_of(facts: Facts) -> str:
    """The kind, a key of [kinds] there."""
    held = {fact for fact, holds in facts._asdict().items() if holds}
    return next(rule.kind for rule in rules() if held.issuperset(rule.when) and held.isdisjoint(rule.unless))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules; the last one holds of every answer. Raises DataError for a kind or a fact that there is not."""
    file = letters_file()
    for number, rule in enumerate(file.rules, 1):
        check_among(_FILE, f"rules[{number}].kind", [rule.kind], file.kinds)
        check_among(_FILE, f"rules[{number}].when", (*rule.when, *rule.unless), Facts._fields)
    return file.rules


_FILE = "letters"
