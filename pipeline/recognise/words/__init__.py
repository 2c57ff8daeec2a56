"""The words of forms: headings, captions, labels, and what the texts of cells look like."""
