"""The secretary's week, by command line and real files: what she reads, word by word, in a test for each thing that she
does."""

from __future__ import annotations

import pytest
from support_week import Week, file_names
from support_week_played import EARTH, FIRST, MACHINES, POWER, ROAD, SECOND, THIRD, A, B, C, D, E, F, G, played

pytestmark = pytest.mark.slow

FIFTH = "20250520-01"
AMBIGUOUS = "“机电”可能指不同的工程技术领域，请写明是哪一个：机械工程类、电气工程类、建筑工程类。"
BROKEN = "文件没能打开（文件已损坏或不完整），请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新发送。"
CONTACT = "有疑问的，请与我会联系。联系人：王秘书；电话：023-63610000；电子邮箱：pj@example.org。"
NOTICE = "《关于开展2025年工程能力评价推荐工作的通知》（渝工协〔2025〕17号）"


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    return played(tmp_path_factory.mktemp("week"))


def written(batch: str) -> str:
    return (
        f"学会名单、汇总在 outbox/批次/{batch}，台账在 outbox/台账.xlsx；用浏览器打开 outbox/index.html 可以一处看全。"
    )


def kept(day: str) -> str:
    return f"有一份文件被人改过，没有覆盖它，已另存为 outbox/待决事项（手工修改 {day}）.xlsx。"


def test_the_notice_goes_out(week: Week) -> None:
    assert week.said["setup"].sentences == [
        "已生成 settings/设置.xlsx。请填写“本会”，并在“对口学会”里确认各领域的学会。"
    ]
    assert week.said["setup again"].sentences == [
        "设置工作簿已经在这里：settings/设置.xlsx，没有缺少什么，没有改动它。"
    ]
    assert week.said["template"].sentences == ["已生成 推荐表模板.xlsx，可以发给各单位填写。"]


def test_she_looks_at_one_file_before(week: Week) -> None:
    assert week.said["check"].code == 1
    assert week.said["check"].sentences == [
        "【必须更正】联系电话有误（1 处）",
        "    已外派 K8：“199****1200”不是有效的电话号码（手机号应为11位数字），请核对后填写本人手机号码。",
        "【必须更正】所在领域有多种可能（1 处）",
        f"    已外派 L9：{AMBIGUOUS}",
        "读到 3 人，其中 2 人更正后才能分配。必须更正 2 处。",
        "以上只看了这一个文件：与其他材料是否重复、是否逾期、有无盖章扫描件、是不是本会的工作簿、活动是哪位持证人的，要等正式处理时才知道。",
    ]


def test_what_came_is_processed(week: Week) -> None:
    said = week.said["first run"]
    assert said.code == 0
    assert said.sentences == [
        "以下 2 个文件打不开，其中的人员没有登记：",
        f"  己.eml!推荐表.xlsx：{BROKEN}",
        "  戊.eml!推荐表.xlsx：文件设有打开密码，请取消密码后重新发送。",
        f"批次 {FIRST}",
        written(FIRST),
    ]
    assert said.figures == [
        ("收到的文件", "邮件或压缩包", 5),
        ("收到的文件", "已读取的推荐表", 3),
        ("收到的文件", "扫描件", 5),
        ("收到的文件", "打不开", 2),
        ("本次读到的人员", "合计", 6),
        ("本次读到的人员", "已分配", 4),
        ("本次读到的人员", "待补正或待决", 2),
        ("本次学会名单人数", ROAD, 1),
        ("本次学会名单人数", EARTH, 1),
        ("本次学会名单人数", POWER, 2),
        ("待补正或待决的原因", "联系电话有误", 1),
        ("待补正或待决的原因", "所在领域有多种可能", 1),
        ("现有未结事项", "催补正", 2),
        ("现有未结事项", "打不开", 2),
        ("现有未结事项", "缺扫描件", 1),
        ("现有未结事项", "没有人员的材料", 2),
        ("现有未结事项", "对口学会待确认", 1),
        ("现有未结事项", "待发名单", 2),
    ]


