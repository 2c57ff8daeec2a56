"""Valid files of every kind that the readers know, each with a table of people in the form's own words."""

from __future__ import annotations

import io
import struct
from functools import cache
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from support_mail import archive, compound, raw_archive, winmail
from support_mail import mail as letter
from support_mail import part as mail_part
from support_main import person, workbook
from support_read import docx, ods, xls, xls_of_1995, xlsb

TABLE: list[list[Any]] = [
    ["推荐参加工程能力评价人员情况表", None, None, None, None, None],
    ["推荐单位：渝江测试工程有限公司", None, None, None, None, None],
    ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"],
    ["钱一", 19911112001, "土木工程类", "缅甸", "专业工程会员", "主持水电站施工。"],
    ["孙二", "199 1111 2002", "机械工程类", "老挝", "工程会员", "主持设备安装。"],
]


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in TABLE)
    return f'<html><head><meta charset="utf-8"></head><body><p>附件3</p><table>{rows}</table></body></html>'.encode()


def as_xml2003() -> bytes:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell or ""}</Data></Cell>' for cell in row) + "</Row>"
        for row in TABLE
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="表"><Table>'
    return f"{head}{rows}</Table></Worksheet></Workbook>".encode()


def as_csv(encoding: str = "gb18030") -> bytes:
    return "\r\n".join(",".join(str(cell or "") for cell in row) for row in TABLE).encode(encoding)


def locked(data: bytes) -> bytes:
    """A workbook that opens with 123456."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("123456", out)
    return out.getvalue()


def outlook(*files: tuple[str, bytes]) -> bytes:
    """A message of Outlook with these attachments."""
    properties = bytes(24) + struct.pack("<I", len(files)) + bytes(4)
    tree: dict[str, Any] = {
        "__properties_version1.0": properties,
        "__substg1.0_0037001F": "推荐表".encode("utf-16-le"),
        "__substg1.0_1000001F": "请查收。".encode("utf-16-le"),
    }
    for number, (name, content) in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
    return compound(tree)


@cache
def seeds() -> dict[str, bytes]:
    """Valid files by a name that fits."""
    form = workbook("渝江测试工程有限公司", person("钱一", "19911112001"), person("孙二", "19911112002"))
    one = letter(
        mail_part(b"\xe8\xaf\xb7\xe6\x9f\xa5\xe6\x94\xb6", b"Content-Type: text/plain; charset=utf-8"),
        mail_part(form, b"Content-Type: application/octet-stream; name=a.xlsx", b"Content-Transfer-Encoding: 8bit"),
        mail_part(as_html(), b"Content-Type: text/html; charset=utf-8"),
    )
    inside = letter(mail_part(one, b"Content-Type: message/rfc822"), subject=b"=?gb2312?B?zai5/Q==?=")
    return {
        "表.xlsx": form,
        "旧表.xls": xls_of_1995(),
        "表.xls": xls(TABLE),
        "表.xlsb": xlsb(TABLE),
        "表.ods": ods(TABLE, merges=[(0, 0, 0, 5)]),
        "表.docx": docx("推荐表", TABLE, "以下空白"),
        "网页.xls": as_html(),
        "网页2003.xls": as_xml2003(),
        "表.csv": as_csv(),
        "表（八位）.csv": as_csv("utf-8-sig"),
        "锁.xlsx": locked(form),
        "信.eml": one,
        "转发.eml": inside,
        "信.msg": outlook(("附件3.xlsx", form), ("盖章.pdf", b"%PDF-1.4")),
        "winmail.dat": winmail(b"a.xlsx", form, "附件三.xlsx"),
        "包.zip": archive({"甲/附件3.xlsx": form, "甲/盖章.jpg": b"\xff\xd8\xff\xe0", "信.eml": one}),
        "旧包.zip": raw_archive([("附件3.xls".encode("gbk"), xls(TABLE)), ("锁.xls".encode(), b"x")]),
    }
