"""Small counts about patients: what is hidden, and what else it takes."""
