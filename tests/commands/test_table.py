"""A table as the terminal shows it, cell by cell."""

from __future__ import annotations

from pipeline.commands.table import drawn


def test_chinese_characters_take_two_cells_and_marks_on_others_none() -> None:
    rows = [["合计", "24"], ["é", "a\u200bb"], ["ｱ（）", ""]]
    assert list(drawn("批次", ["", "数量"], rows, 110)) == [
        "批次",
        "┏━━━━━━━┳━━━━━━┓",
        "┃       ┃ 数量 ┃",
        "┡━━━━━━━╇━━━━━━┩",
        "│ 合计  │ 24   │",
        "│ é     │ a\u200bb   │",
        "│ ｱ（） │      │",
        "└───────┴──────┘",
    ]


def test_what_has_no_room_goes_on_below_and_loses_nothing() -> None:
    rows = [["中国电机工程学会", "一行\n又一行"], ["ab cdefgh", "x"]]
    assert list(drawn("学会", ["名称", "说明"], rows, 20)) == [
        "学会",
        "┏━━━━━━━━━┳━━━━━━━━┓",
        "┃ 名称    ┃ 说明   ┃",
        "┡━━━━━━━━━╇━━━━━━━━┩",
        "│ 中国电  │ 一行   │",
        "│ 机工程  │ 又一行 │",
        "│ 学会    │        │",
        "│ ab      │ x      │",
        "│ cdefgh  │        │",
        "└─────────┴────────┘",
    ]


def test_no_room_at_all_still_shows_every_character() -> None:
    assert "".join(line[2:4].strip() for line in [*drawn("", ["名"], [["中国 ab"]], 1)][4:-1]) == "中国ab"
