"""One register of the tests of reporting: the examples in two runs, and units with names that want to be markup."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support_asked import SOCIETY, TRICKY, Ask, Refused
from support_certificate_figures import many, put
from typer.testing import CliRunner

from examples.units import submissions
from pipeline.commands.every import app
from pipeline.errors import UserError
from tests.main.support_main import NOW as FIRST_RUN
from tests.main.support_main import Office, person, workbook
from tests.support_results import filled_in, sent_to

NOW = "2025-06-02T09:00:00+08:00"
UNIT = "甲工程有限公司"
PASSED = {"环节": "证书签发", "结论": "通过", "日期": "2025-06-20"}
MARKS = {"工程知识与专业能力": 25, "工程伦理与职业道德": 15, "面试总分": 75}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("reported"))
    early = {
        "2024-04-09 甲/表.xlsx": workbook(TRICKY, person("钱一秘", "19911112001")),
        "2025-03-20 乙/表.xlsx": workbook(
            "重庆市万州试算有限公司", person("孙二秘", "坏电话"), person("李三", "19911112003")
        ),
    }
    files = submissions()
    office.receive(early | {path: data for path, data in files.items() if path < "2025-04-18"})
    office.run(now=datetime.fromisoformat("2025-04-18T09:00:00+08:00"))
    office.receive(
        files | {"2025-04-25 乙/表.xlsx": workbook("重庆市万州试算有限公司", person("孙二秘", "19911112002"))}
    )
    office.run()
    return office


@pytest.fixture(scope="session")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Six people at a society: two certified, one failed, one deferred, one at the interview, one unanswered."""
    office = Office(tmp_path_factory.mktemp("assessed"))
    people = [
        person(f"某{name}", f"1991111200{place}", "电气工程类", "资深工程会员" if place == 1 else "专业工程会员")
        for place, name in enumerate("甲乙丙丁戊己")
    ]
    office.receive({f"2025-05-02 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    (path,) = sent_to(office.outbox, SOCIETY)
    first = {
        "某甲": {"环节": "初审", "结论": "通过", "日期": "2025-05-16"},
        "某乙": {"环节": "材料审查", "结论": "通过", "日期": "2025-05-20"},
        "某丙": {"环节": "初审", "结论": "不予通过", "日期": "2025-05-18", "说明": "年限不足"},
        "某丁": {"环节": "初审", "结论": "转下一批"},
        "某戊": {"环节": "面试考核", "日期": "2025-05-22"},
    }
    second = {
        "某甲": PASSED | MARKS | {"证书编号": "电-1"},
        "某乙": PASSED | MARKS | {"证书编号": "电-2", "日期": "2025-06-24"},
    }
    for days, answers in ((20, first), (55, second)):
        day = FIRST_RUN + timedelta(days=days)
        office.receive({f"{day:%Y-%m-%d} 结果.xlsx": filled_in(path, answers)})
        office.run(now=day)
    return office


@pytest.fixture(scope="session")
def certified(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same register as the first one's, with certificates; its outbox is empty."""
    own = office.clone(tmp_path_factory.mktemp("certified"))
    put(own, many())
    return own


@pytest.fixture(scope="session")
def ask(office: Office) -> Ask:
    """Runs `report` and gives the folder of what it wrote; what was asked before into the office's own outbox stands.

    Raises what the command says as UserError.
    """
    asked: dict[tuple[Any, ...], Path] = {}

    def run(*options: Any, outbox: Path | None = None, of: Office = office, now: str = NOW) -> Path:
        if outbox is None and of is office and options in asked:
            return asked[options]
        places = ["--outbox", outbox or of.outbox, "--register", of.register, "--settings", of.settings, "--now", now]
        result = CliRunner().invoke(app, ["report", *map(str, [*options, *places])])
        if result.exception:
            raise result.exception
        folder = Path(result.stdout.splitlines()[-1].strip()).parent
        return folder if outbox or of is not office else asked.setdefault(options, folder)

    return run


@pytest.fixture
def refused(ask: Ask) -> Refused:
    """What `report` says instead, and its exit code."""

    def run(*options: Any, **more: Any) -> tuple[str, int]:
        with pytest.raises(UserError) as caught:
            ask(*options, **more)
        return str(caught.value), caught.value.exit_code

    return run
