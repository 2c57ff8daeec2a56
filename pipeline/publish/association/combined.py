"""附件3 of people of many units: one form with merged project cells, the association as 推荐单位, ready to seal.

That of a batch holds who is new or changed since the batches before, so that sending on the form of each batch sends
everybody once; people of a society whose route is not confirmed come with the batch that confirms it. That of all holds
everyone who is routed now.

By the notice the 联合体 distributes the people to the societies; this is the workbook for it. Our own recogniser can
read it back: company, contact and phone are in one cell, six person columns under one heading.
"""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Columns
from pipeline.publish.association.sheet import Form, first_of_person
from pipeline.publish.desk.accounts import published
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book
from pipeline.publish.paper.layout import Layout, load_layout
from pipeline.publish.paper.people import picked, rows_of, shown
from pipeline.publish.paper.values import Value
from pipeline.terms.notices import Notice
from pipeline.terms.readable import countries_plain
from pipeline.text import seal
from schemas.layouts.combined import CombinedWords, combined_words
from schemas.layouts.summary import summary_file

if TYPE_CHECKING:
    from pipeline.register.contents.batch import Routed

_COUNTS = ("chinese_engineers", "foreign_engineers", "qualified_engineers")

_AS_TYPED = ("project_country_plain", "project_type", "project_status", *_COUNTS)
_NEVER_BLANK = ("project_name", "location_plain", *_AS_TYPED)
"""Fields in which a blank cell would be read as "same as above"."""
IN_ORDER = ("unit", "submission_id", "file", "sheet_index", "row", "place", "row_id")
_COMPANY = ("company", "company_contact", "company_contact_phone_shown", "company_typed")
_PASSED_ON = ("disposition", "change", "route_confirmed")
_WORDED = ("project_country_plain", "location_plain", "company_cell", "contact_shown")


def needed(notice: Notice) -> set[str]:
    """The columns of people that the form of the notice is made of; none where it publishes no such form."""
    if "combined" not in notice.publishes:
        return set()
    cells = {source for section in notice.sections for source in load_layout(notice.combined, section).sources}
    typed = {f"{field.removesuffix('_plain')}_typed" for field in _AS_TYPED}
    worded_from = {"project_country", "location", "location_country", "phone_shown", "email", *_COMPANY}
    return {*cells.difference(_WORDED), *typed, *worded_from, *IN_ORDER, *_PASSED_ON, "section"}


def path_of(batch: Batch, notice: Notice) -> str:
    """The form's path below the batch folder; "" where the notice publishes none."""
    if "combined" not in notice.publishes:
        return ""
    return f"{summary_file().words.folder}/{combined_words(notice.combined).file.format(batch=batch.name)}"


def combined_form(batch: Batch, notice: Notice, people: Columns, findings: Columns) -> tuple[str, Form] | None:
    """Path below the batch folder, and the form of those whom this batch passes on; None where there are none, or the
    notice publishes no such form."""
    path = path_of(batch, notice)
    went = picked(people, passed_on(people)) if path else {"row_id": []}
    if not went["row_id"]:
        return None
    footer = combined_words(notice.combined).footer.format(association=batch.association, batch=batch.name)
    mark = batch.mark("combined", went["row_id"])
    book = Book(path, batch.created, notice.form_title, "", footer, mark)
    return path, _form(book, batch.association, notice, went, findings)


def passed_on(people: Columns) -> list[bool]:
    """Of each row whether the form of its batch holds it."""
    rows = zip(*(people[name] for name in _PASSED_ON), strict=True)
    return [confirmed and published(disposition, change) for disposition, change, confirmed in rows]


def form_of_all(routed: Routed, notice: Notice, path: Path, secret: bytes) -> Form:
    """The form of everyone who is routed to the notice now, to be written to `path`."""
    association = routed.association.get("name") or notice.association
    people = shown(routed.people, {})
    count = len(people["row_id"])
    footer = combined_words(notice.combined).footer_all.format(
        association=association, day=routed.now[:10], count=count
    )
    created = datetime.fromisoformat(routed.now).replace(tzinfo=None)
    mark = seal.make("combined", "", people["row_id"], secret)
    book = Book(str(path), created, notice.form_title, "", footer, mark)
    return _form(book, association, notice, people, routed.findings)


def _form(book: Book, association: str, notice: Notice, people: Columns, findings: Columns) -> Form:
    text = combined_words(notice.combined)
    _word(people, findings, text)
    captions = {section: text.caption.format(title=title) for section, title in notice.sections.items()}
    tables = {section: _rows(people, section, load_layout(notice.combined, section)) for section in notice.sections}
    return Form(book, association, notice.combined, captions, tables)


def _word(people: Columns, findings: Columns, text: CombinedWords) -> None:
    """Add the columns as worded in the form. Values not understood are passed on as typed by the unit; interpreted ones
    (国家 and 所在地) are written in an unambiguous form.
    """
    people["project_country_plain"] = [countries_plain(codes) for codes in people["project_country"]]
    pairs = zip(findings["row_id"], findings["slug"], strict=True)
    understood = {row_id for row_id, slug in pairs if slug == "location-understood"}
    places = zip(people["row_id"], people["location_country"], people["location"], strict=True)
    people["location_plain"] = [
        countries_plain(country) if row_id in understood else place for row_id, country, place in places
    ]
    for field in _AS_TYPED:
        typed = people[f"{field.removesuffix('_plain')}_typed"]
        people[field] = [value or said for value, said in zip(people[field], typed, strict=True)]
    for field in _NEVER_BLANK:
        people[field] = [value or text.blank for value in people[field]]
    for field in _COUNTS:
        people[field] = [int(value) if value.isdecimal() else value for value in people[field]]
    people["company_cell"] = [_company(text, *row) for row in zip(*(people[name] for name in _COMPANY), strict=True)]
    people["contact_shown"] = [
        phone or email for phone, email in zip(people["phone_shown"], people["email"], strict=True)
    ]


def _company(text: CombinedWords, company: str, contact: str, phone: str, typed: str) -> str:
    """Name, contact and phone in one cell, as the form asks; as typed if they could not be separated."""
    if not company:
        return typed or text.blank
    known = [name for name, value in (("contact", contact), ("phone", phone)) if value]
    template: str = getattr(text, "_".join(["company", *known]))
    return template.format(company=company, contact=contact, phone=phone)


def _rows(people: Columns, section: str, layout: Layout) -> list[tuple[Value, ...]]:
    """The section's people grouped by project, projects in the order of their first person."""
    own = picked(people, (name == section for name in people["section"]))
    rows = rows_of(own, layout.sources)
    keys = rows_of(own, IN_ORDER)
    columns = first_of_person(layout) - 1
    ordered = sorted(zip(keys, rows, strict=True), key=itemgetter(0))
    projects: dict[tuple[Any, ...], list[tuple[Value, ...]]] = {}
    for key, row in ordered:
        projects.setdefault((*key[:2], *row[:columns]), []).append(row)
    return [row for project in projects.values() for row in project]
