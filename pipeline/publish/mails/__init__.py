"""Mail that goes out: as bytes, and whom it goes to."""
