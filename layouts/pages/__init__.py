"""The pages: one file a subject, its panels and how they are arranged."""
