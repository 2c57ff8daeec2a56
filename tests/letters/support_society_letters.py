"""Letters to societies that must put something right."""

from __future__ import annotations

from datetime import date

from support_letters import ASSOCIATION

from pipeline.publish.marked import Line
from pipeline.publish.societies.letter import SocietyLetter
from pipeline.terms.notices import load_notice

FILE = "2025-05-20 公路学会.eml!返回.xlsx"
NOTE = Line(
    *("张远", "人员名单", "AF2", "说明", ""),
    problem="结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人。",
    wanted="在“说明”里写明理由",
)
MARK = Line(
    *("李明", "人员名单", "AB3", "工程知识与专业能力", "20.9"),
    problem="结论是“通过”，而专业工程会员“工程知识与专业能力”应不低于 21 分，填的是“20.9”，没有登记；请核对。",
    wanted="核对分数和结论",
)
LETTER = SocietyLetter(
    society="中国公路学会",
    is_confirmed=True,
    notice=load_notice("2025"),
    association=ASSOCIATION,
    day=date(2025, 5, 21),
    received_on=(date(2025, 5, 20),),
    taken=3,
    lines=((FILE, NOTE), (FILE, MARK)),
    has_marked=True,
)
SOCIETIES = {
    "society": LETTER,
    "society-unconfirmed": LETTER._replace(is_confirmed=False, taken=0, has_marked=False),
    "society-many": LETTER._replace(
        received_on=(date(2025, 5, 20), date(2025, 5, 19)), lines=((FILE, NOTE), *[("乙.xlsx", MARK)] * 11)
    ),
}
