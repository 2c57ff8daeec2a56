"""Its place puts tests/ on the path, where the helpers lie that several areas share (support_*.py)."""
