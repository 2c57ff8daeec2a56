"""The page that shows how the program reads one file."""
