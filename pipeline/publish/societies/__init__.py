"""What is published for a society."""
