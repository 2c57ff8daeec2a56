"""What the terminal says of a bug that no document is to blame for: at what the program was, and no data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROKEN = """
import sys
sys.path[:0] = [{root!r}]
import pipeline.{module}
def broken(*_):
    raise ValueError("孙二 19911112002")
pipeline.{module}.{name} = broken
import schemas
from pathlib import Path
schemas.ROOT = Path({data!r})
sys.argv = ["pipeline", "process", "--register", "sqlite:///r.db"]
from pipeline.commands.main import main
main()
"""


def said(tmp_path: Path, module: str, name: str, data: Path = ROOT / "schemas") -> subprocess.CompletedProcess[str]:
    (tmp_path / "inbox").mkdir()
    code = BROKEN.format(root=str(ROOT), module=module, name=name, data=str(data))
    return subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)


def test_a_bug_names_its_stage_and_quotes_nothing(tmp_path: Path) -> None:
    done = said(tmp_path, "process", "receive")
    assert done.returncode == 1
    first, second, *lines = done.stderr.splitlines()
    assert first == (
        "程序出错，已停止（步骤：收件），没有写到一半的结果，收到的材料都在。请把下面的文字交给程序维护人员："
    )
    assert second == "Traceback"
    assert lines[-1] == "ValueError"
    assert any("pipeline/process.py:" in line for line in lines)
    assert "孙二" not in done.stderr


@pytest.mark.slow
def test_a_data_file_that_is_damaged_is_named(tmp_path: Path) -> None:
    data = tmp_path / "schemas"
    data.mkdir()
    for file in (ROOT / "schemas").rglob("*.toml"):
        target = data / file.relative_to(ROOT / "schemas")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes() if file.name != "routes.toml" else b"domain = [\n")
    done = said(tmp_path, "wall", "of_library", data)
    assert done.returncode == 1
    assert done.stderr.startswith("数据文件 schemas/routes.toml 有误：文件没有写完，末尾缺引号或括号。")
    assert done.stderr.endswith("请改正，或恢复原来的文件，然后再运行；没有写到一半的结果。\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("commands", "数据文件 schemas/commands.toml 有误：缺少 options。请改正，或恢复原来的文件"),
        ("wording", "数据文件 schemas/wording.toml 有误：不认识 commands。请改正，或恢复原来的文件"),
    ],
)
def test_words_of_the_commands_that_are_damaged_are_one_sentence(tmp_path: Path, name: str, said: str) -> None:
    for folder in ("pipeline", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "schemas" / f"{name}.toml").write_text("[commands]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "routes", "--no-such-option"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("strict", [pytest.param((), marks=pytest.mark.slow), ("--strict",)])
def test_a_fault_at_a_document_is_exit_code_4(
    strict: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from support_workers import Here

    import pipeline.examine.document
    import pipeline.process
    from pipeline.commands.every import app

    def broken(_: object) -> None:
        raise ValueError("孙二 19911112002")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    monkeypatch.setattr(pipeline.examine.document, "told", broken)
    Path("inbox").mkdir()
    Path("inbox", "甲公司.csv").write_text("姓名,联系方式\n孙二,19911112002\n", encoding="utf-8")
    assert app(["process", *strict], standalone_mode=False) == 4
    told = capfd.readouterr().out
    assert "程序处理以下 1 处时出错，不是单位的问题，材料已保存，其余都已处理" in told.replace("\n", "")
    assert "甲公司.csv" in told
    assert app(["process"], standalone_mode=False) == 0


def test_a_preview_that_faults_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from support_workers import Here

    import pipeline.engine.workers
    import pipeline.examine.document
    from pipeline.commands.every import app

    def broken(_: object) -> None:
        raise ValueError("孙二 19911112002")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline.engine.workers, "Workers", Here)
    monkeypatch.setattr(pipeline.examine.document, "told", broken)
    Path("甲公司.csv").write_text("姓名,联系方式\n孙二,19911112002\n", encoding="utf-8")
    assert app(["check", "甲公司.csv"], standalone_mode=False) == 4
    said = capfd.readouterr()
    assert "程序处理这个文件时出错，不是单位的问题" in said.out
    assert said.err.endswith("ValueError\n")
    assert "孙二" not in said.err
