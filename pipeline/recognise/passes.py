"""The map of the recogniser: every habit of units that it knows beyond reading plain tables, in the order in which they
are asked about.

Each is one function in a file that says what it does; here stands what it is for, and why it stands where it stands.
Lists of one kind have one signature. Who may change what is said in docs/decisions/passes-in-place.md; which habits of
the corpus notice when a pass is left out, in docs/habits.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from pipeline.recognise.columns.choice_headings import name_choice_headings
from pipeline.recognise.columns.combined import split_combined
from pipeline.recognise.columns.company_as_name import name_company
from pipeline.recognise.columns.counted_people import drop_counted_people
from pipeline.recognise.columns.section_columns import add_section_beside, name_section_column
from pipeline.recognise.columns.set_aside import take_set_aside
from pipeline.recognise.columns.shifted import move_shifted
from pipeline.recognise.columns.swapped import swap_columns
from pipeline.recognise.columns.unknown import name_unknown
from pipeline.recognise.columns.unlabelled import name_unlabelled
from pipeline.recognise.document.attached_lists import link_lists, mark_lists
from pipeline.recognise.document.cards import read_cards
from pipeline.recognise.document.described import drop_described
from pipeline.recognise.document.leftovers import set_leftovers_aside
from pipeline.recognise.document.next_sheet import add_next_sheets
from pipeline.recognise.document.sections import assign_sections
from pipeline.recognise.document.supplements import supplement_people
from pipeline.recognise.document.units import name_unit
from pipeline.recognise.document.unread_people import report_unread_people
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.captions import read_section_caption, read_title, read_unit_line
from pipeline.recognise.rows.column_doubts import say_doubtful_columns
from pipeline.recognise.rows.common_choices import give_common, read_common_choice
from pipeline.recognise.rows.continuations import mark_text, read_continuation, read_merged_person
from pipeline.recognise.rows.hidden import note_hidden
from pipeline.recognise.rows.labels_between import read_company_between, read_labels_between
from pipeline.recognise.rows.left_over import read_left_over
from pipeline.recognise.rows.misplaced import read_misplaced
from pipeline.recognise.rows.packed_rows import take_apart
from pipeline.recognise.rows.people import read_person
from pipeline.recognise.rows.project_lines import read_project_line
from pipeline.recognise.rows.projects_alone import read_project_alone
from pipeline.recognise.rows.reader import Rule
from pipeline.recognise.rows.repeated_headings import read_guides, read_repeated_heading
from pipeline.recognise.rows.row_context import PeoplePass
from pipeline.recognise.rows.samples import read_sample
from pipeline.recognise.rows.totals_and_notes import read_closing, read_note, read_outside, read_total, read_total_amid
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools

DocumentPass = Callable[[Draft, Tools], None]
ColumnPass = Callable[[FormTable, Tools], list[Column]]
Run = TypeVar("Run", DocumentPass, ColumnPass, Rule, PeoplePass)


class Pass(NamedTuple, Generic[Run]):
    """One entry of the map: the function, what it is for, and why it stands where it stands."""

    run: Run
    purpose: str
    place: str

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.run.__name__


TABLE_PASSES: tuple[Pass[DocumentPass], ...] = (
    Pass(
        add_next_sheets,
        "A sheet, or a table in Word, without headings goes on with the table before it.",
        "First, since all that follows works on the tables of the whole document.",
    ),
    Pass(
        assign_sections,
        "Which of the form's sections a table belongs to (caption, columns, names of sheet and file), and whether it "
        "only goes on after a page break.",
        "Before rows are read, which take their section and the project above from it.",
    ),
    Pass(
        mark_lists,
        "A table that names a project and does not describe it is an attached list (此列可另附表).",
        "Before rows are read: each keeps what its list names the project by.",
    ),
)
"""Over the tables of a document, before their columns are settled: (draft, tools), changed in place."""

COLUMN_PASSES: tuple[Pass[ColumnPass], ...] = (
    Pass(
        name_choice_headings,
        "A heading that is itself a choice (资深工程会员): a tick below it is the choice.",
        "First: the heading says it, and what headings say goes before what cells show.",
    ),
    Pass(
        name_unlabelled,
        "Person columns under one heading for all of them, told by its order and checked by their cells.",
        "Behind all headings that say a field, which the group does not hold again.",
    ),
    Pass(
        drop_counted_people,
        "派出工程师（人） over nothing but numbers is no column of names.",
        "Before unknown columns, one of which may then be that of the names.",
    ),
    Pass(
        name_unknown,
        "A column with an unknown heading, or none, whose cells clearly hold a field that the table lacks.",
        "Behind every pass that can tell a field by a heading.",
    ),
    Pass(
        take_set_aside,
        "Of two columns for one field the one that holds it, where the other is empty or holds something else.",
        "Behind all passes that give fields to columns, before those that compare columns with each other.",
    ),
    Pass(
        name_section_column,
        "类别 over nothing but 已外派 and 计划外派 tells the section of each row.",
        "Behind the unknown columns: what holds a field of a person or project is none of these.",
    ),
    Pass(
        add_section_beside,
        "已外派 and 计划外派 left of the table, beside their people, without a heading.",
        "Where no column under a heading tells the section.",
    ),
    Pass(
        split_combined,
        "One column for two fields (项目名称/国别) is parted where its parts show what they are.",
        "When it is known which fields have columns of their own.",
    ),
    Pass(
        move_shifted,
        "Rows that begin with a number under headings without one: all cells stand one column to the right.",
        "Before swapped pairs, of which shifted columns look like several.",
    ),
    Pass(
        swap_columns,
        "Two columns each of which holds what the other's heading asks for.",
        "When every column has its field.",
    ),
    Pass(
        name_company,
        "名称 over nothing but companies, where no column tells the company.",
        "Last: a company and a project that were swapped are none of it.",
    ),
)
"""Over the columns of one table: (table, tools) -> the columns, the same list where nothing changes. Neither the table
nor a column is changed in place, so that before and after can be compared."""

LINE_RULES: tuple[Pass[Rule], ...] = (
    Pass(
        read_common_choice,
        "二、资深工程会员 in a line of its own is the level, or domain, of all people below.",
        "Before captions, which are numbered in the same way.",
    ),
    Pass(
        read_labels_between,
        "项目名称：X between rows is the project of those below.",
        "Before notes, of which many begin with a label too.",
    ),
    Pass(
        read_company_between,
        "Nothing but a company, with people below whose company no column tells.",
        "Behind labels, which say it for certain.",
    ),
    Pass(
        read_repeated_heading,
        "The table's own heading again at a page break, where a table beside it goes on.",
        "Before totals and notes: headings hold words of theirs (合计人数).",
    ),
    Pass(
        read_guides,
        "Rows that say how to fill the columns in, or number them.",
        "Before notes, whose words hints hold too.",
    ),
    Pass(
        read_closing,
        "共3人, or 填表人、日期, in a line of its own closes the table.",
        "Before text that goes on: such a line closes the table in the column of the text as well.",
    ),
    Pass(
        mark_text,
        "二、2015年… under a long text goes on with it, whatever it looks like.",
        "Before totals, captions and notes, which such a line is not.",
    ),
    Pass(read_total, "合计 in the first cell.", "Before captions and notes, which are told by less."),
    Pass(
        read_section_caption,
        "计划外派人员 between rows begins the other section.",
        "Before titles: a title can name a section.",
    ),
    Pass(
        read_title,
        "The form's title or a banner between rows.",
        "Behind captions of sections, which change what follows.",
    ),
    Pass(
        read_unit_line,
        "推荐单位（盖章）：X between tables or under the last one.",
        "Before notes: it is of the form.",
    ),
    Pass(
        read_note,
        "注：… and 填表说明, unless the row holds a person.",
        "Last: what begins like a note may be anything above.",
    ),
)
"""About the table, or about all rows below, by the texts of a row alone: (row, context) -> its fate, or None for the
next rule. Asked only of rows that do not begin like that of a person. They may change the context in place."""

ROW_RULES: tuple[Pass[Rule], ...] = (
    Pass(
        read_sample,
        "张三 as the form prints it, and rows marked 例, are nobody.",
        "First: a sample looks like a person in every way.",
    ),
    Pass(
        read_merged_person,
        "A name merged over several rows: a further project of that person, or text that goes on.",
        "Before people: the row has the name of the one above.",
    ),
    Pass(
        read_project_line,
        "The next project's line amid a list of people, as it stands under the headings of projects further up.",
        "Before people, among whom its cells would be read under the wrong headings.",
    ),
    Pass(
        read_misplaced,
        "People below in other columns than the headings say, told by what their cells hold.",
        "Before people, who would be read under the wrong headings.",
    ),
    Pass(read_person, "A person, by a name or by what only a person has.", "Before everything that tells of nobody."),
    Pass(
        read_total_amid,
        "合计 in any column of a row without a person.",
        "Before projects: a total counts people as they do.",
    ),
    Pass(
        read_outside,
        "Something else under the table: words in the column of numbers.",
        "Before projects, whose columns such words may stand in.",
    ),
    Pass(
        read_project_alone,
        "A project whose people stand elsewhere (见附表), or that has none.",
        "Before continuations: a row with a project of its own does not go on with the person above.",
    ),
    Pass(
        read_continuation,
        "Text over several rows, or a second phone, of the person above.",
        "Behind all rows that say something of their own.",
    ),
    Pass(
        read_left_over,
        "Only numbers, dots, blank marks and choices of drop-downs: an empty row.",
        "Last; what is none of it is a note.",
    ),
)
"""Over the cells of a row as read under their headings: (row, context) -> its fate, or None for the next rule. They may
change the row and the context in place."""

PEOPLE_PASSES: tuple[Pass[PeoplePass], ...] = (
    Pass(
        note_hidden,
        "People in hidden rows, columns or sheets are read, and said.",
        "First: it is said once for a row, however many people it holds.",
    ),
    Pass(
        say_doubtful_columns,
        "A value whose column was chosen among several, or by a heading that may mean something else, is said.",
        "Before people are taken apart: each of them keeps what is said of the row.",
    ),
    Pass(
        take_apart,
        "Several people in the cells of one row, or all of a person in one cell.",
        "Before what is given to each of them.",
    ),
    Pass(
        give_common,
        "What a line above, or the name of the sheet, says of all people below.",
        "Last: what a person says goes before it.",
    ),
)
"""Over the people of one row: (people, row, context) -> the people."""

DOCUMENT_PASSES: tuple[Pass[DocumentPass], ...] = (
    Pass(
        read_cards,
        "One person per sheet or block, labels with their values beside or below.",
        "First: it reads the sheets that tables left, and all that follows needs every person.",
    ),
    Pass(
        set_leftovers_aside,
        "People of sheets that are named as examples, earlier lists or copies are nobody's, where others are listed.",
        "When all people were read, and before any are joined with others of their name.",
    ),
    Pass(
        name_unit,
        "推荐单位（盖章）：X, by the label that the form lists first.",
        "Anywhere behind the reading of the tables.",
    ),
    Pass(
        supplement_people,
        "The rest of a person on another list of the document, such as the experiences by name.",
        "Before people are judged by what they tell.",
    ),
    Pass(
        drop_described,
        "Tables of the form's headings without people, such as a data dictionary, hold notes.",
        "Before lists are joined to projects, which need the projects that stay.",
    ),
    Pass(
        link_lists,
        "People of an attached list are joined to the project that it names by number, name or company.",
        "When all projects and people are there.",
    ),
    Pass(
        report_unread_people,
        "What looks like people and was not read is said.",
        "Last: the net under everything else.",
    ),
)
"""Over the whole document, after its tables were read: (draft, tools), changed in place."""
