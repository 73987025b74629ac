"""Everything that knows SQL or the shape of the data, from the database up to the numbers of the subjects."""
