"""The numbers: one file a subject, and what subjects have in common."""
