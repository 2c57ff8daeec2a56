"""What the main job costs, against a floor and against the script that a user would write.

Run by `make bench` or `python -m tests.bench N`.

- the main job: `python -m pipeline process`, cold, from the inbox to the published batch, on all cores, without the
  answers to units; and the same with a letter for each unit;
- the floor: one process in which python-calamine reads every cell and merged range and xlsxwriter writes the same
  people, as many bordered and wrapped cells as the main job wrote, one workbook per domain;
- the user's script: pandas with openpyxl per workbook, forward fill, pandera per workbook, one workbook per domain;
- reading and recognising alone, two workers, against python-calamine alone in one process;
- one new workbook into an empty register against `import pandas` (bench_small.py);
- a report over 200,000 people against SQLite's own scan of their table, and what mails and the desk's page take
  (bench_report.py, bench_mail.py); a workbook that arrives while the program stands by (bench_watch.py).

All but the last are timed as whole processes of a Python without development packages (bench_environment.py); all in
one run, so that the ratios hold on a machine whose speed drifts. The main job and the floor are run in turns, each at
its best: two processes on two cores suffer more from what else a machine does than one.
"""

from __future__ import annotations

import collections
import itertools
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from examples.forms import Group, form
from tests.bench_environment import python_of_staff, took

TURNS = 5
"""How often the main job and the floor are run."""
DOMAINS = (
    *("土木工程类", "电气工程类", "机械工程类", "水利水电工程类", "信息通信工程类", "汽车工程类"),
    *("地质工程类", "建筑工程类", "测量控制与仪器仪表类", "风景园林类", "计算机与应用类", "生态环境工程类"),
)
ABROAD: list[object] = ["承包工程", "在建", 20, 5, 10]
TOLD = "我在项目中负责主桥下部结构施工方案，提前四十五天通车。"
START = "我在"
SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
GIVEN = (
    "伟强军磊勇涛明超杰峰建国志文华平东辉波斌宇浩鹏飞林海洋俊龙健刚毅凯松亮庆春光永德荣成江山川云新民忠良才智"
    "立业安康宁远程思源博瀚然轩泽晨阳曦昊天佑嘉豪子墨一鸣景行怀瑾瑜敏静丽娟燕玲芳婷雪梅慧颖琳倩"
)
"""The frequent ones first: as in life, about a third of a few ten thousand people share their name with another."""


