"""Makes the invented submissions and their settings again, those of examples/ and of each folder in examples/notices/:
`python -m examples.make`.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from examples import applicants, lists, registrations
from examples.units import submissions
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.route import load_routes
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import WORKBOOK, Confirmation, Settings

HERE = Path(__file__).parent
OTHERS = {
    "ciesc-2023": applicants.submissions,
    "csee-2022": lists.submissions,
    "csee-iet-2018": registrations.submissions,
}
"""What is sent to the other notices, by their names."""
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
    """Write inboxes and settings workbooks; what stood there before goes."""
    shutil.rmtree(HERE / "notices", ignore_errors=True)
    write(HERE, submissions(), association=ASSOCIATION, confirmations=confirmations())
    for name, sent in OTHERS.items():
        us = {"name": load_notice(name).association}  # the society itself: it assesses who applies
        write(HERE / "notices" / name, sent(), association=ASSOCIATION | us, open_notices=(name,))


def write(folder: Path, files: dict[str, bytes], **settings: Any) -> None:
    """Write an inbox and a settings workbook into a folder."""
    shutil.rmtree(folder / "inbox", ignore_errors=True)
    for path, data in files.items():
        target = folder / "inbox" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "settings").mkdir(exist_ok=True)
    write_settings_workbook(folder / "settings" / WORKBOOK, **settings)


if __name__ == "__main__":
    main()
