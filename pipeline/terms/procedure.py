"""How the people of a notice are assessed (认证流程): its stages, the times between them, and what who failed may do.

A notice that says nothing of it is as schemas/results.toml has it (002:96-123, 003:118-147).
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas import check_among
from schemas.named import NamedTuple
from schemas.notices import Reapplication, ResultsTable, StageLimit
from schemas.results import results_file


class Procedure(NamedTuple):
    """`stages` in their order, of which those that are `optional` may be left out, and some are `explained`; the
    certificate is issued at `certified`; `marks` are the fields of those that there are. `is_own`: the notice itself
    says it."""

    stages: tuple[str, ...]
    certified: str
    marks: frozenset[str]
    optional: frozenset[str] = frozenset()
    explained: Mapping[str, str] = {}
    limits: tuple[StageLimit, ...] = ()
    reapply: Reapplication | None = None
    appeal: bool = False
    is_own: bool = False

    def stage_of(self, text: str) -> str:
        """The stage that is called so, whatever blanks are in it; "" for none."""
        said = "".join(text.split())
        return said if said in self.stages else ""

    def place(self, stage: str) -> int:
        """The place of a stage, from 0; -1 for what is none."""
        return self.stages.index(stage) if stage in self.stages else -1

    def tells_unit(self, stage: str, conclusion: str) -> bool:
        """Whether the unit gets a letter about a conclusion at a stage."""
        entry = results_file().conclusion.get(conclusion)
        if entry is None or entry.tells_unit != "certified":
            return entry is not None and entry.tells_unit == "always"
        return stage == self.certified


def common_procedure() -> Procedure:
    """That of notices which say nothing of it."""
    file = results_file()
    return Procedure(file.stages, file.certified, frozenset(mark.field for mark in file.marks))


def own_procedure(name: str, said: ResultsTable) -> Procedure:
    """The table `results` of the notice of that name. Raises DataError for a stage or a mark that there is not, and for
    a time that ends before it begins."""
    file, common = f"notices/{name}", common_procedure()
    check_among(file, "results.certified", [said.certified], said.stages)
    check_among(file, "results.optional", said.optional, said.stages)
    check_among(file, "results.explained", said.explained, said.stages)
    check_among(file, "results.marks", said.marks or (), common.marks)
    for number, limit in enumerate(said.limits, 1):
        check_among(file, f"results.limits[{number}].after", [limit.after], said.stages)
        later = said.stages[said.stages.index(limit.after) + 1 :]
        check_among(file, f"results.limits[{number}].stage", [limit.stage], later)
    return Procedure(
        stages=said.stages,
        certified=said.certified,
        marks=common.marks if said.marks is None else frozenset(said.marks),
        optional=frozenset(said.optional),
        explained=said.explained,
        limits=said.limits,
        reapply=said.reapply,
        appeal=said.appeal,
        is_own=True,
    )
