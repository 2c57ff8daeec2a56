"""The workbook of certificates as staff fill it in: days as anybody writes them, blanks, lines sorted, deleted and
added, columns moved. Whatever they do, what they say is taken, all of it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.adopt.certificates import adopt_certificates
from pipeline.examine.document import examine
from pipeline.kinds.marks import verify_marks
from pipeline.model.certificates import CertificateEvent, Holder
from pipeline.model.documents import Submission
from pipeline.reconcile.identifiers import person_id
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.terms.settings import Settings
from tests.support_certificates import CERTIFICATES, NEW, SECRET, filled_in, happened, written
from tests.support_office import OFFICE, saved_in_office

SEEDS = range(24)
MACHINES, LEVEL = "中国机械工程学会", "专业工程会员"
NOW = datetime.fromisoformat("2030-02-01T09:00:00+08:00")
NUMBERS = [f"机-{place:04d}" for place in range(12)]
FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y 年 %m 月 %d 日", " %Y-%m-%d ")
Said = tuple[str, str, str]
"""Number, event and day."""


def issued(place: int) -> CertificateEvent:
    day = date(2025, 3, 1) + timedelta(30 * place)
    more = {"society": MACHINES, "level": LEVEL, "event_id": f"C{place:05d}"}
    return happened(NUMBERS[place], person_of(place), name_of(place), "签发", day.isoformat(), **more)


def person_of(place: int) -> str:
    return person_id(place)


def name_of(place: int) -> str:
    return f"人{'甲乙丙丁戊己庚辛壬癸子丑'[place]}"


BEFORE = [issued(place) for place in range(len(NUMBERS) - 2)]


def day_of(dice: Random, day: date) -> Any:
    """A day as it is typed: as one, or in words."""
    if dice.random() < 0.3:
        return datetime(day.year, day.month, day.day)
    return day.strftime(dice.choice(FORMS))


def spaced(dice: Random, text: str) -> str:
    return dice.choice((text, text, f" {text}", f"{text}　", f"{text}\n", " ".join(text)))


def drawn(seed: int) -> tuple[list[tuple[int, dict[str, Any]]], list[dict[str, Any]], set[Said]]:
    """What is filled in on lines that are there, on new ones, and what that says."""
    dice = Random(f"staff {seed}")
    lines, said = [], set()
    for place in dice.sample(range(len(BEFORE)), dice.randint(2, 6)):
        word = dice.choice(("暂停", "注销", "撤销", "申请再注册"))
        day = date(2029, 1, 1) + timedelta(dice.randint(0, 300))
        cause = "提供虚假材料" if word == "撤销" else "本人申请"
        lines.append(
            (
                place,
                {
                    "事项": spaced(dice, word),
                    "日期": day_of(dice, day),
                    "原因": cause,
                    "依据文件": spaced(dice, "机字1号"),
                },
            )
        )
        said.add((NUMBERS[place], word, day.isoformat()))
    new = []
    for place in range(len(BEFORE), len(BEFORE) + dice.randint(0, 2)):
        day = date(2030, 1, 1) + timedelta(dice.randint(0, 20))
        new.append(
            {
                "证书编号": dice.choice((NUMBERS[place], f" {NUMBERS[place]} ")),
                "编号": person_of(place),
                "姓名": spaced(dice, name_of(place)),
                "学会": spaced(dice, MACHINES),
                "级别": spaced(dice, LEVEL),
                "签发日期": day_of(dice, day),
            }
        )
        said.add((NUMBERS[place], "签发", day.isoformat()))
    return lines, new, said


def bent(dice: Random, used: set[str]) -> Callable[[Workbook], None]:
    """Something that is done to the sheets after they are filled in."""

    def rewrite(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append(list(row))

    def bend(book: Workbook) -> None:
        sheet = book[CERTIFICATES]
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        if dice.random() < 0.5:
            dice.shuffle(rows)
        if dice.random() < 0.4:
            rows = [row for row in rows if row[0] in used]
        if dice.random() < 0.4:
            rows.insert(dice.randint(0, len(rows)), [None] * len(head))
        if dice.random() < 0.4:
            order = dice.sample(range(len(head)), len(head))
            head, rows = [head[at] for at in order], [[row[at] for at in order] for row in rows]
        rewrite(sheet, [head, *rows])
        if dice.random() < 0.3:
            sheet.insert_rows(1)
            sheet["A1"] = "证书情况"
        if dice.random() < 0.3:
            book.move_sheet(NEW, -1)

    return bend


def treated(folder: Path, seed: int) -> tuple[bytes, set[Said]]:
    lines, new, said = drawn(seed)
    path = written(folder / f"{seed}.xlsx", CertificatesKnown(BEFORE))
    cells = {NUMBERS[place]: values for place, values in lines}
    return filled_in(path, cells, new, bent(Random(f"bent {seed}"), set(cells))), said


def taken(data: bytes, name: str) -> tuple[set[Said], list[str]]:
    """What is taken of a workbook, and what is wrong with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        (document,) = verify_marks(examine((name, str(path), ())), SECRET, lambda _: None).documents
    people = {person_of(place): name_of(place) for place in range(len(NUMBERS))}
    holders = {key: Holder(key, name, frozenset({name}), frozenset({LEVEL})) for key, name in people.items()}
    known = SimpleNamespace(
        events=lambda: BEFORE, holders=lambda _: holders, activities=list, confirmed=dict, renumbered=list
    )
    blank = ("key", "notice", "unit", "unit_source", "received_from", "form", "sender")
    about: dict[str, Any] = dict.fromkeys(blank, "")
    late = {"late": False, "scan": False, "received_at": NOW}
    submission = Submission(**about, **late, submission_id="S00001", documents=[document])
    register: Any = SimpleNamespace(certificates=known)
    events = adopt_certificates([submission], [], register, Settings(), NOW)
    slugs = [each.slug for each in submission.documents[0].remarks]
    return {(each.certificate_no, each.event, each.date) for each in events}, slugs


@pytest.mark.parametrize("seed", [*SEEDS[:4], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[4:])])
def test_what_staff_say_is_taken(seed: int, tmp_path: Path) -> None:
    data, said = treated(tmp_path, seed)
    found, slugs = taken(data, "台账.xlsx")
    assert (found, [each for each in slugs if each != "certificate-society-person"]) == (said, [])


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_in_libreoffice_it_says_the_same(tmp_path: Path, ending: str) -> None:
    wanted = {}
    for seed in SEEDS[::8]:
        data, wanted[f"b{seed}"] = treated(tmp_path, seed)
        (tmp_path / f"b{seed}.xlsx").write_bytes(data)
    saved = saved_in_office(tmp_path.glob("b*.xlsx"), ending, tmp_path / "office")
    assert {stem: taken(data, f"台账.{ending}")[0] for stem, data in saved.items()} == wanted
