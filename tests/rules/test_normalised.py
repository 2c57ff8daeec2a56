"""What normalising gives keeps the rules of the schema, whatever units type: a breach would stop a run."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from support_examples import examples

from pipeline.model.fields import FIELDS
from pipeline.normalise import normalise
from pipeline.terms.forms import sections_of
from pipeline.terms.notices import load_notice
from pipeline.validate import validate

SAID = (
    *("", "/", "无", "土木工程类", "土建", "机电", "化工", "核电", "结构工程", "土木工程类-岩土工程"),
    *("专业/资深", "见习", "PE", "高工", "大专", "3年", "12", "约20人", "二十", "很多"),
    *("缅甸", "缅甸、老挝", "刚果", "火星", "仰光", "国内", "中国香港", "EPC", "BOT", "在建", "施工", "停工"),
    *("13800001234", "138 0000 1234 / 13900001235", "023-63610000", "+95 9 123456789", "1380000", "a@b.cn"),
    *("苏试", "渝州路桥（联系人：秦联，手机：13700001111）", "渝州路桥，秦联，邮箱 q@example.com"),
    *("曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。", "负责主桥施工。" * 60),
)
said = st.sampled_from(SAID)
typed = st.one_of(said, st.lists(said, max_size=3).map("；".join), st.text(max_size=12))
rows = st.fixed_dictionaries(
    {"section": st.sampled_from(sections_of("attachment3")), **{f"{field}_typed": typed for field in FIELDS}}
)


@examples(12)
@given(st.lists(rows, min_size=1, max_size=6))
def test_anything_typed_is_either_canonical_or_a_finding(typed_rows):
    notice = load_notice("2025")
    place = {"submission_id": "S00001", "file": "a.xlsx", "sheet": "Sheet1", "row": 5, "extra": {}, "problems": []}
    place["form"] = "attachment3"
    cells = {f"{field}_cell": "B5" for field in FIELDS}
    frame = pd.DataFrame([{**place, **cells, "row_id": f"R{n}", **row} for n, row in enumerate(typed_rows)])
    people = normalise(frame, notice, ())
    found = validate(people, notice)
    held = {finding.row_id for finding in found if finding.field == "domain" and finding.severity == "error"}
    assert held >= set(people.loc[~people["domain"].isin(notice.open_domains), "row_id"])
