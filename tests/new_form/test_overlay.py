"""An installation's own forms and notices lie over the shipped ones: for the run, its workers and its fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_console import Console

import schemas
from pipeline.engine.workers import Workers
from pipeline.model.documents import Sheet
from pipeline.recognise.words.loading import forms
from pipeline.recognise.words.scoring import candidates
from pipeline.terms import fingerprint
from pipeline.terms.forms import asks_for
from pipeline.terms.notices import load_notice, notice_names
from schemas.forms import form_file, form_names
from schemas.hours import hours_file

FORM = """
form = "{name}"
titles = ["学员情况表"]
telling = ["school", "major"]
[columns]
name = ["学员"]
phone = ["学员手机"]
school = ["就读院校"]
major = ["就读专业"]
"""


def own(settings: Path, name: str, text: str, part: str = "forms") -> None:
    (settings / part).mkdir(parents=True, exist_ok=True)
    (settings / part / f"{name}.toml").write_text(text, encoding="utf-8")
    schemas.lay_over(settings)


def test_an_own_form_stands_beside_the_shipped_ones_and_is_known_at_once(tmp_path: Path) -> None:
    shipped, sheets = form_names(), [Sheet("表", [["学员情况表"], ["学员", "就读院校", "就读专业"]])]
    assert "students" not in [score.form.name for score in candidates(sheets, ())]
    own(tmp_path, "students", FORM.format(name="students"))
    assert form_names() == sorted([*shipped, "students"])
    assert [form.name for form in forms()] == form_names()
    assert asks_for("students") == {"name", "phone", "school", "major"}
    assert [score.form.name for score in candidates(sheets, ())] == ["students"]
    schemas.put_over({})
    assert form_names() == shipped == [form.name for form in forms()]


def test_an_own_form_wins_over_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    assert "title_by" in asks_for("ciesc")
    own(tmp_path, "ciesc", FORM.format(name="ciesc"))
    assert asks_for("ciesc") == {"name", "phone", "school", "major"}
    assert form_file("ciesc").titles == ("学员情况表",)


def test_an_installation_counts_hours_by_a_table_of_its_own(tmp_path: Path) -> None:
    shipped = hours_file().kind["paper"].grades
    text = (schemas.ROOT / "hours.toml").read_text("utf-8")
    (tmp_path / "hours.toml").write_text(text.replace('"期刊论文" = 10', '"期刊论文" = 15'), encoding="utf-8")
    schemas.lay_over(tmp_path)
    assert hours_file().kind["paper"].grades == {**shipped, "期刊论文": 15}
    schemas.put_over({})
    assert hours_file().kind["paper"].grades == shipped


def test_what_all_forms_share_is_laid_over_by_nobody(tmp_path: Path) -> None:
    own(tmp_path, "common", "nonsense")
    assert schemas.laid_over() == {}


def test_a_changed_file_is_read_anew_and_an_equal_one_is_not(tmp_path: Path) -> None:
    own(tmp_path, "students", FORM.format(name="students"))
    before = forms()
    own(tmp_path, "students", FORM.format(name="students"))
    assert forms() is before
    own(tmp_path, "students", FORM.format(name="students").replace("就读专业", "在读专业"))
    assert form_file("students").columns["major"] == ("在读专业",)


def test_an_own_notice_is_known_and_never_the_one_that_is_meant_by_none(tmp_path: Path) -> None:
    text = (schemas.ROOT / "notices/2025.toml").read_text(encoding="utf-8").replace("2025-01-01", "2031-01-01")
    own(tmp_path, "2031", text, "notices")
    assert notice_names()[-1] == "2031"
    assert load_notice().name == "2025"
    assert load_notice("2031").date.year == 2031


def test_the_fingerprint_of_the_terms_is_another_with_each_file(tmp_path: Path) -> None:
    plain = fingerprint.program()
    own(tmp_path, "students", FORM.format(name="students"))
    with_form = fingerprint.program()
    own(tmp_path, "students", FORM.format(name="students").replace("就读专业", "在读专业"))
    assert len({plain, with_form, fingerprint.program()}) == 3
    schemas.put_over({})
    assert fingerprint.program() == plain


def test_workers_see_what_the_run_sees(tmp_path: Path) -> None:
    own(tmp_path, "students", FORM.format(name="students"))
    (tmp_path / "forms/students.toml").unlink()  # after the run has read it
    with Workers(1) as workers:
        assert workers.start(form_names)() == form_names()
        assert "students" in form_names()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FORM.replace("major =", "majr =", 1), "columns 写的是“majr”，应当是其中之一："),
        (FORM + "[extra", "文件没有写完，末尾缺引号或括号"),
        (FORM.replace('"{name}"', '"other"'), "form 应当与文件名一致，写 students"),
        (FORM.replace("就读专业", "就读院校"), "columns.major 里的“就读院校”已有别的意思：school"),
    ],
)
def test_doctor_names_a_slip_by_the_files_own_path(console: Console, text: str, said: str) -> None:
    own(Path("settings"), "students", text.format(name="students") if "{name}" in text else text)
    code, out, _ = console("doctor")
    [line] = [line for line in out.splitlines() if "students" in line]
    assert code == 1
    assert f"settings/forms/students.toml 有误：{said}" in line


def test_a_command_ends_with_one_sentence_at_a_slip(console: Console) -> None:
    own(Path("elsewhere"), "wrong", 'number = "x"', "notices")
    code, _, complaint = console("routes", "--settings", "elsewhere")
    told = "数据文件 elsewhere/notices/wrong.toml 有误：缺少 association。请改正，或恢复原来的文件，然后再运行；"
    assert (code, complaint) == (1, f"{told}没有写到一半的结果。\n")
    assert console("routes")[0] == 0  # the folder of the settings is another one
