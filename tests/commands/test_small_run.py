"""What a run over one plain workbook leaves alone: each of these takes longer to load than the workbook to be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.commands.process import FILES_MET, seen_to_have_come
from tests.bench import make

ROOT = Path(__file__).parents[2]
READS = ("pipeline.examine", "pipeline.recognise", "pipeline.kinds.telling", "pipeline.read.documents")
"""Only workers open documents."""
WRITES = ("pipeline.publish.outbox.plan", "pipeline.publish.paper.word", "xlsxwriter", "jinja2", "lxml", "docx")
"""The worker that read plans and writes a small batch, too."""
OTHERS = ("pipeline.commands.every", "pipeline.commands.menu", "webbrowser", "tomllib")
"""Nobody asked for another command."""
UNASKED = (
    *OTHERS,
    *(
        "pandera",
        "hypothesis",
        "pydantic",
        "openpyxl",
        "rich",
        "babel",
        "pygal",
        "imapclient",
        "phonenumbers",
        "opencc",
    ),
)
RUN = """
import gc, json, sys
gc.disable()  # as pipeline/__main__.py does
from pipeline.commands.main import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
assert not gc.isenabled(), "all that the run made would be looked through once more"
sys.__stdout__.write("\\n" + json.dumps(sorted(sys.modules)))
"""


def test_a_run_over_one_workbook_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    make(1, tmp_path / "inbox")
    places = ["--inbox", "inbox", "--outbox", "outbox", "--register", "sqlite:///register.db", "--settings", "settings"]
    command = [sys.executable, "-c", RUN, "process", *places, "--now", "2025-05-07T09:00:00+08:00"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert [each for each in (*READS, *WRITES, *UNASKED) if each in loaded] == []
    assert list(tmp_path.glob("outbox/批次/*/run.json"))


def test_what_seems_to_have_come_is_counted_before_anything_is_loaded(tmp_path: Path) -> None:
    inbox, outbox = tmp_path / "inbox", tmp_path / "outbox"
    assert seen_to_have_come(inbox, outbox) == 0
    (inbox / "甲").mkdir(parents=True)
    for number in range(FILES_MET + 9):
        (inbox / f"{number}.xlsx").touch()
    assert seen_to_have_come(inbox, outbox) == FILES_MET
    time.sleep(0.05)
    outbox.mkdir()
    assert seen_to_have_come(inbox, outbox) == 0
    time.sleep(0.05)
    for number in range(3):
        (inbox / "甲" / f"{number}.xlsx").touch()
    assert seen_to_have_come(inbox, outbox) == 3
    (inbox / "甲" / "0.xlsx").unlink()
    assert seen_to_have_come(inbox, outbox) == 2
    for path in (inbox / "甲").iterdir():
        path.unlink()
    assert seen_to_have_come(inbox, outbox) == 1
