"""Workbooks as LibreOffice saves them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

OFFICE = shutil.which("soffice")


def saved_in_office(files: Iterable[Path], ending: str, folder: Path) -> dict[str, bytes]:
    """The workbooks opened in LibreOffice and saved in another format, all in one go, by their stem."""
    profile, target = f"-env:UserInstallation={(folder / 'profile').as_uri()}", folder / ending
    command = [str(OFFICE), "--headless", profile, "--convert-to", ending, "--outdir", str(target)]
    subprocess.run([*command, *map(str, sorted(files))], check=True, capture_output=True, timeout=300)
    return {path.stem: path.read_bytes() for path in target.iterdir()}
