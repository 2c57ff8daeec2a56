"""What goes into the register and what comes out of it, as plain tables of text.

What goes in are frames with a RangeIndex, since runs judge in frames; what comes out are `Columns`. All values are
strings ("" = empty) unless a column is said to hold something else. A *batch* is what one run that found something new
recorded; its contents are read back from the register, never kept from the run, so that a batch can be published again
at any time.
"""
