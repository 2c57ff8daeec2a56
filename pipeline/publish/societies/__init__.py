"""What a society gets."""
