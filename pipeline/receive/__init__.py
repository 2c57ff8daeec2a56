"""Take stock of the inbox: its files, which of them belong together, and who sent them."""
