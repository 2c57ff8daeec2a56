"""Forms in blocks (schemas/forms/, [blocks]): labels with values beside them, tables of a few rows and free text under
one another, all of one person. What a label asks for depends on the block that it stands in.

Such a document is read here, and by no pass of the map (pipeline/recognise/passes.py): those work on tables of one row
for each person, and their habits are shown with attachment 3, which has no blocks. Which reader reads a document is
told by its form before any pass runs, so that documents of other forms pay nothing. Lists and cards of such a form,
which have no blocks, are read by the passes like all others.
"""
