"""The menu: every command that staff need, by number; and make, which says what is missing."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_console import Console, workbook_bytes
from test_check import form
from test_check import person as row
from typer.main import get_command

import pipeline.commands.menu
from pipeline.commands.every import app
from pipeline.terms.notices import notice_names
from pipeline.terms.settings.opened import shipped
from schemas.menu import Entry, menu_file
from tests.support_make import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
WORDS = menu_file()
NUMBERS = {entry.label: str(number) for number, entry in enumerate(WORDS.entries, 1)}
SCREEN = "\n".join([
    "工荐",
    *(f"  {int(number):>2}  {label}" for label, number in NUMBERS.items()),
    "   0  退出",
    "请输入要做的事前面的数字，按回车：",
])  # fmt: skip


class Chosen:
    """Types the answers into a menu; gives what it said, and keeps the commands that it ran."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
        self.ran: list[list[str]] = []
        self._monkeypatch, self._console = monkeypatch, console
        monkeypatch.setattr(pipeline.commands.menu, "run_program", self._run)

    def _run(self, python: str, command: list[str], folder: Path) -> int:
        assert (python, folder) == (sys.executable, Path.cwd())
        self.ran.append(command)
        return 1

    def __call__(self, *answers: str) -> str:
        typed = iter(answers)
        self._monkeypatch.setattr("builtins.input", lambda: next_of(typed))
        code, said, complained = self._console("menu")
        assert (code, complained) == (0, "")
        return said


def next_of(typed: Iterator[str]) -> str:
    for answer in typed:
        return answer
    raise EOFError


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Chosen:
    monkeypatch.chdir(tmp_path)
    return Chosen(monkeypatch, Console(monkeypatch, capsys))


def test_it_is_left_by_nought_and_when_no_more_is_typed(choose: Chosen) -> None:
    assert choose("0") == SCREEN
    assert choose() == f"{SCREEN}\n"
    assert choose.ran == []


def test_what_is_chosen_is_run_as_if_it_had_been_typed(choose: Chosen) -> None:
    assert choose("1", "", "0") == f"{SCREEN}按回车回到菜单……{SCREEN}"
    assert choose.ran == [["process"]]


def test_what_is_needed_is_asked_and_a_dragged_file_has_its_quotes_taken(choose: Chosen) -> None:
    check = NUMBERS["检查一个文件有没有问题（不登记）"]
    said = choose(check, ' "D:\\收 件\\推荐表.xlsx" ', "", NUMBERS["给一批的学会名单加密"], "20250506-01", "p.txt")
    assert "请输入要做的事前面的数字，按回车：把文件拖到这个窗口里，按回车：按回车回到菜单……" in said
    encrypt = ["encrypt", "20250506-01", "--passwords", "p.txt"]
    assert choose.ran == [["check", "D:\\收 件\\推荐表.xlsx"], encrypt]


def test_without_an_answer_nothing_is_run_but_where_it_is_optional(choose: Chosen) -> None:
    assert "姓名或编号：没有填写，回到菜单。\n" in choose(NUMBERS["查一个人的全过程"], "")
    choose(NUMBERS["列出学到的词；去掉一条"], "", "", NUMBERS["列出学到的词；去掉一条"], "D00012")
    assert choose.ran == [["aliases"], ["aliases", "--remove", "D00012"]]


@pytest.mark.parametrize(
    ("label", "command"), [("生成一个通知的空白表", "template"), ("用虚构的材料演示一个通知", "demo")]
)
def test_blank_forms_and_demonstrations_are_of_a_notice_and_without_one_of_attachment_3(
    choose: Chosen, label: str, command: str
) -> None:
    said = choose(NUMBERS[label], "", "", NUMBERS[label], "csee-2022")
    assert choose.ran == [[command], [command, "--notice", "csee-2022"]]
    assert all(name in said for name in set(notice_names()) - set(shipped()))


@pytest.mark.parametrize("typed", ["99", "处理", "-1"])
def test_a_number_that_there_is_not(choose: Chosen, typed: str) -> None:
    assert choose(typed, "0") == f"{SCREEN}没有这一项：{typed}。\n{SCREEN}"


