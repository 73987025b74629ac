"""How lines become typed rows by a mapping, and what is made or refused on the way."""