def test_the_desk_tells_what_waits(week: Week) -> None:
    page = week.desk["first run"]
    assert "今日待办 催补正 2 打不开 2 缺扫描件 1 没有人员的材料 2 对口学会待确认 1 待发名单 2 未报单位 2 " in page
    assert (
        "未结事项共 10 件：催补正 2 件，打不开 2 件，缺扫描件 1 件，没有人员的材料 2 件，对口学会待确认 1 件，"
        "待发名单 2 件；最久已等 7 天。近 7 天收到报送 6 份。"
    ) in page
    assert f"{F} 文件打不开 单位补正 2025-04-24 4 {BROKEN} 己.eml!推荐表.xlsx" in page
    assert (
        "未写明单位的来件 没有人员的材料 秘书处决定 2025-04-23 5 这份材料里没有读到推荐人员，可能是询问、撤回、说明，"
        "也可能表格没有附上；请打开原件看一看，答复单位以后办结。 问.eml"
    ) in page
    assert f"{G} 未报 0 2025-04-28 应在 2025-04-28 前报送，还有 0 天" in page
    assert (
        "全部 7 份报送共有人员 6 人次，按现在的结果：已分配 4，待补正或待决 2，重复 0，被更新 0，已撤回 0。"
        "同一人在几份报送里出现，算几人次。"
    ) in page


@pytest.mark.parametrize(
    ("folder", "kind", "sentence"),
    [
        (f"{A}_S00001", "补正", "从中读到推荐人员3人，1人材料齐备、已转入下一步办理，2人须补正后再办理。"),
        (f"{B}_S00003", "补正", "没有收到盖章的扫描件，请把电子表格打印盖章后扫描补发。"),
        (f"{C}_S00002", "回执", "我会逐人作了核对，没有须补正的事项。"),
        (f"{D}_S00004", "只收到扫描件", "请在2025年5月15日（星期四）以前（含当日）将电子表格发送至pj@example.org"),
        (f"{E}_S00007", "打不开的文件", "推荐表.xlsx：文件设有打开密码，请取消密码后重新发送。"),
        (f"{F}_S00006", "打不开的文件", f"推荐表.xlsx：{BROKEN}"),
    ],
)
def test_each_unit_is_answered(week: Week, folder: str, kind: str, sentence: str) -> None:
    named, told = week.letter(FIRST, folder)
    assert named == kind
    assert sentence in "\n".join(told)
    assert not any(file in line for line in told for file in (".eml", "逾期收到", "已经逾期"))


def test_corrections_decisions_and_a_password_are_taken(week: Week) -> None:
    said = week.said["second run"]
    assert said.code == 0
    assert said.sentences == [
        "待决事项：已采用 1 项，1 项未能采用（第 3 行：确认学会要在“决定人”里写明由谁确认）。",
        kept("2025-04-30"),
        f"批次 {SECOND}",
        written(SECOND),
    ]
    assert said.figures == [
        ("收到的文件", "已读取的推荐表", 2),
        ("收到的文件", "邮件或压缩包", 1),
        ("收到的文件", "扫描件", 1),
        ("本次读到的人员", "合计", 4),
        ("本次读到的人员", "已分配", 2),
        ("本次读到的人员", "重复", 2),
        ("本次学会名单人数", MACHINES, 1),
        ("本次学会名单人数", POWER, 2),
        ("现有未结事项", "打不开", 1),
        ("现有未结事项", "缺扫描件", 1),
        ("现有未结事项", "没有人员的材料", 2),
        ("现有未结事项", "对口学会待确认", 2),
        ("现有未结事项", "待发名单", 3),
    ]


def test_the_unit_hears_once_what_became_of_its_corrections(week: Week) -> None:
    assert sorted(path.name for path in week.outbox.glob(f"批次/{SECOND}/单位/*")) == [f"{E}_S00007", f"{A}_S00008"]
    kind, told = week.letter(SECOND, f"{A}_S00008")
    assert kind == "再次答复"
    assert told[1:] == [
        "关于再次报送2025年推荐材料的函",
        f"{A}：",
        f"你单位于2025年4月29日再次报送的推荐材料收悉。按照{NOTICE}的要求，我会作了核对，没有须补正的事项。",
        (
            "收到的材料（报送编号S00008）：推荐表（补正）.xlsx（3人）；盖章.pdf。"
            "从中读到推荐人员3人，3人材料齐备、已转入下一步办理。"
        ),
        "与上次材料的对照",
        "与2025年4月21日收到的材料逐人逐格对照：已改正1处、不须再改1处。",
        CONTACT,
        "重庆市工程师协会",
        "2025年4月30日",
    ]


