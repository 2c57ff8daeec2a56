"""Makes examples/inbox and the example settings again: `python -m examples.make`."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from examples.units import submissions
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.route import load_routes
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import WORKBOOK, Confirmation, Settings

HERE = Path(__file__).parent
UNCONFIRMED = ("计算机与应用类", "生态环境工程类")

ASSOCIATION = {"contact": "秘书处（示例）", "phone": "023-00000000", "email": "mishuchu@example.org"}
"""Whom units may ask, as the letters say."""


def confirmations() -> dict[str, Confirmation]:
    """Every open domain confirmed by an invented secretary, but for two."""
    routes = load_routes(Settings())
    return {
        domain: Confirmation(routes.for_domain(domain).society, "秘书处（示例）", date(2025, 4, 10))
        for domain in load_notice("2025").open_domains
        if domain not in UNCONFIRMED
    }


def main() -> None:
    """Write the inbox and the settings workbook; what stood there before goes."""
    shutil.rmtree(HERE / "inbox", ignore_errors=True)
    for path, data in submissions().items():
        target = HERE / "inbox" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    settings = HERE / "settings"
    settings.mkdir(exist_ok=True)
    write_settings_workbook(settings / WORKBOOK, association=ASSOCIATION, confirmations=confirmations())


if __name__ == "__main__":
    main()
