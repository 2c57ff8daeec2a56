"""The second look: what was read is weighed again, by what stands in the cells and by what the first look assumed.

The first look goes from headings to cells. Here it is asked of each value what it shows by itself, of each unsure
column which other one could be meant, of totals whom they count, and of each line that nobody took what it says.
Where both looks agree nothing is said; where they do not, a finding names the field, the cell and the reason, for the
secretary or the unit to decide. Nothing that was read is changed.
"""