def test_societies_are_confirmed_and_the_scan_that_was_asked_for_comes(week: Week) -> None:
    said = week.said["third run"]
    assert said.code == 0
    assert said.sentences == [
        "待决事项：已采用 2 项，1 项未能采用（“未结事项”第 7 行：办结要在“说明”里写明原因）。",
        kept("2025-05-06"),
        f"批次 {THIRD}",
        written(THIRD),
    ]
    assert said.figures == [
        ("收到的文件", "邮件或压缩包", 1),
        ("收到的文件", "扫描件", 1),
        ("本次学会名单人数", ROAD, 1),
        ("本次学会名单人数", MACHINES, 1),
        ("现有未结事项", "打不开", 1),
        ("现有未结事项", "没有人员的材料", 2),
        ("现有未结事项", "待发名单", 5),
    ]
    kind, told = week.letter(THIRD, f"{B}_S00009")
    assert kind == "补充材料"
    assert told[1:] == [
        "关于收到2025年补充材料的函",
        f"{B}：",
        (
            f"你单位于2025年5月6日补充报送的盖章扫描件收悉，按照{NOTICE}的要求，与你单位此前报送的推荐材料一并办理。"
            "此前的函中还有其他须补正的事项的，仍请按该函办理。"
        ),
        "收到的材料（报送编号S00009）：盖章扫描件.pdf。",
        CONTACT,
        "重庆市工程师协会",
        "2025年5月6日",
    ]


@pytest.mark.parametrize(
    ("batch", "society", "people"),
    [
        (FIRST, POWER, ["", "安一凡", "迟四涛"]),
        (FIRST, EARTH, ["", "鄂六晨"]),
        (FIRST, ROAD, ["（待确认）", "张三"]),
        (SECOND, POWER, ["", "范七雨", "柏二宁"]),
        (SECOND, MACHINES, ["（待确认）", "岑三远"]),
        (THIRD, POWER, ["-"]),
        (THIRD, ROAD, ["", "张三"]),
        (THIRD, MACHINES, ["", "岑三远"]),
    ],
)
def test_each_society_gets_its_people_once_confirmed(week: Week, batch: str, society: str, people: list[str]) -> None:
    assert week.people(batch, society) == people


def test_what_is_answered_is_closed_with_its_reason_and_lists_are_sent(week: Week) -> None:
    assert week.said["fourth run"].sentences == [
        "待决事项：已采用 6 项。",
        kept("2025-05-07"),
        "没有新材料，也没有需要重新判断的人员，不产生新批次。台账在 outbox/台账.xlsx。",
    ]
    page = week.desk["fourth run"]
    assert "今日待办 打不开 1 没有人员的材料 1 未报单位 2 " in page
    assert "未结事项共 2 件：打不开 1 件，没有人员的材料 1 件；最久已等 14 天。近 7 天收到报送 1 份。" in page
    assert (
        "全部 9 份报送共有人员 10 人次，按现在的结果：已分配 7，待补正或待决 0，重复 2，被更新 1，已撤回 0。"
    ) in page
    assert (
        f"{D} 逾期未报 9 0 2025-04-28 2025-04-23 应在 2025-04-28 前报送，已过 9 天；已收到 1 份材料，没有读到人员"
        in page
    )
    assert f"{ROAD}_推荐人员_{FIRST}（待确认）.xlsx 已由批次 {THIRD} 代替" in page
    assert f"{ROAD}_推荐人员_{THIRD}.xlsx 2025-05-07 已发" in page


def test_the_figures_of_the_month(week: Week) -> None:
    folder = "outbox/月报/2025-04/推荐工作统计_2025-04"
    assert week.said["report"].sentences == [
        "已写好2025年4月的统计：",
        *(f"  {folder}{ending}" for ending in (".xlsx", ".html", ".docx")),
    ]
    page = week.page("月报/2025-04/推荐工作统计_2025-04.html")
    assert (
        "2025年4月收到报送 8 份，涉及推荐单位 6 家，新推荐人员 7 人，其中已分配到学会 7 人，待补正或待决 0 人。" in page
    )


