"""Who may what: the table that names every endpoint, the guard before it, and the ways to say who one is."""
