"""A form that nobody has described yet: read, understood as far as its headings tell, and drafted as data."""