def test_why_somebody_is_not_on_the_list(week: Week) -> None:
    mail, marked = "甲.eml!推荐表.xlsx，已外派", "甲2.eml!推荐表（补正）.xlsx，已外派"
    assert week.said["张三"].sentences == [
        "张三（G00004-2）",
        f"　　2025年4月22日，{C}在通知 2025 的表中报送：2025-04-22 {C}/附件3.xlsx，附件3 J5（报送 S00002）。",
        f"　　2025年4月28日暂列{ROAD}（学会待确认），批次 {FIRST}。",
        f"　　2025年5月6日已分配到{ROAD}，批次 {THIRD}。",
    ]
    assert week.said["柏二宁"].sentences == [
        "柏二宁（G00002-6）",
        f"　　2025年4月21日，{A}在通知 2025 的表中报送：{mail} J8（报送 S00001）。",
        "　　　　K8　“199****1200”不是有效的电话号码（手机号应为11位数字），请核对后填写本人手机号码。",
        ("　　联系电话有误，2025年4月28日起待补正或待决，2025年4月28日的信函已请单位在2025年5月15日前补正。"),
        f"　　2025年4月30日已由2025年4月29日{A}的材料（{marked} J8）代替，不同的是联系方式。",
        f"　　2025年4月29日，{A}在通知 2025 的表中报送：{marked} J8（报送 S00008）。",
        f"　　2025年4月30日已分配到{POWER}，批次 {SECOND}。",
    ]
    assert week.said["岑三远"].sentences[-5:] == [
        f"　　2025年5月6日已分配到{MACHINES}，批次 {THIRD}。",
        f"　　2025年4月29日，{A}在通知 2025 的表中报送：{marked} J9（报送 S00008）。",
        "　　　　L9　原填“机电”，秘书处决定：按“机械工程类”理解（王秘书 2025-04-30）。",
        "　　　　J9　此人此前已经报送，内容没有变化，不再重复分配。",
        f"　　与2025年4月21日{A}的材料（{mail} J9）重复，内容相同。",
    ]
    assert week.said["葛八霖"].code == 1
    assert week.said["葛八霖"].sentences == [
        "没有名为“葛八霖”的人员，也没有这个编号。",
        "另有 1 个文件还打不开，里面的人员没有登记，要找的人也可能在其中：",
        f"　　己.eml!推荐表.xlsx（{F}）：{BROKEN}",
    ]


def test_all_is_kept_and_a_run_again_changes_nothing(week: Week) -> None:
    everybody = "outbox/推荐参加工程能力评价人员情况表（全部）_2025.xlsx"
    assert week.said["combined"].sentences == [f"已写好 {everybody}，共 7 人，是目前已分配的全部人员。"]
    assert week.said["backup"].sentences == [
        "已备份登记库和设置：backups/工荐备份-20250507-1100.zip（含个人信息，请妥善保管）"
    ]
    assert week.said["rerun"].sentences == [
        "没有新材料，也没有需要重新判断的人员，不产生新批次。台账在 outbox/台账.xlsx。"
    ]
    assert week.changed == []
    assert week.said["doctor"].code == 0
    assert week.said["doctor"].sentences[3:] == [
        "[正常] 登记库：3 批，10 行人员，10 个原件，完好",
        "[正常] 收件文件夹：0 个处理过的文件，内容与登记时一致",
        "[正常] 结果文件夹：3 批的 40 个文件都在，与登记库一致",
        "[正常] 程序错误：没有未解决的程序错误",
        "检查完毕，一切正常。",
    ]


def test_the_society_answers_and_the_unit_is_told(week: Week) -> None:
    said = week.said["fifth run"]
    assert said.code == 0
    assert said.sentences == ["学会结果：已登记 2 人。", f"批次 {FIFTH}", written(FIFTH)]
    assert said.figures == [
        ("收到的文件", "本程序写出的工作簿", 1),
        ("现有未结事项", "打不开", 1),
        ("现有未结事项", "没有人员的材料", 1),
    ]
    assert [path.name for path in week.outbox.glob(f"批次/{FIFTH}/单位/*")] == [f"{E}_S00007"]
    kind, told = week.letter(FIFTH, f"{E}_S00007")
    assert kind == "评价结果"
    assert told[3] == (
        f"你单位于2025年4月24日报送的推荐人员（报送编号S00007）中，有1人的评价有了结果。按照{NOTICE}的安排，"
        "现将学会告知我会的结果函告如下，请转告本人。"
    )


def test_who_is_silent_is_reminded_and_nobody_else(week: Week) -> None:
    assert week.said["remind"].sentences == ["已写出 3 封：outbox/催办/2025-05-20"]
    assert file_names(week.outbox / "催办/2025-05-20") == [
        f"催报/{D}.docx",
        f"催报/{D}.eml",
        f"催报/{G}.docx",
        f"催报/{G}.eml",
        f"催补正/{F}_S00006.docx",
        f"催补正/{F}_S00006.eml",
    ]
