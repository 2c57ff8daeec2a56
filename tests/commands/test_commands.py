"""Each command's exact words and exit code, as typed at a terminal."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from support_workers import Here

import pipeline.process
from pipeline.commands.main import main
from pipeline.commands.process import moment

ROOT = Path(__file__).resolve().parents[2]
HELP = "可用 python -m pipeline --help 查看用法。\n"
NOW = "2025-05-06T09:00:00+08:00"


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def typed(*words: str) -> Done:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "pipeline", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def run(*words: str) -> Done:
    """The same in this process, which has loaded already what a command needs."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    mask, code = os.umask(0o077), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", ["pipeline", *words])
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        finally:
            gc.unfreeze()
            os.umask(mask)
    for stream in streams:
        stream.seek(0)
    return Done(code, *(stream.read() for stream in streams))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, processed by the command line."""
    root = tmp_path_factory.mktemp("commands")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.process, "Workers", Here)
        tell_of_the_examples(process(root, ROOT / "examples" / "inbox", "--strict"))
    return root


@pytest.mark.slow
def test_in_a_process_with_workers_of_its_own(tmp_path: Path) -> None:
    tell_of_the_examples(process(tmp_path, ROOT / "examples" / "inbox", "--strict", say=typed))


def tell_of_the_examples(done: Done) -> None:
    assert (done.returncode, done.stderr) == (3, "")
    assert re.search(r"│ 本次读到的人员 +│ 合计 +│ 22 ", done.stdout)
    assert re.search(r"│ 待补正或待决的原因 +│ 所在领域有多种可能 +│ 1 ", done.stdout)


def process(root: Path, inbox: Path, *more: str, say: Callable[..., Done] = run) -> Done:
    places = ["--inbox", inbox, "--outbox", root / "outbox", "--register", f"sqlite:///{root / 'register.db'}"]
    return say("process", *map(str, places), "--settings", str(ROOT / "examples" / "settings"), "--now", NOW, *more)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--nope"], "用法不对：没有 --nope 这个选项。"),
        (["nope"], "用法不对：命令或选项不对。"),
        (["process", "--workers"], "用法不对：--workers 后面要跟一个值。"),
        (["process", "--workers", "零"], "用法不对：--workers 的值不合适。"),
        (["check"], "用法不对：缺少 file。"),
        (["export", "persons"], "用法不对：table 的值不合适。"),
    ],
)
def test_wrong_usage(words: list[str], sentence: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence + HELP)


def test_an_empty_inbox_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    done = process(tmp_path, tmp_path / "inbox")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.replace("\n", "") == (
        f"收件文件夹 {tmp_path}/inbox 里还没有材料。把收到的邮件（.eml）和表格放进去，"
        "再运行 make process；想先看看效果，请运行 make demo。"
    )


def test_a_missing_inbox(tmp_path: Path) -> None:
    done = process(tmp_path, tmp_path / "nowhere")
    sentence = f"找不到收件文件夹“{tmp_path}/nowhere”，请先建立这个文件夹，把收到的邮件和表格放进去。\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_a_day_begins_where_the_association_is() -> None:
    """Whatever the offset of --now: what is due is counted in days of Asia/Shanghai."""
    assert moment("2030-02-28T23:30:00+00:00").isoformat() == "2030-03-01T07:30:00+08:00"
    assert moment("2030-03-01T00:30:00").isoformat() == "2030-03-01T00:30:00+08:00"


def test_an_unknown_notice(tmp_path: Path) -> None:
    done = process(tmp_path, tmp_path, "--notice", "1999")
    sentence = "没有名为“1999”的通知，现有：csee-iet-2018、csee-2022、ciesc-2023、2025。请用 --notice 写其中一个。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def test_a_moment_nobody_understands(tmp_path: Path) -> None:
    done = process(tmp_path, tmp_path, "--now", "明天")
    sentence = "--now 的时间看不懂：明天。请写成 2025-04-30T09:00:00+08:00 的样子。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def test_a_password_file_that_is_not_there(tmp_path: Path) -> None:
    done = process(tmp_path, tmp_path, "--passwords", str(tmp_path / "p.txt"))
    sentence = f"密码文件打不开：{tmp_path}/p.txt。请给出一个 UTF-8 文本文件，一行一个密码。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def test_again_says_that_nothing_is_new(office: Path) -> None:
    done = process(office, ROOT / "examples" / "inbox")
    assert (done.returncode, done.stderr) == (0, "")
    sentence = f"没有新材料，也没有需要重新判断的人员，不产生新批次。台账在 {office}/outbox/台账.xlsx。"
    assert done.stdout.replace("\n", "") == sentence


def test_export_formats_say_the_same(office: Path, tmp_path: Path) -> None:
    register = f"sqlite:///{office / 'register.db'}"
    table = run("export", "people", "--register", register).stdout
    lines = run("export", "people", "--format", "jsonl", "--register", register).stdout
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["name"] for row in rows] == [json.loads(line)["name"] for line in lines.splitlines()]
    target = tmp_path / "people.xlsx"
    done = run("export", "people", "--format", "xlsx", "--register", register, "--output", str(target))
    assert (done.returncode, done.stdout) == (0, f"已导出：{target}\n")
    assert target.read_bytes().startswith(b"PK")


def test_export_for_people_has_chinese_headings_and_words(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    options = ("export", "people", "--headings", "zh", "--register", f"sqlite:///{office / 'register.db'}")
    run(*options, "--output", str(target))
    data = target.read_bytes()
    assert data.startswith("\ufeff编号,报送编号,通知,推荐单位,企业名称,".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {row["情况"] for row in rows} == {"已分配", "待补正或待决", "重复", "被更新"}
    assert {row["外派情况"] for row in rows} == {"已外派", "计划外派"}
    assert not [word for row in rows for word in row["提示与问题"].split("；") if word.isascii() and word]
    assert not run(*options).stdout.startswith("\ufeff")
    run(*options[:2], *options[4:], "--output", str(target))
    assert target.read_bytes().startswith(b"person_id,submission_id,")


def test_export_of_a_workbook_needs_a_file(office: Path) -> None:
    done = run("export", "people", "--format", "xlsx", "--register", f"sqlite:///{office / 'register.db'}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "xlsx 不能写到屏幕，请用 --output 给出文件名。\n"


def test_export_without_a_register(tmp_path: Path) -> None:
    done = run("export", "people", "--register", f"sqlite:///{tmp_path / 'none.db'}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "none.db" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_routes_shows_every_open_domain() -> None:
    done = run("routes", "--settings", str(ROOT / "examples" / "settings"))
    assert done.returncode == 0
    assert re.search(r"电气工程类 +│ 中国电机工程学会 ", done.stdout)
    assert re.search(r"计算机与应用类 +│ 中国计算机学会 .*未确认", done.stdout)


def test_setup_makes_the_workbook_once_and_leaves_it_alone(tmp_path: Path) -> None:
    first = run("setup", "--settings", str(tmp_path))
    target = tmp_path / "设置.xlsx"
    assert first.returncode == 0
    assert first.stdout == f"已生成 {target}。请填写“本会”，并在“对口学会”里确认各领域的学会。\n"
    made = target.read_bytes()
    second = run("setup", "--settings", str(tmp_path))
    assert second.stdout == f"设置工作簿已经在这里：{target}，没有缺少什么，没有改动它。\n"
    assert target.read_bytes() == made


def test_setup_adds_what_an_older_workbook_lacks(tmp_path: Path) -> None:
    run("setup", "--settings", str(tmp_path))
    target, kept = tmp_path / "设置.xlsx", tmp_path / "设置（更新前）.xlsx"
    book = load_workbook(target)
    book.remove(book["应报单位"])
    book["对口学会"].delete_cols(7, 2)
    book["本会"].delete_rows(9)
    book.save(target)
    older = target.read_bytes()
    done = run("setup", "--settings", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"已补充设置工作簿 {target}，原来填写的都保留；补充以前的另存为 {kept}。补充了：",
        "　　“本会”表的“收发邮件的账号”一行",
        "　　“对口学会”表的“依据”一列",
        "　　“对口学会”表的“备注”一列",
        "　　工作表“应报单位”",
    ]
    assert kept.read_bytes() == older
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, kept.name]


def test_setup_does_not_touch_what_it_cannot_read(tmp_path: Path) -> None:
    target = tmp_path / "设置.xlsx"
    target.write_bytes(b"ours")
    done = run("setup", "--settings", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"设置工作簿 {target} 打不开（可能已损坏或设有密码），请用备份替换，或删除后运行 make setup 重新生成。\n"
    )
    assert target.read_bytes() == b"ours"


@pytest.mark.slow
def test_what_judges_is_loaded_only_where_something_is_judged() -> None:
    stages = (
        "pipeline.process, pipeline.route, pipeline.register, pipeline.publish, pipeline.upkeep.forget, "
        "pipeline.engine.workers"
    )
    heavy = "import sys; print([name for name in ('pandas', 'pandera', 'numpy') if name in sys.modules])"
    command = [sys.executable, "-c", f"import {stages}; {heavy}"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout == "[]\n"


def test_the_readme_names_real_targets_and_commands() -> None:
    readme, makefile = (ROOT / "README.md").read_text("utf-8"), (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"`make ([a-z-]+)", readme)) | set(re.findall(r"^    make ([a-z-]+)", readme, re.M))
    assert targets <= set(re.findall(r"^([a-z-]+):", makefile, re.M))
    shown = run("--help").stdout
    rows = re.findall(r"^\|[^|]*\| `(?!python)([a-z]+)", readme, re.M)
    assert {"process", "demo", "check", "export"} <= set(rows)
    assert all(re.search(rf"^  {command} ", shown, re.M) for command in rows)


def test_a_bare_make_lists_the_targets() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert re.search(r"make process +处理 inbox 里收到的推荐表", done.stdout)
