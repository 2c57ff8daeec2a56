"""The page that shows one file as the program sees it."""