def make(count: int, folder: Path, first: int = 0) -> None:
    """`count` invented workbooks of 24 people each, the same ones every time; others for another `first`."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(first, first + count):
        chance = random.Random(index)
        company = f"计时第{index}工程有限公司\n(联系人：联络员，手机：1390000{chance.randint(1000, 9999)})"
        groups = [
            Group([company, f"海外公路项目{k}标", "缅甸", *ABROAD], [_person(place, chance) for place in range(4)])
            for k in range(6)
        ]
        planned = [Group(group.project[:3], group.people) for group in groups[4:]]
        (folder / f"{index:06d}.xlsx").write_bytes(form(f"计时第{index}工程有限公司", groups[:4], planned))


def _person(place: int, chance: random.Random) -> list[object]:
    name = _often_first(chance, SURNAMES) + "".join(_often_first(chance, GIVEN) for _ in range(1 + (place > 0)))
    phone = f"139{chance.randint(10**7, 10**8 - 1)}"
    levels = ["专业工程会员", "资深工程会员"]
    return [
        *(name, phone, chance.choice(DOMAINS), chance.choice(["缅甸", "中国"]), chance.choice(levels)),
        TOLD * chance.randint(2, 7),
    ]


def _often_first(chance: random.Random, characters: str) -> str:
    return characters[int(chance.random() ** 2 * len(characters))]


def cells(folder: Path) -> int:
    """Cells in all workbooks below a folder."""
    total = 0
    for path in folder.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
            total += sum(package.read(name).count(b"<c ") for name in sheets)
    return total


def floor(folder: Path, out: Path, columns: int) -> int:
    """Read every cell and merged range, write `columns` cells for each person; gives the number of people."""
    import python_calamine
    import xlsxwriter

    people: dict[str, list[list[object]]] = collections.defaultdict(list)
    for path in sorted(folder.glob("*.xlsx")):
        book = python_calamine.load_workbook(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _ = sheet.merged_cell_ranges
            for row in sheet.to_python():
                last = max((i for i, value in enumerate(row) if value != ""), default=0)
                if str(row[last]).startswith(START):
                    people[str(row[last - 3])].append(row)
    for domain, rows in people.items():
        with xlsxwriter.Workbook(str(out / f"{domain}.xlsx")) as book:
            sheet, cell = book.add_worksheet(), book.add_format({"border": 1, "text_wrap": True})
            for i, row in enumerate(rows):
                for j in range(columns):
                    sheet.write_string(i, j, str(row[j % len(row)]), cell)
    return sum(map(len, people.values()))


def script(folder: Path, out: Path) -> int:
    """What a user would write; gives the number of people."""
    import pandas as pd
    import pandera.pandas as pa

    wanted = ["name", "phone", "domain", "location", "level", "experience"]
    schema = pa.DataFrameSchema({name: pa.Column(str, nullable=True) for name in wanted})
    frames = []
    for path in sorted(folder.glob("*.xlsx")):
        sheet = pd.read_excel(path, header=None, engine="openpyxl", dtype=str)
        heads = [i for i, row in enumerate(sheet.to_numpy().tolist()) if "序号" in map(str, row)] + [len(sheet)]
        for top, end in itertools.pairwise(heads):
            first = next(i for i, value in enumerate(sheet.iloc[top]) if str(value).startswith("拟互认"))
            body = sheet.iloc[top + 1 : end].copy()
            body.iloc[:, :first] = body.iloc[:, :first].ffill()
            body = body[body.iloc[:, first + 5].notna()]
            columns = {name: body.iloc[:, first + k] for k, name in enumerate(wanted)}
            frames.append(schema.validate(pd.DataFrame(columns | {"project": body.iloc[:, 2]}), lazy=True))
    people = pd.concat(frames)
    for domain, group in people.groupby("domain"):
        group.to_excel(out / f"{domain}.xlsx", index=False)
    return len(people)


def calamine(folder: Path) -> float:
    """Seconds for every cell and merged range of the workbooks, nothing made of them."""
    import python_calamine

    start = time.perf_counter()
    for path in sorted(folder.glob("*.xlsx")):
        book = python_calamine.load_workbook(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _ = sheet.merged_cell_ranges, sheet.to_python()
    return time.perf_counter() - start


def recognising(folder: Path) -> float:
    """Seconds until two workers, begun for it, have read and recognised the same workbooks."""
    from pipeline.engine.workers import Workers

    jobs = [(path.name, str(path), ()) for path in sorted(folder.glob("*.xlsx"))]
    start = time.perf_counter()
    with Workers(2) as workers:
        list(workers.examine_all(jobs, lambda _: None))
        return time.perf_counter() - start


def timed(*command: str) -> float:
    """Wall seconds of a whole process of the Python that staff have."""
    return took([python_of_staff(), *command]).wall


def printed(*command: str) -> str:
    """What such a process printed."""
    return took([python_of_staff(), *command]).printed


def _places(root: Path, name: str) -> list[str]:
    """Options for an outbox and a register of their own."""
    return ["--outbox", str(root / name), "--register", f"sqlite:///{root / name}.db"]


def main(count: int) -> None:
    """Make, time and print the ratios."""
    from tests.bench_answers import NOW, rates

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        inbox, people = root / "inbox", count * 24
        make(count, inbox)
        job = ["process", "--inbox", str(inbox), "--settings", str(root / "settings"), "--now", NOW]
        runs, floors = list[float](), list[float]()
        for turn in range(TURNS):
            own = _places(root, f"job{turn}")
            runs.append(timed("-m", "tests.bench_unanswered", *job, *own))
            columns = max(1, round(cells(root / f"job{turn}") / people))
            (written := root / f"floor{turn}").mkdir()
            floors.append(timed("-m", "tests.bench", "floor", str(inbox), str(written), str(columns)))
        main_job, least = min(runs), min(floors)
        again = timed("-m", "pipeline", *job, *own)
        answered = timed("-m", "pipeline", *job, *_places(root, "answered"))
        (root / "script").mkdir()
        user = timed("-m", "tests.bench", "script", str(inbox), str(root / "script"))
        alone, looked_at = (
            float(printed("-m", "tests.bench", each, str(inbox))) for each in ("calamine", "recognising")
        )
        letters, marked = rates(min(count, 200))
    print(f"{count} workbooks, {people} people, {columns} cells a person")  # noqa: T201
    lines = (("main job", main_job), ("with letters", answered), ("rerun", again), ("floor", least))
    for label, seconds in (*lines, ("user's script", user)):
        print(f"{label:14} {seconds:8.2f} s   {seconds / least:6.2f} x floor")  # noqa: T201
    print(f"calamine alone {alone:8.2f} s")  # noqa: T201
    print(f"recognising    {looked_at:8.2f} s   {looked_at / alone:6.2f} x calamine alone")  # noqa: T201
    print(f"answers        {letters:8.0f} letters, {marked:.0f} with a marked workbook, a second and core")  # noqa: T201
    for line in _apart():
        print(line)  # noqa: T201


def _apart() -> Iterator[str]:
    """What is measured apart from the main job, and what is asked of it."""
    from tests.bench_mail import fetched, sent
    from tests.bench_report import page, scans
    from tests.bench_small import one_workbook
    from tests.bench_watch import standing_by

    yield one_workbook(python_of_staff())
    yield f"report over 200,000 people ÷ scan of the table of people {scans():.1f}, asked ≤ 10"
    if shown := page():
        opened, found = shown
        yield f"page with 20,000 people {opened:.2f} s until shown, asked ≤ 1; {found:.2f} s until found, asked ≤ 5"
    if rate := fetched():
        yield f"fetched {rate:.0f} mails a second"
    yield f"sent {sent():.0f} mails a second"
    yield standing_by()


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        floor(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1] == "script":
        script(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "calamine":
        print(calamine(Path(sys.argv[2])))  # noqa: T201
    elif sys.argv[1] == "recognising":
        print(recognising(Path(sys.argv[2])))  # noqa: T201
    else:
        main(int(sys.argv[1]))
