"""What a visitor sees: pages declared as data, and how a declaration is laid out."""
