"""What a visitor sees: figures, the parts that pages are made of, the pages, and the wall."""
