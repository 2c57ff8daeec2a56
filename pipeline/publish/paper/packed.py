"""How hard the parts of a workbook are packed. XlsxWriter leaves that to zlib, which then takes two and a half times as
long as at the level here, for a file that is a tenth smaller (docs/decisions/shared-strings.md).
"""

from __future__ import annotations

from typing import Any
from zipfile import ZipFile

import xlsxwriter.workbook

LEVEL = 4


class Package(ZipFile):
    """The zip file into which XlsxWriter puts the parts."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(zinfo_or_arcname, data, compresslevel=LEVEL)


def pack_quickly() -> None:
    """Let XlsxWriter use it, which has no option for that."""
    xlsxwriter.workbook.ZipFile = Package
