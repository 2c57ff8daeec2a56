"""docs/capacity.md shows what was measured and what the model says of it."""

from __future__ import annotations

import pytest

from tests.capacity import PAGE, QUANTITIES, Run, predicted, tables


@pytest.mark.parametrize("mark", ["measured", "ten million"])
def test_the_page_shows_the_tables_that_are_made_of_the_runs(mark: str) -> None:
    shown = PAGE.read_text("utf-8").partition(f"<!-- {mark} -->\n\n")[2].partition("\n\n")[0]
    assert shown.splitlines() == tables()[mark]


def run(workbooks: int, seconds: float) -> Run:
    return Run("local", workbooks, *[seconds] * len(QUANTITIES))


def test_a_straight_line_is_predicted_as_one() -> None:
    runs = [run(size, 2 + size / 100) for size in (1_000, 2_500, 5_000, 10_000)]
    assert predicted(20_000, runs).wall == pytest.approx(202)
    assert predicted(416_667, runs).register == pytest.approx(4_168.67)


def test_no_part_of_a_run_shrinks_as_it_grows() -> None:
    runs = [run(1_000, 20), run(5_000, 90), run(10_000, 160)]
    assert predicted(1_000_000, runs).wall > 160
