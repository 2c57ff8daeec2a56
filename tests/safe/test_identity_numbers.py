"""Identity-card numbers never become data: wherever a unit types one, it stays in the original bytes alone."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest
from main.support_main import WORK, Office, person, workbook
from support_safe import cells_of, tells_others

UNIT = "试算电力工程有限公司"
NUMBERS = [
    "110101199003071233",
    "11010119900307109X",
    "110101 19900307 1250",
    "１１０１０１１９９００３０７１２７６",
    "110101199003071217",
]
PLAIN, WITH_X, PARTED, WIDE, NUMERIC = NUMBERS


def table() -> bytes:
    """A number in every column of a person, in the project, and below the table."""
    people = [
        person(f"钱一 {PLAIN}", "19911112001"),
        person(f"孙二\n身份证号：{WITH_X}", f"19911112002 {PARTED}"),
        person("李三", f"19911112003（身份证{WIDE}）", f"电气工程类{PLAIN}"),
        person("周四", "19911112004", "电气工程类", PLAIN, f"身份证号码：{WITH_X}；{WORK}"),
        [PLAIN, "19911112005", "电气工程类", WITH_X, "专业工程会员", WORK + WIDE],
    ]
    return workbook(f"{UNIT}{PLAIN}", *people, project=f"缅甸公路{PARTED}", note=f"经办人身份证：{WIDE}")


def extra_columns() -> bytes:
    heading = "序号,企业名称,项目名称,姓名,身份证号,备注,手机号码,所在领域,申报级别,主要工程实践经历,其他"
    line = f"1,某企业,缅甸项目,郑七,{PLAIN},见{WITH_X},19911112007,电气工程类,专业工程会员,{WORK},{PARTED}"
    return f"{heading}\n{line}\n".encode()


def as_number() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(UNIT, person("王八", "19911112008"))))
    book.worksheets[0]["P6"] = int(NUMERIC)
    book.worksheets[0]["Q6"] = float(NUMERIC)
    book.worksheets[0].title = f"人员{PLAIN}"
    book.create_sheet(f"{WITH_X}").append(["说明", PLAIN])
    return saved(book)


def card() -> bytes:
    """One person on a sheet of labels and values."""
    book = openpyxl.Workbook()
    pairs = {"姓名": f"冯九 {PLAIN}", "身份证号": WITH_X, "联系方式": "19911112009", "所在领域": "电气工程类"}
    pairs |= {"拟申请级别": "专业工程会员", "当前所在地": "缅甸", "主要工程实践经历": f"{WORK}{PARTED}", "备注": WIDE}
    for line in pairs.items():
        book.active.append(line)
    return saved(book)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(f"推荐单位：{UNIT}{PLAIN}")
    rows = [
        ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历", "备注"],
        ["陈十", "19911112010", "电气工程类", "缅甸", "专业工程会员", f"{WORK}{WITH_X}", PARTED],
    ]
    grid = document.add_table(rows=2, cols=7)
    for line, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = f"{PLAIN} <{PLAIN}@example.cn>", f"评价(2025)+{UNIT} {WITH_X}"
    message["Date"] = "Thu, 10 Apr 2025 10:00:00 +0800"
    message.set_content(f"身份证 {PARTED}")
    data = workbook(UNIT, person("褚十一", "19911112011"))
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{PLAIN}.xlsx")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=f"{WITH_X}.pdf")
    return message.as_bytes()


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("identity"))
    office.receive(
        {
            f"2025-04-10 {UNIT}甲/表.xlsx": table(),
            f"2025-04-10 {UNIT}乙/{PLAIN}.csv": extra_columns(),
            f"2025-04-10 {UNIT}丙 {PLAIN}/表.xlsx": as_number(),
            f"2025-04-10 {UNIT}丁/卡.xlsx": card(),
            f"2025-04-10 {UNIT}戊/表.docx": word(),
            f"2025-04-10 {UNIT}己/坏{WITH_X}.xlsx": b"PK damaged",
            f"来信{PLAIN}.eml": mail(),
        }
    )
    office.run()
    return office


def forms(number: str) -> set[str]:
    """The number as typed, without its blanks, and as a spreadsheet shows a number."""
    plain = number.replace(" ", "")
    return (
        {number, plain, f"{float(plain.translate(_NARROW)):.15g}"}
        if plain[:-1].isdigit() and plain[-1] != "X"
        else {plain}
    )


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
SAID = sorted({form for number in NUMBERS for form in forms(number)})


def test_no_table_of_the_register_holds_a_number(office: Office) -> None:
    held = [(table, column, text) for table, column, text in cells_of(office.database, "contents")]
    assert [cell for cell in held if any(said in cell[2] for said in SAID)] == []


def test_no_output_holds_a_number(office: Office) -> None:
    assert tells_others(office.outbox, SAID) == []


def test_everybody_was_read_and_the_numbers_are_counted(office: Office) -> None:
    names = {"钱一", "孙二", "李三", "周四", "郑七", "王八", "冯九", "陈十", "褚十一"}
    assert names <= {row["name"] for row in office.people()}
    told = {row["file"].partition("/")[0] for row in office.export("findings") if row["slug"] == "extra-personal-data"}
    assert {folder[-1] for folder in told if UNIT in folder} >= set("甲乙丁戊")


def test_files_named_by_numbers_are_known_again(office: Office) -> None:
    assert office.run().batch is None


def test_files_whose_names_differ_in_a_number_only_stay_apart(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for number in (PLAIN, WITH_X):
        office.receive({f"2025-04-10 {UNIT}/{number}.pdf": b"%PDF-1.4"})
    office.run()
    assert len(office.export("documents")) == 2
    assert office.run().batch is None
