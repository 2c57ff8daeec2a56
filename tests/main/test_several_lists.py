"""Several lists in what one unit sent: one beside its own correction, or in a folder of what counts no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_main import NOW, Office, person, workbook

UNIT = "渝江测试工程有限公司"
ANNA, BORIS = person("安一凡", "19911112001"), person("白二川", "19911112002")
OLD = workbook(UNIT, ANNA, BORIS)


def fates(root: Path, **files: bytes) -> list[tuple[str, str, str, str]]:
    """Name, phone's end, disposition and findings of each row, a second run having changed nothing."""
    office = Office(root)
    office.receive({f"2025-04-20 {UNIT}/{path}": data for path, data in files.items()})
    office.run()
    assert office.run(now=NOW).batches == []
    aside = {"scan-missing", "same-name"}  # of the submission, and of whichever row is the later one
    told = [
        (row["name"], row["phone"][-4:], row["disposition"], ";".join(sorted({*row["findings"].split(";")} - aside)))
        for row in office.people()
    ]
    return sorted(told)


@pytest.mark.parametrize("name", ["附件3-更正.xlsx", "附件3更正后.xlsx", "更正/附件3.xlsx"])
def test_whom_a_correction_beside_the_list_names_counts_as_it_says(tmp_path: Path, name: str) -> None:
    newer = workbook(UNIT, person("安一凡", "19911112009"), person("白二川", "19911112002", level="资深工程会员"))
    assert fates(tmp_path, **{"附件3.xlsx": OLD, name: newer}) == [
        ("安一凡", "2001", "held", "struck-out"),
        ("安一凡", "2009", "routed", ""),
        ("白二川", "2002", "duplicate", "duplicate-in-submission;struck-out"),
        ("白二川", "2002", "routed", ""),
    ]


def test_whom_a_whole_correction_lacks_is_asked_about(tmp_path: Path) -> None:
    assert fates(tmp_path, **{"附件3.xlsx": OLD, "附件3（最终版）.xlsx": workbook(UNIT, ANNA)})[-1] == (
        "白二川",
        "2002",
        "held",
        "struck-out",
    )


@pytest.mark.parametrize(("old", "new"), [("附件3-更正前.xlsx", "附件3.xlsx"), ("附件3.xlsx", "附件3（请更正）.xlsx")])
def test_what_was_to_be_corrected_is_no_correction(tmp_path: Path, old: str, new: str) -> None:
    told = fates(tmp_path, **{old: OLD, new: workbook(UNIT, person("安一凡", "19911112009"))})
    assert [each[3] for each in told] == (["struck-out", "", "struck-out"] if "前" in old else ["", "", ""])


def test_a_correction_of_one_leaves_the_others_alone(tmp_path: Path) -> None:
    old = workbook(UNIT, ANNA, BORIS, person("陈三石", "19911112003"))
    told = fates(tmp_path, **{"附件3.xlsx": old, "更正人员.xlsx": workbook(UNIT, ANNA)})
    assert told[2:] == [("白二川", "2002", "routed", ""), ("陈三石", "2003", "routed", "")]


def test_what_lies_in_a_folder_of_what_counts_no_more_is_held(tmp_path: Path) -> None:
    told = fates(tmp_path, **{"作废/附件3.xlsx": OLD, "附件3.xlsx": workbook(UNIT, ANNA)})
    assert [each[::2] for each in told] == [("安一凡", "duplicate"), ("安一凡", "routed"), ("白二川", "held")]
