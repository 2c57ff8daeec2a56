"""What all that is published is made of: workbooks, pages, layouts, names of files, marks."""
