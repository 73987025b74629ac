"""The committee's report: what it consists of, how an edition is made and frozen, and how it is read and compared."""
