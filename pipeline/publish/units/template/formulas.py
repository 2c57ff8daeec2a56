"""What a blank form asks of a cell, as parts of a formula: only what Excel 2010, WPS and LibreOffice all know.

`cell` is a reference to one cell, or inside SUMPRODUCT to all of a column: so nothing stands here that would look at
the first of them only (IF, AND, OR).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from schemas.layouts.template import template_file

_SEVERAL = 20  # digits and more are two numbers at least
_FEWEST = 7  # digits of a number that has words around it


def text(words: str = "") -> str:
    """Words as a formula says them."""
    return '"' + words.replace('"', '""') + '"'


def joined(words: str, count: str) -> str:
    """Words with a number that a formula gives, where they say {count}."""
    before, behind = words.split("{count}")
    return "&".join(filter(None, [text(before) if before else "", count, text(behind) if behind else ""]))


def blank(cell: str) -> str:
    """Whether a cell says nothing."""
    return among(cell, ())


def among(cell: str, choices: Iterable[str]) -> str:
    """Whether a cell says nothing, or one of these words."""
    words = "|".join(["", "", *template_file().checks.blanks, *choices, ""])
    return f'ISNUMBER(FIND("|"&TRIM({cell})&"|",{text(words)}))'


def length(cell: str) -> str:
    """The characters of a cell without white space."""
    return f"LEN({_without(cell, template_file().checks.white)})"


def wrong_phone(cell: str) -> str:
    """Whether a cell that is not blank holds nothing by which a person can be called or written to. A mobile has eleven
    digits, a fixed line its area code; a number abroad begins with + or 00. What has words around it, or is more than
    one number, is left to who reads it."""
    number = f'SUBSTITUTE(SUBSTITUTE(ASC({cell})," ",""),"-","")'
    long, begins, second = f"LEN({number})", f"LEFT({number},1)", f"MID({number},2,1)"
    national = f'(LEFT({number},2)="86")*(({long}=13)+({long}=12)*(MID({number},3,1)<>"1"))'
    coded = f'(LEFT({number},3)<>"+86")+({long}=14)+({long}=13)*(MID({number},4,1)<>"1")'
    kinds = [
        f'({begins}="1")*({long}=11)*({second}>="3")',
        f'({begins}="0")*({long}>9)*({long}<18)',
        f'((LEFT({number},3)="400")+(LEFT({number},3)="800"))*({long}=10)',
        national,
        f'({begins}="+")*({long}>8)*({long}<17)*({coded})',
        f"({long}>={_SEVERAL})",
    ]
    alone = f"ISNUMBER(-{number})"
    digits = f"LEN({cell})-LEN({_without(f'ASC({cell})', '0123456789')})"
    address = f'ISNUMBER(FIND(".",ASC({cell}),FIND("@",ASC({cell}))+2))'
    usable = f"({alone}*({'+'.join(kinds)})+(1-{alone})*({digits}>={_FEWEST})+{address})"
    return f"((1-{blank(cell)})*({usable}=0))"


def _without(cell: str, characters: Iterable[str]) -> str:
    """A cell's text without these characters."""

    def replaced(formula: str, character: str) -> str:
        said = f"CHAR({ord(character)})" if character < " " else text(character)
        return f'SUBSTITUTE({formula},{said},"")'

    return reduce(replaced, characters, cell)
