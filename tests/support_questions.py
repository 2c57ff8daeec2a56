"""Questions and decisions, invented, and the workbook of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.model.decisions import Choice, Compared, Decision, Question
from pipeline.publish.desk.questions import questions_book
from pipeline.publish.paper.writing import write_book

SECRET = b"a key of the tests"
TODAY = "2025-05-06"
SAME, OTHER = Choice("同一人，采用新材料", "same-person"), Choice("不是同一人", "another-person")
MECHANICAL, BACK = Choice("按“机械工程类”理解", "understood", "机械工程类"), Choice("退回单位", "returned")
CLOSED = Choice("办结", "closed")


def question(number: str, kind: str, choices: Sequence[Choice], **changes: Any) -> Question:
    """A question about one person of one unit; `changes` replace what is said of it."""
    told: dict[str, Any] = {
        "question_id": number,
        "kind": kind,
        "row_id": "R1",
        "person_id": "G00001-8",
        "submission_id": "S00001",
        "unit": "甲地测试工程有限公司",
        "name": "钱一",
        "received_on": "2025-04-20",
        "since": "2025-05-06",
        "field": "domain",
        "value": "机电",
        "message": "所在领域“机电”有多种可能。",
        "file": "2025-04-20 甲/附件3.xlsx",
        "sheet": "附件3",
        "cell": "L5",
        "sha256": "0" * 64,
        "compared": (),
        "other_place": "",
        "choices": tuple(choices),
    }
    return Question(**told | changes)


def decision(number: str, **changes: Any) -> Decision:
    told: dict[str, Any] = dict.fromkeys(Decision._fields, "") | {
        "decision_id": number,
        "question": "Q9",
        "kind": "domain-ambiguous",
        "answer": MECHANICAL.label,
        "field": "domain",
        "value": "机电",
        "for_all": True,
        "decided_by": "王秘书",
        "decided_on": "2025-05-05",
        "reason": "电话问过",
        "recorded_at": "2025-05-06T09:00:00+08:00",
        "name": "孙二",
        "unit": "乙地测试工程有限公司",
    }
    return Decision(**told | changes)


COMPARED = (Compared("姓名", "钱一", "钱一"), Compared("联系方式", "19911112001", "19911112009"))
QUESTIONS = [
    question("Q1", "identity-question", [SAME, OTHER], compared=COMPARED, other_place="4月10日的材料"),
    question("Q2", "domain-ambiguous", [MECHANICAL, BACK], compared=(Compared("姓名", "=1+1", ""),)),
    question("Q3", "case", [CLOSED], message="没有收到盖章的扫描件。", file="", sheet="", cell=""),
]
DECIDED = [decision("D1"), decision("D2", recorded_at="2025-05-07T09:00:00+08:00", for_all=False)]


def written(
    path: Path,
    questions: Sequence[Question] = QUESTIONS,
    decided: Sequence[Decision] = DECIDED,
    pages: Mapping[str, str] | None = None,
) -> Path:
    """The workbook of these; `pages` are the addresses of pages by the number of the question."""
    shown = pages or {}
    book = questions_book(questions, (), decided, TODAY, path, SECRET, lambda each: shown.get(each.question_id, ""))
    write_book(book)
    return path
