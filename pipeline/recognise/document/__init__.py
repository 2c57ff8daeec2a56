"""What a whole document says: its unit, its sections, lists that belong together, what nobody took."""
