"""What judging needs to know of the forms (schemas/forms/): their sections, and which fields they ask for."""

from __future__ import annotations

from functools import cache

from schemas.forms import form_file, form_names


def sections_of(form: str) -> tuple[str, ...]:
    """The sections of a form, in its order; ("",) for one that has none."""
    return tuple(form_file(form).sections) or ("",)


@cache
def known_sections() -> frozenset[str]:
    """The sections of all forms."""
    return frozenset(section for form in form_names() for section in sections_of(form))


@cache
def section_labels() -> dict[str, str]:
    """What people call the sections of all forms, in their order."""
    return {name: section.label for form in form_names() for name, section in form_file(form).sections.items()}


@cache
def sections_asking(field: str) -> frozenset[str]:
    """The sections in which a form asks for the field: those that name it, or all of a form in which none does."""
    asking: set[str] = set()
    for form in filter(lambda name: field in asks_for(name), form_names()):
        sections = form_file(form).sections
        asking.update([name for name, section in sections.items() if field in section.columns] or sections_of(form))
    return frozenset(asking)


@cache
def asks_for(form: str) -> frozenset[str]:
    """The fields that a form asks for."""
    data = form_file(form)
    return frozenset((*data.columns, *(field for choice in data.either.values() for field in choice[:2])))
