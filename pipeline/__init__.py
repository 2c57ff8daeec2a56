"""工荐: the recommendation workbooks of units, turned into clean, explained, routed intake workbooks."""

PROGRAM = "0.1.0"
"""The program's version, as pyproject.toml has it; kept with every batch."""
