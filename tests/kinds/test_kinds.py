"""The registry: every kind is asked, one has the document, and two that are as sure of it are a fault of ours."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from support_kinds import RETURNED

from pipeline.examine import document as examining
from pipeline.examine.document import examine
from pipeline.kinds.kind import Claim, Subject, Sureness, TwiceClaimedError, surest
from pipeline.kinds.telling import KINDS, told
from pipeline.model.documents import Document, Outcome, Sheet
from pipeline.recognise import recognise
from pipeline.text import seal
from tests.main.support_main import person, workbook

SECRET = b"a key of the tests"


class Claims(NamedTuple):
    """A kind that is as sure of every document as it is told."""

    name: str
    sureness: Sureness

    def claim(self, _subject: Subject) -> Claim:
        return Claim(self.name, self.sureness)


def document(*sheets: Sheet) -> Document:
    return Document("a.xlsx", "0", 1, "xlsx", sheets=list(sheets))


def marked(kind: str = "intake") -> Sheet:
    return Sheet(seal.SHEET, [[line] for line in seal.make(kind, "20250506-01", ["R1"], SECRET)])


def test_no_two_kinds_share_a_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_the_surest_has_it() -> None:
    mark, content = Claim("a", Sureness.MARK), Claim("b", Sureness.CONTENT)
    assert surest([content, mark, Claim("c", Sureness.NOT)]) == mark
    assert surest([Claim("c", Sureness.NOT)]) is None


@pytest.mark.parametrize("sureness", [Sureness.CONTENT, Sureness.MARK])
def test_two_that_are_as_sure_are_an_error(sureness: Sureness) -> None:
    kinds = [*KINDS, Claims("one", sureness), Claims("other", sureness)]
    with pytest.raises(TwiceClaimedError):
        told(document(Sheet("表", [["年份", "产量"]])), kinds)


def test_two_that_are_as_sure_cost_the_document_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = (*KINDS, Claims("one", Sureness.CONTENT))
    monkeypatch.setattr(examining, "told", partial(told, kinds=kinds))
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook("甲地测试工程有限公司", person("钱一", "19911112001")))
    (found,) = examine((RETURNED, str(path), ())).documents
    assert found.problem is not None
    assert (found.outcome, found.problem.slug) == (Outcome.UNREADABLE, "program-fault")


def test_who_claims_it_by_mark_does_not_keep_it_from_being_read() -> None:
    sheet = Sheet("表", [["姓名", "联系方式", "所在领域"], ["钱一", "19911112001", "土木工程类"]])
    found = told(document(sheet, marked()), [*KINDS, Claims("ours", Sureness.MARK)])
    assert found.claimed == "ours"
    assert found.seen.recognition == recognise(document(sheet))


def test_a_document_is_not_changed() -> None:
    made = document(Sheet("表", [["年份", "产量"]]), marked())
    told(made)
    assert made == document(Sheet("表", [["年份", "产量"]]), marked())


def test_the_lines_of_a_mark_are_read_whatever_is_known_of_its_visibility() -> None:
    lines = tuple(seal.make("intake", "20250506-01", ["R1"], SECRET))
    for hidden, knows in ((True, True), (False, True), (False, False)):
        sheet = marked()
        sheet.hidden, sheet.knows_hidden = hidden, knows
        assert told(document(Sheet("表", [["年份"]]), sheet)).mark == lines


def test_a_mark_without_its_layout_is_claimed_by_nobody() -> None:
    assert told(document(Sheet("人员名单", [["年份", "产量"]]), marked())).claimed == ""


def test_a_document_without_a_mark_has_no_lines() -> None:
    found = told(document(Sheet("表", [["年份"]])))
    assert (found.mark, found.claimed) == ((), "")
