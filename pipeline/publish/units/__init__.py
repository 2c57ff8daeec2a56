"""What a unit gets."""
