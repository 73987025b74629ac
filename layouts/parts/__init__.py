"""What pages are made of: declarations, their answers, and how each is laid out."""
