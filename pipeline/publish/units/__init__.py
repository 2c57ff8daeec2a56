"""What is published for a unit."""
