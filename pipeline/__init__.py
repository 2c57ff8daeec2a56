"""工荐: the recommendation workbooks of units, turned into clean, explained, routed intake workbooks."""
