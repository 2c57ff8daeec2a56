"""The settings workbook 设置.xlsx, which belongs beside the program: one that is sent is a case, and never applied.

It carries no mark, for staff make it before there is a register whose seal it could bear.
"""

from __future__ import annotations

from pipeline.kinds.kind import Claim, Subject, Sureness
from schemas.settings import settings_file

SETTINGS = "settings"

_FEWEST = 2  # sheets of it; a unit may call one of its own by the same name


class SettingsWorkbook:
    """The kind whose sheets are called and headed as schemas/settings.toml says; earlier versions lack some."""

    name = SETTINGS

    def claim(self, subject: Subject) -> Claim:
        """LAYOUT where several sheets of it are there."""
        rows = {sheet.name: sheet.rows for sheet in subject.document.sheets}
        own = [sheet for sheet in settings_file().sheets.values() if sheet.sheet in rows]
        if len(own) < _FEWEST:
            return Claim(self.name, Sureness.NOT)
        from pipeline.terms.settings.sheets import find_heading  # of what reads all of it

        there = sum(find_heading(rows[sheet.sheet], sheet) is not None for sheet in own)
        return Claim(self.name, Sureness.LAYOUT if there >= _FEWEST else Sureness.NOT)
