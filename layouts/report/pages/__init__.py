"""The pages of the report: a published edition as it was frozen, the lists and feeds, and what its editor writes in."""
