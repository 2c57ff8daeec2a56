"""How hard the parts of a workbook are packed. XlsxWriter leaves that to zlib, which then takes two and a half times as
long as at the level here, for a file that is a tenth smaller (docs/decisions/shared-strings.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import ZipFile

import xlsxwriter.workbook

LEVEL = 4


class Package(ZipFile):
    """The zip file into which XlsxWriter puts the parts."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(zinfo_or_arcname, data, compresslevel=LEVEL)


class QuicklyPacked(xlsxwriter.Workbook):  # type: ignore[misc]  # xlsxwriter is untyped
    """A workbook that is put into it."""

    def _store_workbook(self) -> None:
        with _packing():
            super()._store_workbook()


@contextmanager
def _packing() -> Iterator[None]:
    """Let XlsxWriter make that for once, which has no option for it."""
    usual = xlsxwriter.workbook.ZipFile
    xlsxwriter.workbook.ZipFile = Package
    try:
        yield
    finally:
        xlsxwriter.workbook.ZipFile = usual
