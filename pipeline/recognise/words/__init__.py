"""The words of forms: headings, captions, labels, and what the contents of cells look like."""
