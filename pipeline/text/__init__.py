"""Text by itself: cleaned, decoded, folded into match keys, made visible, masked."""
