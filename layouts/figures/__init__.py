"""Figures as plain dicts, drawn by pure functions from rows that are already counted; and their theme."""
