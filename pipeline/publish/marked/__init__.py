"""A workbook that goes back to who wrote it, marked: what lies beside the letter. What marks it (marking.py and
rebuilt.py) is loaded where one is opened.

docs/decisions/marked-workbooks.md says why the package is edited by hand.
"""

from pipeline.publish.marked.model import Line, Listing, Marked, Marking, NotMarkable, Reason

__all__ = ["Line", "Listing", "Marked", "Marking", "NotMarkable", "Reason"]
