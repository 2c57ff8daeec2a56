"""The blank forms of the other notices in an office: printed, and saved in its other formats."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support_blanks import CIESC, CSEE, IET, filled_form, filled_list, filled_table
from support_office import OFFICE, saved_in_office
from support_template import read_back

from pipeline.publish.units.template import template_name, write_template
from pipeline.terms.notices import Notice

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")]
NOTICES = (CIESC, CSEE, IET)

APPLICANT = [
    *(
        "安一",
        "女",
        "1979-06",
        "E010000001M",
        "资深工程会员",
        "化学工程与技术",
        "工艺管理",
        "博士",
        "远山大学 化学工程",
    ),
    *(
        "正高级工程师",
        "渝江化工有限公司",
        "18",
        "9",
        "渝江化工有限公司 总工艺师",
        "13900001111",
        "an@example.com",
        "是",
    ),
]
MEMBER = [
    *("白二", "男", "渝州电力建设有限公司", "海外部经理", "高级工程师", "本科", "电气工程", "输配电及用电工程专业"),
    *("专业工程会员", "12", "6", "老挝/水电站", "E010000002M", "13900002222", "bai@example.com", "是", "", ""),
]
REGISTERED = [
    *("陈三", "男", "工程师", "电力系统", "13900003333", "渝州电网有限公司", "渝州市江北路1号", "010-60000000"),
    *("chen@example.com", "CET-6", "2005.09 2009.06", "本科", "电气工程", "远山大学"),
    *("2014.01 2018.11", "渝州电网有限公司", "主管", "调度运行", "", "", "", "", "获奖一项。"),
]
FILL: dict[str, Callable[[bytes], bytes]] = {
    "ciesc-2023": lambda blank: filled_list(blank, APPLICANT),
    "csee-2022": lambda blank: filled_table(blank, "渝州电力建设有限公司", [MEMBER, ["柏三", *MEMBER[1:]]]),
    "csee-iet-2018": lambda blank: filled_form(blank, REGISTERED, 0),
}
WRITTEN: dict[str, Sequence[str]] = {
    "ciesc-2023": APPLICANT,
    "csee-2022": MEMBER,
    "csee-iet-2018": REGISTERED[:14],
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each form, blank and (behind its name a +) filled in."""
    folder, made = tmp_path_factory.mktemp("forms"), {}
    for notice in NOTICES:
        made[notice.name] = folder / f"{notice.name}{Path(template_name(notice)).suffix}"
        write_template(made[notice.name], notice)
        made[f"{notice.name}+"] = folder / f"{notice.name}+{made[notice.name].suffix}"
        made[f"{notice.name}+"].write_bytes(FILL[notice.name](made[notice.name].read_bytes()))
    return made


@pytest.fixture(scope="module")
def printed(forms: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The forms as PDF."""
    folder = tmp_path_factory.mktemp("printed")
    for name, data in saved_in_office(forms.values(), "pdf", folder).items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in forms}


def asked(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize("state", ["", "+"], ids=["blank", "filled"])
@pytest.mark.parametrize(
    ("name", "pages", "size"),
    [("ciesc-2023", 2, "842 x 595"), ("csee-2022", 1, "842 x 595"), ("csee-iet-2018", 1, "595 x 842")],
)
def test_the_form_is_printed_on_one_sheet_of_paper(
    printed: dict[str, Path], name: str, pages: int, size: str, state: str
) -> None:
    """Of a workbook the second page is what explains it."""
    told = asked("pdfinfo", printed[f"{name}{state}"])
    assert int(re.findall(r"Pages: +(\d+)", told)[0]) == pages
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told)[0]
    assert f"{float(width):.0f} x {float(height):.0f}" == size


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.name)
def test_what_is_filled_in_is_printed_whole(printed: dict[str, Path], notice: Notice) -> None:
    """Cells wrap; so the characters are looked for that are left when every blank is taken out."""
    text = asked("pdftotext", "-raw", printed[f"{notice.name}+"], "-")
    letters = sorted("".join(text.split()))
    wanted = "".join("".join(WRITTEN[notice.name]).split())
    assert [letter for letter in set(wanted) if letters.count(letter) < wanted.count(letter)] == []


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_the_list_saved_in_another_format_reads_the_same(forms: dict[str, Path], tmp_path: Path, ending: str) -> None:
    files = [forms["ciesc-2023"], forms["ciesc-2023+"]]
    saved = saved_in_office(files, ending, tmp_path)
    blank, findings, recognition = read_back(saved["ciesc-2023"], CIESC, f"一览表.{ending}")
    assert (len(blank), findings, recognition.form) == (0, [], "ciesc")
    people, findings, recognition = read_back(saved["ciesc-2023+"], CIESC, f"安一-资深工程会员.{ending}")
    assert (people["name"].tolist(), people["phone"].tolist()) == (["安一"], ["+8613900001111"])
    assert (people["birth"].tolist(), people["work_segment"].tolist()) == (["1979-06"], ["工艺管理"])
    assert [findings, recognition.problems] == [[], []]


def test_the_table_saved_by_the_office_reads_the_same(forms: dict[str, Path], tmp_path: Path) -> None:
    saved = saved_in_office([forms["csee-2022"], forms["csee-2022+"]], "docx", tmp_path)
    people, findings, recognition = read_back(saved["csee-2022+"], CSEE, "名单.docx")
    assert recognition.unit is not None
    assert recognition.unit.text == "渝州电力建设有限公司"
    assert people["name"].tolist() == ["白二", "柏三"]
    assert people["specialty"].tolist() == ["输配电及用电工程专业"] * 2
    assert [findings, recognition.problems] == [[], []]
    assert len(read_back(saved["csee-2022"], CSEE, "名单.docx")[0]) == 0
