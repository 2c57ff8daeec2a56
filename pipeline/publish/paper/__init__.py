"""Building blocks of everything published: workbooks, pages, layouts, file names, marks."""
