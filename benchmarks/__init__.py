"""What is timed: each question in one run against a floor of its own; never part of the tests."""
