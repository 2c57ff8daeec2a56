"""A workbook that goes back to who wrote it, marked: what lies beside the letter.

docs/decisions/marked-workbooks.md says why the package is edited by hand.
"""

from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.model import Line, Listing, Marked, Marking, NotMarkable, Reason
from pipeline.publish.marked.rebuilt import rebuilt

__all__ = ["Line", "Listing", "Marked", "Marking", "NotMarkable", "Reason", "mark_package", "rebuilt"]
