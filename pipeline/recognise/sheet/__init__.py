"""From a sheet to its tables: the grid, heading rows, columns, cards."""
