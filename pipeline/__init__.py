"""工荐: the recommendation workbooks of units, turned into clean, explained, routed intake workbooks."""

from pathlib import Path

PROGRAM = "0.1.0"
"""The program's version, as pyproject.toml has it; kept with every batch."""

SOURCES = Path(__file__).parent
"""The folder of the program's code; data, templates and the lock of its libraries lie beside it."""

TEMPLATES = SOURCES.parent / "templates"
"""What people read is made of these."""
