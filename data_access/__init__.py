"""Everything that knows SQL or the shape of the data; imports nothing of ours but leaves."""
