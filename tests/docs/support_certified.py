"""Five years of the invented submissions of examples/, for the pictures of certificates: societies give them, members
tell of what they did, the secretary fills in the book.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.support_certificates import BOOK, filled_in
from tests.support_results import PEOPLE, headings
from tests.support_results import filled_in as answered

Pipeline = Callable[..., None]
UNIT = "渝州机电工程有限公司"
TRAINING = (date(2025, 10, 13), date(2025, 10, 17), "培训、考试", "接触网施工新规范培训", "某继续教育基地", 2250)
ANSWER = {"决定": "按 5 学时计", "决定人": "陈秘书", "日期": date(2026, 6, 11), "说明": "第二作者"}
EVENTS: Mapping[str, Mapping[str, Any]] = {
    "示例-0001": {"事项": "申请再注册", "日期": date(2030, 1, 15)},
    "示例-0003": {"事项": "暂停", "日期": date(2029, 12, 1), "原因": "未缴会费", "依据文件": "某学会〔2029〕8号"},
    "示例-0004": {"事项": "注销", "日期": date(2029, 11, 20), "原因": "本人申请"},
}


class Certified:
    """An office with an outbox and a register of its own below a folder."""

    def __init__(self, folder: Path, run: Pipeline) -> None:
        self.folder, self.outbox, self._run = folder, folder / "outbox", run
        self.record = folder / "持续职业发展活动记录表.xlsx"
        register = f"sqlite:///{folder / 'register.db'}"
        self._places = ("--outbox", str(self.outbox), "--settings", "examples/settings", "--register", register)

    def lived(self) -> Certified:
        """Until the spring of 2030, when certificates are about to end; the outbox is that of the day before what the
        secretary then fills in is taken."""
        self.folder.mkdir()
        self._process("examples/inbox", "2025-05-06")
        sent = sorted(path for path in self.outbox.glob("批次/*/学会/*/*.xlsx") if "待确认" not in path.name)
        self._process(self._put({path.name: self._given(path) for path in sent}), "2025-07-10")
        self._told()
        self._process(self._put({f"2026-06-08 {UNIT}/{self.record.name}": self.record.read_bytes()}), "2026-06-10")
        return self

    def decided(self) -> Path:
        """A copy of the questions, of which those about activities are shown, the first with its answer."""
        book = openpyxl.load_workbook(self.outbox / "待决事项.xlsx")
        sheet = book.worksheets[0]
        columns = headings(sheet)
        rows = range(2, sheet.max_row + 1)
        asked = [row for row in rows if sheet.cell(row, columns["事项"]).value == "学时折算"]
        for row in rows:
            sheet.row_dimensions[row].hidden = row not in asked
        for heading, value in ANSWER.items():
            sheet.cell(asked[0], columns[heading]).value = value
        book.save(self.folder / "学时折算.xlsx")
        return self.folder / "学时折算.xlsx"

    def filled(self) -> Path:
        """The book of certificates in which the secretary said what happened, as it was before it is taken."""
        self._process("examples/inbox", "2030-02-20")
        book = self.outbox / BOOK
        book.write_bytes(filled_in(book, EVENTS))
        kept = self.folder / BOOK
        kept.write_bytes(book.read_bytes())
        return kept

    def reminded(self) -> Path:
        """The letter about certificates that end to the unit that sent the record."""
        self._process("examples/inbox", "2030-02-21")
        self._run("remind", *self._places, "--now", "2030-02-21T09:00:00+08:00")
        (letter,) = self.outbox.glob(f"催办/*/证书提醒/{UNIT}_*.docx")
        return letter

    def _process(self, inbox: Path | str, day: str) -> None:
        self._run("process", "--inbox", str(inbox), *self._places, "--now", f"{day}T09:00:00+08:00")

    def _put(self, files: Mapping[str, bytes]) -> Path:
        """An inbox of its own with these files."""
        inbox = self.folder / f"inbox{len(list(self.folder.glob('inbox*')))}"
        for name, data in files.items():
            (inbox / name).parent.mkdir(parents=True, exist_ok=True)
            (inbox / name).write_bytes(data)
        return inbox

    def _given(self, path: Path) -> bytes:
        """A society's workbook in which everybody gets a certificate, numbered by the last digits of the 编号."""
        sheet = openpyxl.load_workbook(path)[PEOPLE]
        name, number = (headings(sheet)[word] - 1 for word in ("姓名", "编号"))
        people = {row[name]: row[number] for row in sheet.iter_rows(min_row=2, values_only=True)}
        passed = {"环节": "证书签发", "结论": "通过", "日期": "2025-07-08"}
        return answered(path, {who: passed | {"证书编号": f"示例-{of[2:6]}"} for who, of in people.items()})

    def _told(self) -> None:
        """The record of activities of one of them."""
        self._run("template", "--hours", "--output", str(self.record))
        book = openpyxl.load_workbook(self.record)
        sheet = book.worksheets[0]
        sheet["C2"], sheet["F2"], sheet["J2"] = "宫电", "示例-0006", UNIT
        for row, line in enumerate(_LINES, 4):
            for column, value in enumerate(line, 2):
                sheet.cell(row, column).value = value
        book.save(self.record)


_LINES: Sequence[Sequence[Any]] = (
    (*TRAINING, None, None, None, "结业证书"),
    (
        date(2025, 11, 20),
        None,
        "研讨交流",
        "轨道交通供电技术交流会",
        "某学会",
        180,
        None,
        None,
        None,
        "签到表",
    ),
    (date(2026, 3, 10), None, "论文发表", "一种牵引变电所的调试方法", "某学报", None, "期刊论文", 2, 10, "论文首页"),
    (date(2026, 4, 16), None, "授课、演讲", "变电所调试要点", UNIT, 90, None, None, 4, "授课通知"),
)
