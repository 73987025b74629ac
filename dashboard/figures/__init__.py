"""Figures as plain dicts, drawn by pure functions from frames that are already counted."""
