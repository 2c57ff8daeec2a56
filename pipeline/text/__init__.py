"""Work on text alone: clean, decode, fold into match keys, make control characters visible, mask."""
