"""The words of forms: headings, captions, labels, samples, packed cells, and what the texts of cells look like."""
