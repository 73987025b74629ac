"""Drafts of mappings: what a file that nobody has seen before could be."""
