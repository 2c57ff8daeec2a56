"""The map of the recogniser: a pass for every habit of units that it handles beyond plain tables, in the order in which
the passes run.

Each pass is one function, and its file says how it works; this file says what it is for and why it runs where it does.
All passes of a list have the same signature. docs/decisions/passes-in-place.md says which of them may change what they
are given, docs/habits.md which habits of the corpus are misread when a pass is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from pipeline.recognise.columns.choice_headings import name_choice_headings
from pipeline.recognise.columns.codes import read_codes
from pipeline.recognise.columns.combined import split_combined
from pipeline.recognise.columns.company_as_name import name_company
from pipeline.recognise.columns.counted_people import drop_counted_people
from pipeline.recognise.columns.section_columns import add_section_beside, name_section_column
from pipeline.recognise.columns.set_aside import take_set_aside
from pipeline.recognise.columns.shifted import move_shifted
from pipeline.recognise.columns.surnames import join_surnames
from pipeline.recognise.columns.swapped import swap_columns
from pipeline.recognise.columns.tool_columns import drop_tool_columns
from pipeline.recognise.columns.unknown import name_unknown
from pipeline.recognise.columns.unlabelled import name_unlabelled
from pipeline.recognise.document.attached_lists import link_lists, mark_lists
from pipeline.recognise.document.beside import report_unread_beside
from pipeline.recognise.document.cards import read_cards
from pipeline.recognise.document.described import drop_described
from pipeline.recognise.document.joined_lists import join_lists
from pipeline.recognise.document.leftovers import set_leftovers_aside
from pipeline.recognise.document.next_sheet import add_next_sheets
from pipeline.recognise.document.sections import assign_sections
from pipeline.recognise.document.supplements import supplement_people
from pipeline.recognise.document.units import name_unit
from pipeline.recognise.document.unread_people import report_unread_people
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.assumed_sections import say_assumed_section
from pipeline.recognise.rows.captions import read_banner, read_section_caption, read_title, read_unit_line
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
from pipeline.recognise.rows.remarks_beside import read_remarks
from pipeline.recognise.rows.repeated_headings import read_guides, read_repeated_heading
from pipeline.recognise.rows.row_context import PeoplePass
from pipeline.recognise.rows.samples import read_sample
from pipeline.recognise.rows.struck import drop_struck
from pipeline.recognise.rows.totals_and_notes import read_closing, read_note, read_outside, read_total, read_total_amid
from pipeline.recognise.second_look.conditions import tell_conditions
from pipeline.recognise.second_look.lines_over import hold_below
from pipeline.recognise.second_look.rivals import doubt_rivals
from pipeline.recognise.second_look.taken_over import doubt_taken_over
from pipeline.recognise.second_look.totals import check_totals
from pipeline.recognise.second_look.unread_columns import tell_unread_columns
from pipeline.recognise.second_look.values import doubt_values
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from schemas.named import NamedTuple

DocumentPass = Callable[[Draft, Tools], None]
ColumnPass = Callable[[FormTable, Tools], list[Column]]
Run = TypeVar("Run", DocumentPass, ColumnPass, Rule, PeoplePass)


class Pass(NamedTuple, Generic[Run]):
    """One entry of the map: the function, what it is for, and why it runs at this place."""

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
        "A sheet (in Word: a table) without headings that continues the table before it.",
        "First, since all that follows works on the tables of the whole document.",
    ),
    Pass(
        join_lists,
        "Phones, levels or experiences on a list of their own, joined by a number of staff, a phone or a name.",
        "When all tables are there, since it takes some that are none of the form by themselves.",
    ),
    Pass(
        assign_sections,
        "Which of the form's sections a table belongs to (caption, columns, names of sheet and file), and whether it "
        "only continues after a page break.",
        "Before rows are read, since they take their section and the project above from it.",
    ),
    Pass(
        mark_lists,
        "A table that names projects without describing them is an attached list (此列可另附表).",
        "Before rows are read: each of them keeps how its list names the project.",
    ),
)
"""Run over the tables of a document before their columns are settled: (draft, tools). The draft is changed in place."""

COLUMN_PASSES: tuple[Pass[ColumnPass], ...] = (
    Pass(
        drop_tool_columns,
        "当前状态 beside 审批编号 and 发起人 is that of the approval, and no field.",
        "First: the field is free then for whatever else asks for it.",
    ),
    Pass(
        name_choice_headings,
        "A heading that is itself a choice (资深工程会员): a tick below it makes that choice.",
        "Before all that looks at cells: what headings say outweighs what they show.",
    ),
    Pass(
        name_unlabelled,
        "Columns of a person under one common heading, told apart by their order and checked against their cells.",
        "After all headings that name a field: the group does not hold such a field again.",
    ),
    Pass(
        drop_counted_people,
        "派出工程师（人） over nothing but numbers is not a column of names.",
        "Before unknown columns, one of which may then turn out to hold the names.",
    ),
    Pass(
        join_surnames,
        "姓 and 名, or Surname and Given name, as columns of their own, where none tells the whole name.",
        "Before unknown columns: given names look like names.",
    ),
    Pass(
        name_unknown,
        "A column with an unknown heading, or none, whose cells clearly belong to a field that the table lacks.",
        "After every pass that can tell a field by its heading.",
    ),
    Pass(
        take_set_aside,
        "Of two columns for one field the one that holds it, where the other is empty or holds something else.",
        "Behind all passes that give fields to columns, before those that compare columns with each other.",
    ),
    Pass(
        name_section_column,
        "类别, or 备注, over nothing but 已外派 and 计划外派 tells the section of each row.",
        "After the unknown columns: one that holds a field of a person or project is not of this kind.",
    ),
    Pass(
        add_section_beside,
        "已外派 and 计划外派 left or right of the table, beside their people, without a heading.",
        "After it: only needed where no column with a heading tells the section.",
    ),
    Pass(
        split_combined,
        "One column for two fields (项目名称/国别) is split where its parts show what they are.",
        "Once it is known which fields have columns of their own.",
    ),
    Pass(
        read_codes,
        "Codes whose meaning the heading, or a line beside the table, tells: 拟申请级别（1-资深，2-专业）.",
        "Once every heading has its field, before columns are compared by what they show.",
    ),
    Pass(
        move_shifted,
        "Rows that begin with a number, under headings that do not: every cell stands one column too far right.",
        "Before swapped pairs, since shifted columns look like several of them.",
    ),
    Pass(
        swap_columns,
        "Two columns, each of which holds what the heading of the other asks for.",
        "Once every column has its field.",
    ),
    Pass(
        name_company,
        "名称 over nothing but companies, where no other column tells the company.",
        "Last: a company and a project that were merely swapped are no case of it.",
    ),
)
"""Run over the columns of one table: (table, tools) -> the columns, the same list if nothing changes. Neither the table
nor a column is changed in place, so that before and after can be compared."""

LINE_RULES: tuple[Pass[Rule], ...] = (
    Pass(
        read_common_choice,
        "二、资深工程会员 in a line of its own is the level, or the domain, of all people below it.",
        "Before captions, which are numbered in the same way.",
    ),
    Pass(
        read_labels_between,
        "项目名称：X between rows is the project of the rows below it.",
        "Before notes, many of which begin with a label too.",
    ),
    Pass(
        read_company_between,
        "A row with nothing but a company, over people whose company no column tells.",
        "After labels, which are certain.",
    ),
    Pass(
        read_repeated_heading,
        "The table's own heading again at a page break, where a table beside it goes on.",
        "Before totals and notes, whose words headings may contain (合计人数).",
    ),
    Pass(
        read_guides,
        "Rows that number the columns, or say how to fill them in.",
        "Before notes, whose words such hints may contain.",
    ),
    Pass(
        read_closing,
        "共3人, or 填表人、日期, in a line of its own closes the table.",
        "Before continued text: such a line closes the table even if it stands in the column of the text.",
    ),
    Pass(
        read_title,
        "The form's title again, over the rows of the next page.",
        "Before continued text, for the same reason.",
    ),
    Pass(
        mark_text,
        "二、2015年… under a long text continues it, whatever it looks like.",
        "Before totals, captions and notes, for which such a line could be taken.",
    ),
    Pass(read_total, "合计 in the first cell.", "Before captions and notes, which are recognised by less."),
    Pass(
        read_section_caption,
        "计划外派人员 between rows begins the other section.",
        "Before titles: a title can name a section.",
    ),
    Pass(
        read_banner,
        "A banner between rows: 续表, 一、东南亚片区.",
        "After captions of sections, which change what follows.",
    ),
    Pass(
        read_unit_line,
        "推荐单位（盖章）：X between tables or under the last one.",
        "Before notes: the line belongs to the form.",
    ),
    Pass(
        read_note,
        "注：… and 填表说明, unless the row holds a person.",
        "Last: what begins like a note may be any of the above.",
    ),
)
"""Rules for rows that speak of the table or of all rows below, told by their texts alone: (row, context) -> the fate of
the row, or None to ask the next rule. Only asked about rows that do not begin like that of a person. They may change
the context in place."""

ROW_RULES: tuple[Pass[Rule], ...] = (
    Pass(
        read_sample,
        "张三 as the form prints it, and rows marked 例, are not people.",
        "First: a sample looks like a person in every way.",
    ),
    Pass(
        read_merged_person,
        "A name merged over several rows: a further project of that person, or more of the text.",
        "Before people, since the row carries the name of the person above.",
    ),
    Pass(
        read_project_line,
        "The next project's line amid a list of people, as it stands under the headings of projects further up.",
        "Before people, among whom its cells would be read under the wrong headings.",
    ),
    Pass(
        read_misplaced,
        "People further down who stand in other columns than the headings say, told by their cells.",
        "Before people, who would otherwise be read under the wrong headings.",
    ),
    Pass(read_person, "A person, told by a name or by what only a person has.", "Before all rows that are not people."),
    Pass(
        read_total_amid,
        "合计 in any column of a row without a person.",
        "Before projects: like them, a total counts people.",
    ),
    Pass(
        read_outside,
        "Something else below the table: words in the column of numbers.",
        "Before projects, in whose columns such words may stand.",
    ),
    Pass(
        read_project_alone,
        "A project whose people stand elsewhere (见附表), or that has none.",
        "Before continuations: a row with a project of its own does not continue the person above.",
    ),
    Pass(
        read_continuation,
        "More text, or a second phone, of the person above.",
        "After all rows that say something of their own.",
    ),
    Pass(
        read_left_over,
        "Nothing but numbers, dots, marks for blanks and drop-down choices: an empty row.",
        "Last; whatever is left after it is a note.",
    ),
)
"""Rules for rows whose cells were read under their headings: (row, context) -> the fate of the row, or None to ask the
next rule. They may change the row and the context in place."""

PEOPLE_PASSES: tuple[Pass[PeoplePass], ...] = (
    Pass(
        note_hidden,
        "People in hidden rows, columns or sheets are read, and reported as hidden.",
        "First: it is reported once for a row, however many people it holds.",
    ),
    Pass(
        say_doubtful_columns,
        "A value whose column was chosen among several, or by a heading that may mean something else, is said.",
        "Before people are taken apart: each of them keeps what is said of the row.",
    ),
    Pass(
        take_apart,
        "Several people in the cells of one row, or a whole person in one cell.",
        "Before each of them is given what they have in common.",
    ),
    Pass(
        drop_struck,
        "A person whose row is struck through is a question; a struck phone beside the new one is none of theirs.",
        "Before what is judged by the values that stay.",
    ),
    Pass(
        say_assumed_section,
        "People whose section nothing tells: it is taken by the form's plan, and said.",
        "When each person is there.",
    ),
    Pass(
        give_common,
        "What a line above, or the name of the sheet, says of all people below it.",
        "After the people are told apart: what the row itself says outweighs it.",
    ),
    Pass(
        read_remarks,
        "What the unit says against a person beside the form's columns: 是否推荐 = 否, 备注：本人放弃, 改报资深.",
        "Last: a remark is compared with what is told of the person.",
    ),
)
"""Run over the people of one row: (people, row, context) -> the people."""

DOCUMENT_PASSES: tuple[Pass[DocumentPass], ...] = (
    Pass(
        read_cards,
        "One person per sheet or block, with values beside or below their labels.",
        "First: it reads the sheets on which no table was found, and all that follows needs every person.",
    ),
    Pass(
        set_leftovers_aside,
        "People of sheets that are named as examples, earlier lists or copies are nobody's, where others are listed.",
        "When all people were read, and before any are joined with others of their name.",
    ),
    Pass(
        name_unit,
        "推荐单位（盖章）：X, by the label that the form lists first.",
        "Anywhere after the tables were read.",
    ),
    Pass(
        supplement_people,
        "What a list that is joined to another tells of its people.",
        "Before people are judged by what they say.",
    ),
    Pass(
        drop_described,
        "Tables with headings of the form but without people, such as a data dictionary, are notes.",
        "Before lists are linked, since they need the projects that remain.",
    ),
    Pass(
        link_lists,
        "People of an attached list are linked to the project that it names by number, name or company.",
        "Once all projects and people are there.",
    ),
    Pass(
        report_unread_people,
        "What looks like people but was not read is reported.",
        "Last of all that looks into cells: the safety net under everything else.",
    ),
    Pass(
        report_unread_beside,
        "What looks like people or a condition outside the cells (text boxes, comments, page headers) is reported.",
        "Behind what looks into cells, where most of it stands as well.",
    ),
)
"""Run over the whole document, after its tables were read: (draft, tools). The draft is changed in place."""

SECOND_LOOK: tuple[Pass[DocumentPass], ...] = (
    Pass(
        doubt_values,
        "A value that shows something else than its field: a phone where a name should stand.",
        "First: what stands in the cell speaks louder than what stands over it.",
    ),
    Pass(
        doubt_rivals,
        "Another column that could be meant as well, and says something else.",
        "Behind the values, whose doubt is the greater one.",
    ),
    Pass(
        doubt_taken_over,
        "A project taken over from further up by somebody whose section is assumed, or one at home of somebody abroad.",
        "Behind the values and rivals, which say more.",
    ),
    Pass(
        tell_unread_columns,
        "A column, or a label of a card, that nobody knows, where what stands there shows what nothing was taken for.",
        "Anywhere: it speaks of fields that are empty.",
    ),
    Pass(check_totals, "合计 5 人, where another number of people was read.", "Anywhere."),
    Pass(
        hold_below,
        "以下人员暂不推荐 between people holds those below it, as far as the next line of its kind.",
        "Before lines are told that say something of people: this one is heeded.",
    ),
    Pass(
        tell_conditions,
        "A line outside the people that says something of them (张三已放弃).",
        "Behind the lines that hold somebody by themselves.",
    ),
)
"""What was read, weighed by its contents alone: (draft, tools), which adds findings and changes nothing else."""
