"""Texts and paths of the command line taken as they are typed.

Typer has pydantic make every value of its type, and pydantic takes a fifth as long to load as pandas. Texts and paths,
which nearly all options are, need nobody for that; whatever else was typed (a number, a choice) still goes through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer._click import Context
from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from typer.core import TyperGroup


@dataclass(frozen=True)
class Plain(RuntimeParam):
    """One option that is a text or a path, or was left out; `descriptor` is what Typer knows of it."""

    descriptor: TypeDescriptor

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        if self.annotation in (str, Path) and isinstance(value, str | Path):
            return self.annotation(value)
        return build_runtime_param(self.descriptor).coerce(value, param, ctx)


def taken_plainly(group: TyperGroup) -> TyperGroup:
    """The same command line, which takes its texts and paths so."""
    for command in (group, *group.commands.values()):
        for param in command.get_params(Context(command)):
            if isinstance(param, TyperOption | TyperArgument):
                told = param.type_descriptor
                param._runtime_param = Plain(told.parameter_info, told.annotation, told)
    return group
