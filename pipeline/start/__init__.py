"""What runs before the program can: it makes its environment `.venv`, then runs the command in it."""
