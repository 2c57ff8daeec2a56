"""The demonstration of each notice: exit code, who is read, what is found, and that every file and person is accounted
for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support_console import Console

from examples import make
from examples.units import submissions
from pipeline.register import Register
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
SENT = {"2025": submissions, **make.OTHERS}
POWER, LINE, HYDRO = "渝州电力建设集团有限公司", "巴山送变电工程有限公司", "嘉陵水电开发有限公司"
GRID, HEAT, DEVICE, INSTITUTE = (
    "渝州电网运营有限公司",
    "巴南热电有限公司",
    "长寿电气设备有限公司",
    "涪江电力设计院有限公司",
)

PEOPLE = {
    "ciesc-2023": [
        ("安一凡", "渝江化工有限公司", "资深工程会员", "化学工程与技术", "routed"),
        ("柏青", "渝江化工有限公司", "专业工程会员", "安全科学与工程", "held"),
        ("岑川", "渝州新材料有限公司", "专业工程会员", "材料科学与工程", "routed"),
        ("岑川", "巴南环保工程有限公司", "专业工程会员", "环境科学与工程", "routed"),
        ("戴溪", "渝江化工有限公司", "专业工程会员", "仪器化工机械与设备", "routed"),
        ("范霖", "长寿石化设计院有限公司", "专业工程会员", "化学工程与技术", "routed"),
        ("郝雨", "渝州制药有限公司", "专业工程会员", "化学", "routed"),
    ],
    "csee-2022": [
        ("白川", POWER, "资深工程会员", "输配电及用电工程专业", "routed"),
        ("陈三石", POWER, "专业工程会员", "自动化工程专业", "routed"),
        ("邓小岚", POWER, "专业工程会员", "能源动力工程专业", "routed"),
        ("范铁塔", LINE, "资深工程会员", "输配电及用电工程专业", "routed"),
        ("高架", LINE, "专业工程会员", "电力系统及其自动化专业", "routed"),
        ("何水", HYDRO, "资深工程会员", "电力系统及其自动化专业", "routed"),
        ("江远", INSTITUTE, "专业工程会员", "电力系统及其自动化专业", "superseded"),
        ("江远", INSTITUTE, "专业工程会员", "电力系统及其自动化专业", "routed"),
        ("孔明亮", DEVICE, "专业工程会员", "电子信息工程专业", "routed"),
    ],
    "csee-iet-2018": [
        ("牧歌", GRID, "", "", "routed"),
        ("莫迟", GRID, "", "", "routed"),
        ("宁静", HEAT, "", "", "routed"),
        ("欧阳山", HYDRO, "", "", "routed"),
        ("彭湃", DEVICE, "", "", "routed"),
    ],
}
FINDINGS = {
    "ciesc-2023": {
        ("file-name-differs", "level", "F3"),
        ("late", "", ""),
        ("member-missing", "member_no", "E3"),
        ("online-unfinished", "filled_online", "R3"),
        ("same-name", "name", "B3"),
        ("title-below-level", "title", "K3"),
    },
    "csee-2022": {
        ("late", "", ""),
        ("member-missing", "member_no", "N3"),
        ("phone-invalid", "phone", "O2"),
        ("simplified-assessment", "foreign_title", "R2"),
        ("simplified-assessment", "foreign_title", "R3"),
    },
    "csee-iet-2018": {
        ("career-older", "career", "A12"),
        ("field-invalid", "english_interview", "I6"),
        ("field-missing", "english_interview", "I6"),
        ("late", "", ""),
        ("text-too-long", "description", "A15"),
    },
}
OPEN = {"ciesc-2023": "2023-05-08", "csee-2022": "2022-09-13", "csee-iet-2018": "2018-12-03", "2025": "2025-05-06"}
"""The day of each demonstration, eight days after the last one of the notice."""


class Shown(NamedTuple):
    code: int
    said: str
    complained: str
    folder: Path
    tables: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """What each demonstration did, in a folder of its own."""
    root = tmp_path_factory.mktemp("demo")
    (root / "examples").symlink_to(ROOT / "examples")
    done = {}
    for notice in SENT:
        words = [sys.executable, "-m", "pipeline", "demo", *(["--notice", notice] if notice != "2025" else [])]
        ended = subprocess.run(
            words,
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        folder = root / "outbox" / ("demo" if notice == "2025" else f"demo-{notice}")
        with Register.open(f"sqlite:///{(folder / 'register.db').as_posix()}") as register:
            names = ("people", "documents", "findings", "submissions")
            tables = {name: json.loads(register.export(name).to_json(orient="records")) for name in names}
        done[notice] = Shown(ended.returncode, ended.stdout, ended.stderr, folder, tables)
    return done


@pytest.mark.slow
@pytest.mark.parametrize("notice", SENT)
def test_it_ends_well_and_says_where_everything_lies(shown: dict[str, Shown], notice: str) -> None:
    code, said, complained, folder, _ = shown[notice]
    assert (code, complained) == (0, "")
    lies = f"outbox/{folder.name}"
    batch = f"{OPEN[notice].replace('-', '')}-01"
    assert f"学会名单、汇总在 {lies}/批次/{batch}，台账在 {lies}/台账.xlsx；" in said.replace("\n", "")
    assert {"index.html", "台账.xlsx", "人员总表.xlsx"} <= {path.name for path in folder.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("notice", PEOPLE)
def test_everybody_and_everything_is_accounted_for(shown: dict[str, Shown], notice: str) -> None:
    tables = shown[notice].tables
    people = [
        (one["name"], one["unit"], one["level"], one["specialty"], one["disposition"])
        for one in sorted(tables["people"], key=lambda one: (one["received_at"], one["source_file"], one["source_row"]))
    ]
    assert Counter(people) == Counter(PEOPLE[notice])
    assert {one["notice"] for one in tables["people"]} == {notice}
    outer = {document["file"].partition("!")[0] for document in tables["documents"]}
    assert outer == set(SENT[notice]())
    assert Counter(document["outcome"] for document in tables["documents"]) == {
        "container": sum(path.endswith(".eml") for path in outer),
        "processed": sum(document["kind"] != "mail" for document in tables["documents"]),
    }


@pytest.mark.slow
@pytest.mark.parametrize("notice", FINDINGS)
def test_what_is_found_is_what_the_examples_show(shown: dict[str, Shown], notice: str) -> None:
    found = shown[notice].tables["findings"]
    assert Counter((one["slug"], one["field"], one["cell"]) for one in found) == Counter(FINDINGS[notice])


@pytest.mark.slow
def test_namesakes_are_two_people(shown: dict[str, Shown]) -> None:
    numbers = {one["person_id"] for one in shown["ciesc-2023"].tables["people"] if one["name"] == "岑川"}
    assert len(numbers) == 2


@pytest.mark.slow
def test_the_blank_form_that_came_back_names_no_unit_but_its_folder(shown: dict[str, Shown]) -> None:
    (blank,) = [one for one in shown["csee-2022"].tables["submissions"] if "綦江" in one["unit"]]
    assert blank["unit"] == "綦江风电有限公司"


@pytest.mark.parametrize("notice", make.OTHERS)
def test_the_examples_are_what_makes_them(notice: str) -> None:
    folder = ROOT / "examples" / "notices" / notice
    files = [path for path in (folder / "inbox").rglob("*") if path.is_file()]
    assert {path.relative_to(folder / "inbox").as_posix(): path.read_bytes() for path in files} == SENT[notice]()
    settings = read_settings(folder / "settings")
    assert (settings.open_notices, settings.association["name"]) == ((notice,), load_notice(notice).association)


def test_a_notice_without_examples_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "examples" / "notices" / "csee-2022").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    message = "通知“ciesc-2023”没有演示材料，现有：2025、csee-2022。\n"
    assert Console(monkeypatch, capsys)("demo", "--notice", "ciesc-2023") == (2, "", message)
    assert not (tmp_path / "outbox").exists()
