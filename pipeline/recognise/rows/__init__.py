"""What each row of a table is, and the people and projects that rows tell of."""
