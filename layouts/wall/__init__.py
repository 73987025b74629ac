"""The wall: its frame, its slides, and the list of its screens."""
