"""A function that only another process needs: this one names it, and loads nothing for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Elsewhere:
    """The function `name` of a module; where it is unpickled, the function itself."""

    def __init__(self, module: str, name: str) -> None:
        self._named = module, name

    def __reduce__(self) -> tuple[Any, ...]:
        return _loaded, self._named

    def __call__(self, *arguments: Any) -> Any:
        return _loaded(*self._named)(*arguments)


def _loaded(module: str, name: str) -> Any:
    return getattr(import_module(module), name)
