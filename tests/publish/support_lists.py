"""An invented batch of each notice that publishes lists, and workbooks as text: a line for each row."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from support_publish import contents, finding, person

from pipeline.register.contents.batch import BatchContents
from pipeline.register.contents.certificates import CertificatesKnown
from tests.support_certificates import told

GOLDENS = Path(__file__).parent / "goldens"
CHEMISTRY, ELECTRICAL = "中国化工学会", "中国电机工程学会"
_SOCIETIES = {"化学化工类": CHEMISTRY, "电气工程类": ELECTRICAL}
_NO_PROJECT = dict.fromkeys(
    (
        *("company", "company_contact", "company_contact_phone", "project_name", "project_country", "project_type"),
        *("project_status", "location", "location_country", "experience", "section"),
    ),
    "",
)


def applicant(number: int, domain: str, told: dict[str, Any]) -> dict[str, Any]:
    """A routed person of a form without projects; what is told is also what was typed, unless that is told too."""
    own = {"society": _SOCIETIES[domain], "domain": domain, "route_confirmed": True, **_NO_PROJECT}
    typed = {f"{field}_typed": value for field, value in told.items() if not field.endswith("_typed")}
    return person(number, **own | typed | told)


def chemist(number: int, **told: Any) -> dict[str, Any]:
    given = {
        "name": f"化{'甲乙丙丁戊己'[number]}",
        "unit": "渝江化工有限公司",
        "email": f"hua{number}@example.com",
        "sex": "男",
        "birth": "1985-03",
        "member_no": f"E01000000{number}M",
        "level": "专业工程会员",
        "specialty": "化学工程与技术",
        "work_segment": "工艺管理",
        "education": "本科",
        "school": "远山大学 化学工程",
        "title": "工程师",
        "title_by": "渝江化工集团",
        "work_years": "12",
        "important_years": "6",
        "workplace": "渝江化工有限公司",
        "position": "主任",
        "filled_online": "是",
    }
    return applicant(number, "化学化工类", given | told)


def electrician(number: int, **told: Any) -> dict[str, Any]:
    given = {
        "name": f"电{'甲乙丙丁戊己'[number]}",
        "unit": "渝州电力建设有限公司",
        "email": f"dian{number}@example.com",
        "sex": "女",
        "level": "专业工程会员",
        "specialty": "输配电及用电工程专业",
        "education": "硕士",
        "major": "电气工程",
        "title": "高级工程师",
        "work_years": "9",
        "important_years": "4",
        "workplace": "渝州电力建设有限公司",
        "position": "海外部",
        "member_no": f"E01000010{number}M",
        "overseas_project": "缅甸/送出工程",
        "foreign_title": "无",
        "filled_online": "是",
    }
    return applicant(number, "电气工程类", given | told)


def registrant(number: int, unit: str, **told: Any) -> dict[str, Any]:
    given = {
        "name": f"报{'甲乙丙丁戊己'[number]}",
        "unit": unit,
        "workplace": unit,
        "email": f"bao{number}@example.com",
        "level": "",
        "sex": "男",
        "title": "高级工程师",
        "industry": "输变电",
        "workplace_address": "某市某路1号",
        "workplace_phone": "010-60000000",
        "english_level": "CET-6",
        "english_interview": "可以",
        "education": "硕士",
        "degree_period": "2002.9-2006.7",
        "major": "电气工程",
        "school": "远山大学",
        "career": "2014.1-2018.9 某公司 专责 负责国际项目",
        "description": "获奖一项。",
    }
    return applicant(number, "电气工程类", given | told)


GRID, GROUP, OTHER = "国家电网有限公司", "中国华能集团有限公司", "江畔电力安装有限公司"


def _chemistry() -> BatchContents:
    unknown = chemist(2, specialty="", specialty_typed="说不清", unit="江畔石化", workplace="江畔石化", position="")
    senior = chemist(1, level="资深工程会员", title="正高级工程师", change="change", school="远山大学", major="化工")
    other = chemist(3, specialty="安全科学与工程", member_no="", name="=1+1")
    held = chemist(4, disposition="held", change="", society="")
    findings = [
        finding(other, "member-missing", severity="warning", field="member_no", value=""),
        finding(held, "title-below-level", field="title"),
    ]
    return contents([chemist(0), senior, unknown, other, held], findings, notice="ciesc-2023")


def _electrical() -> BatchContents:
    automatic = electrician(1, specialty="自动化工程专业", overseas_project="", extra='{"备注":"可参加面试"}')
    unknown = electrician(
        2, unit="江畔送变电工程有限公司", workplace="江畔送变电", specialty="", specialty_typed="通信"
    )
    nobodys = electrician(3, unit="", foreign_title="CEng")
    again = electrician(4, disposition="duplicate", change="", society="")
    return contents([electrician(0), automatic, unknown, nobodys, again], notice="csee-2022")


def _international() -> BatchContents:
    people = [
        registrant(0, GRID),
        registrant(1, GRID, change="change", english_interview="需要翻译"),
        registrant(2, GROUP, english_interview="", english_interview_typed="都行"),
        registrant(3, OTHER),
    ]
    six = [(GROUP, f"G0010{number}X") for number in range(6)]
    recommended = [(GRID, "G00000X"), (GRID, "G00001X"), (GRID, "G00001X"), (OTHER, "G00003X"), ("别家", "G00009X")]
    return contents(people, notice="csee-iet-2018", recommended=[*six, *recommended])


def _of(society: str, contents: BatchContents) -> BatchContents:
    return dataclasses.replace(contents, association={"name": society})


BATCHES: Mapping[str, BatchContents] = {
    "ciesc-2023": _of(CHEMISTRY, _chemistry()),
    "csee-2022": _of(ELECTRICAL, _electrical()),
    "csee-iet-2018": _of(ELECTRICAL, _international()),
}
"""By the name of their notice."""


CERTIFICATE_BOOKS: Mapping[str, Callable[[], CertificatesKnown | None]] = {"证书台账": told, "证书登记表": lambda: None}
"""What the workbooks of certificates tell that have goldens, by the names of these."""


SHOWN = ("名单", CHEMISTRY, ELECTRICAL)
"""The folders whose workbooks have goldens."""


def text_of(path: Path) -> str:
    """The visible sheets of a workbook, a line for each row, and what they merge."""
    lines = []
    for sheet in openpyxl.load_workbook(path):
        if sheet.sheet_state == "visible":
            lines.append(f"# {sheet.title}（{'、'.join(sorted(map(str, sheet.merged_cells.ranges)))}）")
            for row in sheet.iter_rows(values_only=True):
                lines.append(" | ".join("" if value is None else str(value).replace("\n", "⏎") for value in row))
    return "\n".join(lines) + "\n"
