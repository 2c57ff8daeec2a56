"""Each pass of the recogniser left out in turn (`make ablate`): at least one habit that it handles must notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_passes import PASSES, noticing


@pytest.mark.slow
@pytest.mark.ablation
@pytest.mark.parametrize("name", PASSES)
def test_a_pass_left_out_is_noticed(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = noticing(name, tmp_path)
    with capsys.disabled():
        print(f"\n{name}: {'、'.join(found)}", end=" ")  # noqa: T201 - the table is what this run is for
    assert found
