"""kinds: of which kind a document is, and what it says as one. Exactly one kind has a document, or none.

Workers ask all kinds (telling.py). The run itself asks of what they told only whether a mark of ours verifies
(marks.py): it loads nothing that reads sheets.
"""
