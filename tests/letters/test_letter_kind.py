from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from support_letters import LETTERS

from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_kind import Facts, kind_of
from schemas.letters import letters_file


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (Facts(people=True), "receipt"),
        (Facts(people=True, late=True), "late"),
        (Facts(people=True, late=True, withdrawn=True), "withdrawal"),
        (Facts(people=True, must=True, late=True, withdrawn=True, unopened=True), "correction"),
        (Facts(people=True, unopened=True, late=True), "unopened"),
        (Facts(unopened=True, must=True), "unopened"),  # only the scan is missing besides: nothing was read at all
        (Facts(scan_only=True, late=True), "scan-only"),
        (Facts(supplement=True), "supplement"),
        (Facts(supplement=True, late=True), "supplement"),
        (Facts(supplement=True, unopened=True), "unopened"),
        (Facts(people=True, again=True, must=True), "again"),
        (Facts(people=True, again=True), "again"),
        (Facts(people=True, again=True, anew=True, results=True, late=True), "results"),
        (Facts(people=True, again=True, anew=True, results=True, must=True), "again"),
        (Facts(people=True, again=True, results=True), "again"),
        (Facts(people=True, results=True), "receipt"),
        (Facts(), "receipt"),
    ],
)
def test_kind(facts: Facts, kind: str) -> None:
    assert kind_of(facts) == kind


def test_a_letter_that_asks_for_something_says_until_when_and_no_other_does() -> None:
    asking, telling = LETTERS["correction"], LETTERS["receipt"]
    with pytest.raises(ValueError, match="S00001"):
        replace(asking, due=None)
    with pytest.raises(ValueError, match="S00001"):
        replace(telling, scan_missing=True)
    assert letter(replace(telling, due=asking.due), {}) == letter(telling, {})


def test_every_answer_has_a_kind_and_what_must_be_done_is_never_called_a_receipt() -> None:
    for facts in map(Facts._make, itertools.product((False, True), repeat=len(Facts._fields))):
        kind = kind_of(facts)
        assert kind in letters_file().kinds
        if facts.must or facts.unopened or facts.scan_only:
            assert kind not in ("receipt", "late", "withdrawal", "supplement")
