"""Twelve forms that the program has never seen, each heading with what it asks for (the truths: support_twelve_forms).

Made up in the words of title appraisals, memberships, expert pools, lists of staff abroad and courses, by someone who
had not seen how forms are drafted. All people, units and numbers are invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

from support_twelve_forms import EXTRA, NOTHING, OPEN, Form, document, h, t, workbook

WORKS_IN = ("industry", "specialty", OPEN)  # 从事专业: the trade of the work, or a class of a list that nobody printed
PERIOD = ("degree_period", EXTRA, OPEN)  # a half of 教育起止时间
JOB = ("career", EXTRA, OPEN)  # a half of 近5年工作经历

TALENT = Form(
    "01 工程人才推荐汇总表.xlsx",
    [
        [
            [t("2026年度工程技术人才推荐人选汇总表", 15)],
            [h("推荐单位（盖章）：", "unit", 9, value="华岭水电建设有限公司"),
             h("填表日期：", EXTRA, 6, value="2026年3月2日")],
            [
                h("序号", NOTHING), h("姓  名", "name"), h("性别", "sex"), h("出生\n年月", "birth"),
                h("身份证号码", EXTRA), h("工作单位及职务", ("workplace", "position")), h("技术职称", "title"),
                h("取得资格时间", EXTRA), h("参评学历", "education"), h("毕业学校", "school"), h("所学专业", "major"),
                h("从事专业", WORKS_IN), h("从事本专业年限", "work_years"), h("电话号码", "phone"), h("备注", EXTRA),
            ],
            ["例", "某某某", "男", "1980.01", "", "某某公司总工程师", "高级工程师", "2015.12", "本科", "某某大学",
             "水利水电工程", "水工结构", "20", "1390000xxxx", "示例，请删除"],
            ["1", "钱试一", "男", "1979.06", "", "华岭水电建设有限公司副总工程师", "正高级工程师", "2018.12", "研究生",
             "河口工业大学", "水工结构工程", "大坝施工", "22", "13900000101", ""],
            ["2", "孙试二", "女", "1985.11", "", "华岭水电建设有限公司项目经理", "高级工程师", "2020.12", "本科",
             "河口工业大学", "工程管理", "项目管理", "16", "13900000102", "无"],
            ["3", *[""] * 14],
            [t("注：1.“参评学历”填国家承认的最高学历；2.本表一式两份，并报电子版。", 15)],
            [t("单位负责人（签字）：", 8), t("经办人（签字）：", 7)],
        ]
    ],
    ("总表",),
)  # fmt: skip

ABROAD = Form(
    "02 驻外工程技术人员花名册.xlsx",
    [
        [
            [t("驻外工程技术人员花名册", 17)],
            [
                h("序号", NOTHING, 1, 2), h("工号", EXTRA, 1, 2), h("员工姓名", "name", 1, 2),
                h("护照号码", EXTRA, 1, 2), t("学历情况", 3), t("职称情况", 3), t("外派情况", 5), t("紧急联系人", 2),
            ],
            [
                h("文化程度", "education"), h("毕业院校", "school"), h("毕业时间", EXTRA), h("名称", "title"),
                h("评定单位", "title_by"), h("取得时间", EXTRA), h("派驻国家", ("location", "project_country", OPEN)),
                h("所在项目", ("overseas_project", "project_name")), h("岗位", "position"),
                h("出国时间", EXTRA), h("预计回国时间", EXTRA), h("姓名", EXTRA), h("电话", EXTRA),
            ],
            ["1", "H0012", "李试三", "", "硕士", "海门理工大学", "2011.06", "高级工程师", "某省人社厅", "2019.11",
             "肯尼亚",
             "东线铁路二期", "总工程师", "2024.03", "2026.09", "李试父", "13900000203"],
            ["2", "H0047", "周试四", "", "本科", "海门理工大学", "2014.06", "工程师", "本公司", "2020.11", "老挝",
             "北河水电站", "机电部经理", "2025.01", "2027.01", "周试母", "13900000204"],
            [t("填表人：", 9), t("审核人：", 8)],
        ]
    ],
    ("花名册",),
)  # fmt: skip

PROJECTS = Form(
    "03 境外项目情况报备表.xlsx",
    [
        [
            [t("境外工程项目及人员情况报备表", 12)],
            [h("报备单位名称（盖章）：", ("unit", "company"), 12)],
            [t("（单位：个、人、万美元）", 12)],
            [
                h("0.序号", NOTHING), h("1.境外项目名称", "project_name"), h("2.项目所在国", "project_country"),
                h("3.项目类别", "project_type"), h("4.进展状态（在建/完工）", "project_status"), h("5.合同金额", EXTRA),
                h("6.中方工程师人数", "chinese_engineers"), h("7.外方工程师人数", "foreign_engineers"),
                h("8.符合基本条件人数", "qualified_engineers"), h("9.境内企业名称", "company"),
                h("10.联络人", "company_contact"), h("11.联络人手机", "company_contact_phone"),
            ],
            [""] * 12,
            [""] * 12,
            [h("填表人：", EXTRA, 5), h("联系电话：", EXTRA, 4), h("填表日期：", EXTRA, 3)],
        ]
    ],
)  # fmt: skip

EXPERTS = Form(
    "04 专家库导入模板.xlsx",
    [
        [
            [t("*导入须知：\n1.带*的为必填项；\n2.日期格式为1966-03-01；"
               "\n3.姓名、联系电话重复的不再导入；\n4.请勿改动表头。", 16)],
            [
                h("* 姓名(ZH)", "name"), h("* 证件类型", EXTRA), h("* 证件号码", EXTRA), h("* 出生日期", "birth"),
                h("* 国籍/地", EXTRA), h("* 政治面貌", EXTRA), h("* 联系电话", "phone"), h("* 联系邮箱", "email"),
                h("* 现工作单位", "workplace"), h("现任职务", "position"), h("* 现专业技术资格\n（与证书一致）",
                 "title"),
                h("申报专家等级*\n（资深专家/普通专家）", EXTRA), h("申报业务领域", ("domain", OPEN)),
                h("申报专业类别", "specialty"), h("* 参加工作日期", EXTRA), h("* 英语水平", "english_level"),
            ],
            [""] * 16,
        ]
    ],
)  # fmt: skip

APPRAISAL = Form(
    "05 职称申报个人信息表.xlsx",
    [
        [
            [t("一、基本信息", 8)],
            [
                h("姓名", "name"), h("性别", "sex"), h("民族", EXTRA), h("出生年月", "birth"), h("手机号码", "phone"),
                h("现专业技术职务", "title"), h("拟申报专业技术职务", EXTRA), h("申报级别", OPEN),
            ],
            ["吴试五", "男", "汉", "1983-05", "13900000505", "工程师", "高级工程师", "副高"],
            [],
            [t("二、学历", 8)],
            [
                h("学历", "education"), h("入学日期", PERIOD), h("毕业日期", PERIOD), h("* 学校", "school"),
                h("专业", "major"), h("学位", ("education", EXTRA, OPEN)), h("学习方式", EXTRA), h("备注", EXTRA),
            ],
            ["本科", "2001-09", "2005-07", "河口工业大学", "土木工程", "学士", "全日制", ""],
            [],
            [t("三、工作经历（近五年）", 8)],
            [
                h("* 开始日期", JOB), h("结束日期", JOB), h("* 工作单位", ("workplace", *JOB)),
                h("所在部门", EXTRA), h("担任职务", ("position", *JOB)), h("证明人", EXTRA),
            ],
            ["2019-03", "至今", "华岭水电建设有限公司", "工程部", "部门经理", "郑试六"],
            [],
            [t("四、业绩", 8)],
            [
                h("项目名称", ("project_name", "overseas_project")), h("项目级别", EXTRA), h("本人角色", EXTRA),
                h("项目所在国家或地区", "project_country"), h("主要工作内容（300字以内）", ("experience",
                 "description")),
            ],
            ["", "", "", "", ""],
        ]
    ],
    ("个人信息",),
)  # fmt: skip

COURSE = Form(
    "06 继续教育报名回执.xlsx",
    [
        [
            [t("工程师继续教育高级研修班报名回执", 13)],
            [h("推荐单位（盖章）或推荐专家：", OPEN, 13)],
            [
                h("NO.", NOTHING), h("学员\n姓名", "name"), h("性\n别", "sex"), h("单位全称\n（同发票抬头）",
                 "workplace"),
                h("职务/职称", ("position", "title")), h("现专业技术职务聘任时", EXTRA), h("手机", "phone"),
                h("E-mail", "email"), h("会员证号\n（没有的填“无”）", "member_no"), h("纳税人识别号", EXTRA),
                h("是否\n住宿", EXTRA), h("紧急联系人及电话", EXTRA), h("已认定学时", EXTRA),
            ],
            ["1", "冯试七", "女", "海门电机股份有限公司", "主任/高工", "2021.12", "13900000607", "feng@example.com",
             "无",
             "", "是", "冯试亲 13900000617", "24"],
            ["2", "陈试八", "男", "海门电机股份有限公司", "工程师", "2022.12", "13900000608", "chen@example.com",
             "S010000008",
             "", "否", "陈试亲 13900000618", "0"],
            [t("请于4月10日前将本回执发至 train@example.com，过期不再安排住宿。", 13)],
        ]
    ],
    ("回执",),
)  # fmt: skip

CARD = Form(
    "07 外籍及海外会员登记卡.xlsx",
    [
        [
            [t("海外工程师登记卡\nRegistration Card of Overseas Engineers", 5)],
            [h("姓名\nName", "name"), "", h("性别\nGender", "sex"), "", h("照片\nPhoto", NOTHING, 1, 4)],
            [h("出生日期\nDate of Birth", "birth"), "", h("国籍\nNationality", EXTRA), ""],
            [h("学历\nQualifications", "education"), "", h("所学专业\nCourse", "major"), ""],
            [h("毕业院校\nEducational Establishment", "school"), t("", 3)],
            [h("工作单位\nCompany", "workplace"), "", h("职务\nPosition", "position"), t("", 2)],
            [h("单位地址\nCompany Address", "workplace_address"), "", h("办公电话\nOffice Tel.", "workplace_phone"),
             t("", 2)],
            [h("Mobile 手机", "phone"), "", h("E-mail 电子邮箱", "email"), t("", 2)],
            [h("会员等级\nClass of Membership", EXTRA), "", h("会员编号\nMembership No.", "member_no"), t("", 2)],
            [h("现工作、居住城市\nCity of Residence", "location"), "", h("英语水平\nEnglish Level", "english_level"),
             t("", 2)],
            [h("主要工程经历\nEngineering Experience", "experience"), t("", 4)],
            [t("本人签名 Signature：", 3), t("日期 Date：", 2)],
        ]
    ],
    ("登记卡",),
)  # fmt: skip

MEMBER = Form(
    "08 个人会员入会申请表.docx",
    [
        "某某工程师协会个人会员入会申请表",
        h("会员号（由协会填写）：", "member_no"),
        [
            [h("姓    名", "name"), "", h("性    别", "sex"), "", h("贴照片处", NOTHING, 1, 3)],
            [h("出生年月", "birth"), "", h("民    族", EXTRA), ""],
            [h("政治面貌", EXTRA), "", h("技术职称", "title"), ""],
            [h("毕业院校及专业", ("school", "major")), "", h("毕业时间", EXTRA), t("", 2)],
            [h("工作单位及职务", ("workplace", "position")), t("", 4)],
            [h("通讯地址", ("workplace_address", EXTRA, OPEN)), "", h("邮政编码", EXTRA), t("", 2)],
            [h("手    机", "phone"), "", h("Email", "email"), t("", 2)],
            [h("拟申请级别（专业/资深）", "level"), "", h("证书编号", EXTRA), t("", 2)],
            [h("入会介绍人", EXTRA), t("", 4)],
            [h("工作简历", ("career", "experience")), t("", 4)],
            [h("协会审批意见", EXTRA), t("（盖章）        年   月   日", 4)],
        ],
        "填表说明：表中所列项目由本人如实填写，没有的填“无”。",
    ],
)

LIST = Form(
    "09 境外工程师资格认证推荐名单.docx",
    [
        "境外工程师资格认证推荐名单",
        h("推荐单位或专家推荐：", OPEN, value="海门电机股份有限公司"),
        [
            [
                h("序号", NOTHING, 1, 2), h("人员姓名", "name", 1, 2), t("专业技术资格", 2), t("海外项目", 3),
                h("专业范围", "specialty", 1, 2), h("申请类别", "level", 1, 2), h("联系方式", "phone", 1, 2),
            ],
            [
                h("职称", "title"), h("职称专业", EXTRA), h("项目", ("overseas_project", "project_name")),
                h("实施国", "project_country"), h("项目规模", EXTRA),
            ],
            ["1", "褚试九", "高级工程师", "电气", "南岛风电场", "越南", "200MW", "电机", "资深", "13900000909"],
            ["2", "卫试十", "工程师", "热动", "南岛风电场", "越南", "200MW", "热能", "专业", "13900000910"],
        ],
        h("联系人：", EXTRA, value="蒋试联"),
        h("联系人电话：", EXTRA, value="13900000911"),
    ],
)  # fmt: skip

ASSESSMENT = Form(
    "10 国际工程师能力评价申报表.docx",
    [
        "国际工程师能力评价申报表",
        [
            [h("申报人", "name"), "", h("出生年月", "birth"), ""],
            [h("最高学历、学位及取得时间", "education"), "", h("最后毕业院校", "school"), ""],
            [h("现专业技术职务及取得时间", "title"), "", h("拟评职务", EXTRA), ""],
            [h("现从事专业及年限", ("work_years", *WORKS_IN)), "", h("主持重大工程年限", "important_years"), ""],
            [h("从事工程环节（规划、设计、施工、运维等）", "work_segment"), t("", 3)],
            [h("已取得的境外工程师资格", "foreign_title"), "", h("是否愿意以英语面试", "english_interview"), ""],
            [h("参加学术团体及任职", EXTRA), t("", 3)],
            [h("主要工程业绩（限500字）", "experience"), t("", 3)],
            [h("自我评价", "description"), t("", 3)],
            [h("所在单位意见", EXTRA), t("负责人签字：        （公章）", 3)],
        ],
        "注：申报人在网上完成填报后打印本表。",
    ],
)

TWO = Form(
    "11 “一带一路”项目工程师调查表.docx",
    [
        "“一带一路”项目工程师情况调查表",
        h("Company 企业名称：", "company"),
        h("Contact Person/Tel 联系人及电话：", ("company_contact", "company_contact_phone")),
        "表一 项目 Projects",
        [
            [
                h("项目名称 Project", "project_name"), h("国家/地区（选填）", "project_country"),
                h("中方人数", ("chinese_engineers", OPEN)), h("外方人数", ("foreign_engineers", OPEN)),
                 h("总人数", EXTRA),
            ],
            [""] * 5,
        ],
        "表二 人员 Engineers",
        [
            [
                h("编号", NOTHING), h("Name 姓名", "name"), h("Expertise 所属行业", "industry"),
                h("当前所在地 Location", "location"), h("网上是否已填报", "filled_online"), h("Remarks 备注", EXTRA),
            ],
            [""] * 6,
            [""] * 6,
        ],
    ],
)  # fmt: skip

STAFF = Form(
    "12 拟派专业技术人员考核表.docx",
    [
        "拟派专业技术人员考核表",
        [
            [h("姓名", "name"), "韩试甲", h("性别", "sex"), "男", h("出生\n年月", "birth"), "1981.09"],
            [h("入职\n日期", EXTRA), "2006.07", h("文化\n程度", "education"), "本科", h("专业", ("major", OPEN)),
             "机械工程"],
            [h("主要岗位", "position"), "安装经理", h("现职称", "title"), "高级工程师", h("评审机关", "title_by"),
             "某省职改办"],
            [h("拟去国家", OPEN), "赞比亚", h("拟出国时间", EXTRA), "2026.06", h("家庭联系人", EXTRA), "韩试亲"],
            [h("人员现已具备的条件", OPEN), t("", 5)],
            [h("考核意见", EXTRA), t("合格。", 5)],
        ],
        "考核人（签名）：            年   月   日",
    ],
)  # fmt: skip

FORMS = (TALENT, ABROAD, PROJECTS, EXPERTS, APPRAISAL, COURSE, CARD, MEMBER, LIST, ASSESSMENT, TWO, STAFF)


def build(folder: Path) -> list[Path]:
    """All twelve, written into the folder."""
    for form in FORMS:
        (workbook if form.file.endswith(".xlsx") else document)(form, folder / form.file)
    return [folder / form.file for form in FORMS]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
