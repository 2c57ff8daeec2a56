"""Chance walks: two units send lists of a few people, again and otherwise, and the secretary answers whatever she is
asked, and takes it back. What must hold after every run does, and when all is taken back everybody stands as in an
office in which nothing was ever decided.

Answers go in as what the workbook of questions says when it is read (test_secretary_decides.py fills in real ones), and
nothing is written but the accounts of each batch, which must add up.

One thing cannot be taken back whole: that two people are one. Whoever was recommended again meanwhile keeps the 编号
that the row got by it, since a 编号 is given once; so the walks never say it (test_every_decision.py does, and takes it
back).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support_main import NOW, Office, person, workbook

from pipeline.decide import Answered, Decided, decide
from pipeline.engine.run_summary import Report
from pipeline.model.decisions import Question, Said
from pipeline.model.judgements import Disposition
from pipeline.model.statements import Typed
from pipeline.process import _Run
from pipeline.publish.desk.accounts import accounts_of
from pipeline.publish.outbox import batch, desk_files
from pipeline.publish.paper.planned import Published
from pipeline.register import Register
from pipeline.run_terms import Terms
from pipeline.terms.rulings import SAME, in_force

pytestmark = pytest.mark.slow

UNITS = ("甲地测试工程有限公司", "乙地测试工程有限公司")
NAMES = ("安一凡", "孙二宝", "李三多")
PHONES = ("19911112001", "19911112002", "19911112003", "199")
DOMAINS = ("土木工程类", "机电", "机械工程类", "莫名其妙", "信息通信工程类")
LEVELS = ("专业工程会员", "资深工程会员", "高工", "工程会员")
BLANK = Typed("")
Given = dict[str, str]
"""Answers by the number of what they answer."""


class Walk:
    """One office on its way; `given` are the answers that its next run takes."""

    def __init__(self, root: Path, seed: int) -> None:
        self.office, self.chance = Office(root), random.Random(seed)
        self.given: Given = {}
        self.days = 0

    @contextmanager
    def register(self) -> Iterator[Register]:
        with Register.open(self.office.register) as register:
            yield register

    def sends(self) -> dict[str, bytes]:
        unit = self.chance.choice(UNITS)
        people = [self._person() for _ in range(self.chance.randint(1, 3))]
        vetoed = [self.chance.random() < 0.2 for _ in people]
        data = workbook(unit, *people)
        day = (NOW + timedelta(days=self.days)).date()
        return {f"{day} {unit}/附件3.xlsx": with_veto(data, vetoed) if any(vetoed) else data}

    def _person(self) -> list[object]:
        place = self.chance.randrange(len(NAMES))
        phone = PHONES[place] if self.chance.random() < 0.7 else self.chance.choice(PHONES)
        return person(NAMES[place], phone, self.chance.choice(DOMAINS), self.chance.choice(LEVELS))

    def answers(self) -> Given:
        """To about half of what is asked; some of what is decided is taken back."""
        with self.register() as register:
            asked, holds = register.questions(NOW), in_force(register.decisions())
        given = {each.question_id: self._choice(each) for each in asked if self.chance.random() < 0.5}
        return given | {each.decision_id: "撤销" for each in holds if self.chance.random() < 0.3}

    def _choice(self, question: Question) -> str:
        fitting = [each for each in question.choices if each.effect != SAME]
        return self.chance.choice([*fitting[:2], *fitting[-1:]]).label

    def run(self, files: Mapping[str, bytes], given: Given) -> Report:
        self.office.receive(files)
        self.given, self.days = given, self.days + 1
        return self.office.run(now=NOW + timedelta(days=self.days))

    def holds(self) -> None:
        """What is true after every run."""
        with self.register() as register:
            asked, decisions = register.questions(NOW), in_force(register.decisions())
        people = self.office.people()
        assert {row["disposition"] for row in people} <= {kind.value for kind in Disposition}
        assert [number for number, times in Counter(row["row_id"] for row in people).items() if times > 1] == []
        routed = Counter((row["person_id"], row["notice"]) for row in people if row["disposition"] == "routed")
        assert [application for application, times in routed.items() if times > 1] == []
        numbers = Counter(each.question_id for each in asked)
        answered = Counter(each.question for each in decisions)
        assert [number for number, times in (numbers + answered).items() if times > 1] == []

    def stands(self) -> list[tuple[Any, ...]]:
        """What became of every row, whatever run did it."""
        names = ("received_at", "source_file", "source_row", "name", "disposition")
        rows = [
            (
                *(row[name] for name in names),
                *(row[name] for name in ("domain", "society") if row["disposition"] == "routed"),
            )
            for row in self.office.people()
        ]
        return sorted(rows)


def with_veto(data: bytes, vetoed: list[bool]) -> bytes:
    """The list with a column 是否推荐."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    top = next(cell.row for row in sheet.iter_rows() for cell in row if "姓名" in str(cell.value))
    last = sheet.max_column + 1
    for place, value in enumerate(["是否推荐", *("否" if each else "是" for each in vetoed)]):
        sheet.cell(top + place, last).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def said(number: str, answer: str) -> Answered:
    line = Said("待决事项", 2, number, Typed(answer, "I2"), BLANK, Typed("王秘书"), BLANK, Typed("电话问过"))
    return Answered("待决事项.xlsx", line)


@pytest.fixture
def walks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], Walk]:
    """Makes a walk by its seed; nothing of it is written but its register."""
    made: dict[str, Walk] = {}

    def answered(run: _Run, terms: Terms) -> tuple[Decided, Terms]:
        walk = made[run.options.register]
        given = [said(*each) for each in walk.given.items()]
        walk.given = {}
        decided, terms = decide(given, terms, run.register, run.options.now)
        assert decided.refused == []
        return decided, terms

    def published(contents: Any, *_: Any) -> Published:
        accounts_of(contents)
        return Published([], [], [])

    def walk(name: str, seed: int) -> Walk:
        made_now = Walk(tmp_path / name, seed)
        made[made_now.office.register] = made_now
        return made_now

    monkeypatch.setattr(_Run, "answered_on_desk", answered)
    monkeypatch.setattr(_Run, "_renew_everybody", lambda _: None)
    monkeypatch.setattr(_Run, "complete", lambda _: None)
    monkeypatch.setattr(batch, "publish_batch", published)
    monkeypatch.setattr(desk_files, "publish_desk", lambda *_: Published([], [], []))
    return walk


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5, 6, 10, 11])
def test_whatever_is_decided_and_taken_back(seed: int, walks: Any) -> None:
    walk, plain = walks("decided", seed), walks("undecided", seed)
    for _ in range(5):
        files = walk.sends()
        given = walk.answers() if walk.days else {}
        walk.run(files, given)
        plain.run(files, {})
        walk.holds()
        walk.run({}, walk.answers())
        walk.holds()
        assert walk.office.run(now=NOW + timedelta(days=walk.days)).batches == []
    for _ in range(20):
        with walk.register() as register:
            holds = in_force(register.decisions())
        if not holds:
            break
        walk.run({}, {each.decision_id: "撤销" for each in holds})
        walk.holds()

    assert walk.stands() == plain.stands()
