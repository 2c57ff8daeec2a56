"""Texts that would become a formula, a link, markup, a path or a command, if anybody let them; and submissions that
have one of them in every place where a text from outside can stand.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator

import xlsxwriter

from examples.forms import FLAT_HEADINGS

WORK = "主持境外变电站建设，提前两个月投产。"

PAYLOADS = {
    "command": "=cmd|' /C calc'!A0",
    "link formula": '=HYPERLINK("http://evil.example/","点我")',
    "sum": "@SUM(1+9)*cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1",
    "minus formula": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "line feed": "\n=1+1",
    "wide": "＝1+1",
    "array": "{=1+1}",
    "exchange": '=DDE("cmd";"/C calc";"x")',
    "http": "http://evil.example/a?b=c&d",
    "https": "https://evil.example",
    "mailto": "mailto:a@evil.example",
    "file": "file:///etc/passwd",
    "unc": "\\\\evil.example\\share\\x",
    "internal": "internal:Sheet1!A1",
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single": "' onmouseover='alert(1)",
    "close": "</td></tr></table><iframe src=//evil.example></iframe>",
    "url": "javascript:alert(1)",
    "comment": "--><!-- ]]> <![CDATA[ x",
    "entity": "&lt;b&gt; &#60;b&#62; &xxe;",
    "template": "{{7*7}}",
    "statement": "{% for x in [1] %}{{ self }}{% endfor %}",
    "dollar": "${7*7} #{7*7}",
    "percent": "%s %d %(x)s {0} {value} {about}",
    "up": "../../x",
    "up again": "..\\..\\x",
    "drive": "C:\\x",
    "root": "/etc/cron.d/x",
    "device": "CON",
    "device ext": "nul.xlsx",
    "hidden": ".htaccess",
    "controls": "甲" + "".join(map(chr, range(1, 32))) + "乙\x7f\x85",
    "nul": "甲\x00乙",
    "escape": "_x000D__x0000__x0041_",
    "header": '&B&P&"Arial"&G&[Picture]&D',
    "rich": "<r><t>甲</t></r>",
    "rich sheet": "<r><rPr><b/></rPr><t>甲</t></r>",
    "right to left": "甲\u202egpj.exe\u2066",
    "half": "甲\ud800乙",
    "no character": "\ufffe\uffff\ufeff",
    "terminal": "\x1b[31m\x1b]8;;http://evil.example\x07[bold]x[/bold]",
    "sheet": "'Sheet'!A1 [Book]*?:",
    "long": "长" * 12_000,
    "sql": "'; DROP TABLE people; --",
}

_PERSON = ["1", "某企业", "某项目", "缅甸", "承包工程", "在建", "9", "5", "4"]
_PERSON += ["钱一", "1991111", "电气工程类", "缅甸", "专业工程会员", WORK, ""]
_NAME, _PHONE = FLAT_HEADINGS.index("人员姓名"), FLAT_HEADINGS.index("联系电话")


EACH = range(len(_PERSON) + 1)
ALL = range(len(_PERSON), len(_PERSON) + 1)


def rows(text: str, number: int, columns: range) -> Iterator[list[str]]:
    """One row for each column with `text` in it; after the last, one with it in all free columns. All else is good."""
    for column in columns:
        row = list(_PERSON)
        row[_PHONE] += f"{number:02d}{column:02d}"
        row[_NAME] = "钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦"[column] + chr(ord("一") + number)
        for place in range(len(row)) if column == len(_PERSON) else [column]:
            row[place] = text if place not in (_PHONE, 11, 13) or column < len(_PERSON) else row[place]
        yield row


def workbook(text: str, number: int, columns: range) -> bytes:
    """A flat form whose sheet, unit, extra heading, note and cells hold `text`."""
    lines = [[f"推荐单位：{text}"], [*FLAT_HEADINGS, text[:9000]], *rows(text, number, columns), [f"注：{text}"]]
    return written(text, lines)


def together(payloads: dict[str, str]) -> bytes:
    """All texts in one form."""
    lines = [row for number, text in enumerate(payloads.values()) for row in rows(text, number, ALL)]
    return written("全部", [["推荐单位：试算"], [*FLAT_HEADINGS, "备注"], *lines])


def written(name: str, lines: list[list[str]]) -> bytes:
    """A workbook of text cells, its sheet as near to `name` as a sheet can be named."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']|[^\x20-\ud7ff]", "", name)[:31].strip() or "表")
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                sheet.write_string(row, column, value[:32_000].encode("utf-8", "replace").decode())
    return out.getvalue()


def archive(text: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(f"{text[:60]}.xlsx".replace("\x00", "").encode("utf-8", "replace").decode(), data)
        package.writestr(text[:60].replace("\x00", "").encode("utf-8", "replace").decode() or "x", b"?")
    return out.getvalue()


def word(text: str) -> str:
    """An encoded word of a mail header, which may hold anything."""
    return f"=?utf-8?b?{base64.b64encode(text[:500].encode('utf-8', 'replace')).decode()}?="


def mail(text: str, parts: dict[str, bytes]) -> bytes:
    """A mail with `text` in every header and as a page; the parts under encoded names."""
    head = [
        f"From: {word(text)} <a@example.cn>",
        f"Subject: {word('评价(2025)+' + text)}",
        "Date: Thu, 10 Apr 2025 10:00:00 +0800",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="=="',
        "",
        "--==",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64.b64encode(f"<p>{text}</p>".encode("utf-8", "replace")).decode(),
    ]
    for name, data in parts.items():
        head += ["--==", "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64"]
        head += [f'Content-Disposition: attachment; filename="{word(name)}"', "", base64.b64encode(data).decode()]
    return "\r\n".join([*head, "--==--", ""]).encode()


def submissions(payloads: dict[str, str]) -> dict[str, bytes]:
    """Each text as folder, as file, in cells, in a mail, in an archive; paths are what a file system takes."""
    files = {}
    for number, text in enumerate(payloads.values()):
        data = workbook(text, number, EACH)
        name = re.sub(r"[/\x00]", "", text)[:40].encode("utf-8", "replace").decode().strip(".")
        files[f"2025-04-10 {number:02d}{name}单位/{name}.xlsx"] = data
        files[f"2025-04-11 {number:02d}表/推荐表.csv"] = delimited(text, number).encode("utf-8", "replace")
        parts = {
            f"{text[:80]}.xlsx": workbook(text, number + 50, ALL),
            f"{text[:80]}": b"?",
            "包.zip": archive(text, data),
        }
        files[f"信{number:02d}.eml"] = mail(text, parts)
    return files


def delimited(text: str, number: int) -> str:
    """The same form as CSV, where anything may stand in a cell as it is."""
    lines = [[f"推荐单位：{text}"], [*FLAT_HEADINGS, "备注"], *rows(text, number + 100, ALL)]
    return "\n".join(",".join('"' + value.replace('"', '""') + '"' for value in line) for line in lines)