def test_nothing_typed_shows_the_menu_again(choose: Chosen) -> None:
    assert choose("", "0") == SCREEN + SCREEN


def test_the_desk_is_opened(choose: Chosen, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    number = NUMBERS["打开台账网页"]
    assert f"{Path('outbox/index.html')} 还没有，请先处理收到的材料。\n" in choose(number)
    Path("outbox").mkdir()
    Path("outbox/index.html").touch()
    assert f"已用浏览器打开 {Path('outbox/index.html')}。\n" in choose(number)
    assert opened == [Path("outbox/index.html").resolve().as_uri()]


def test_every_command_is_in_it() -> None:
    there = {entry.command[0] for entry in WORDS.entries if entry.command}
    assert there == set(get_command(app).commands) - {"menu", "cluster"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", [entry for entry in WORDS.entries if entry.command], ids=lambda entry: entry.label)
def test_what_it_runs_is_a_command_with_all_that_it_needs(entry: Entry) -> None:
    command = get_command(app).commands[entry.command[0]]  # type: ignore[attr-defined]
    answers = {"export": "people"}
    words = [
        *entry.command[1:],
        *(word for ask in entry.asks for word in (ask.option, answers.get(entry.command[0], "x")) if word),
    ]
    assert command.make_context(entry.command[0], words) is not None


def make(*words: str) -> tuple[int, str, str]:
    """make, its environment taken for ready."""
    command = ["make", "-o", ".venv/run.stamp", *words]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check"], "没有写 FILE=…。预览一个文件的问题：make check FILE=推荐表.xlsx\n"),
        (["explain", "FILE="], "没有写 FILE=…。看程序怎样理解一个文件：make explain FILE=推荐表.xlsx\n"),
        (["restore"], "没有写 FILE=…。从备份恢复，现有的移到一旁：make restore FILE=backups/工荐备份-….zip\n"),
        (["letter"], "没有写 SUBMISSION=…。再写一次给一份材料的回复：make letter SUBMISSION=S00012\n"),
        (["person"], "没有写 NAME=…。一个人的全过程：make person NAME=沈一鸣（也可写编号）\n"),
        (["report"], "没有写 MONTH=…。统计一段时间：make report MONTH=2025-04，也可写 2025-Q2、2025\n"),
        (["republish"], "没有写 BATCH=…。重新写出一批缺少或改动过的文件：make republish BATCH=20250506-01\n"),
        (
            ["encrypt", "BATCH=20250506-01"],
            "没有写 PASSWORDS=…。给一批的学会名单另做加密副本：make encrypt BATCH=20250506-01 PASSWORDS=密码文件\n",
        ),
    ],
)
def test_make_says_what_is_missing_and_how_it_is_called(words: list[str], sentence: str) -> None:
    code, said, _ = make(*words)
    assert (code, said) == (2, sentence)


@pytest.mark.parametrize("words", [["check", "FILE=x"], ["person", "NAME=x"], ["aliases", "REMOVE=x"], ["doctor"]])
def test_make_takes_what_was_found_for_no_failure(words: list[str]) -> None:
    _, recipe, _ = make("-n", *words)
    assert recipe.endswith(" || [ $? = 1 ]\n")


@pytest.mark.slow
def test_make_does_not_fail_at_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "推荐 表.xlsx"
    file.write_bytes(workbook_bytes(("附件3", form(row(0, phone="")))))
    code, said, complained = make("check", f"FILE={file}")
    assert (code, complained) == (0, "")
    assert said.startswith("【必须更正】缺联系方式（1 处）\n    附件3 H4：没有填写联系方式，请补填本人手机号码。\n")


def test_make_has_a_target_for_every_command() -> None:
    targets = {line.partition(":")[0] for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "## " in line}
    others = {"cluster"}  # runs on other machines until it is stopped; its demonstration is cluster-demo
    assert set(get_command(app).commands) - others <= targets  # type: ignore[attr-defined]
