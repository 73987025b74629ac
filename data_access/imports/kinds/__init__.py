"""The kinds of data that can be loaded: their fields, where they are kept, and what makes two rows the same."""
