"""Pages on what owners say of figures: the form in which it is written, what lacks it, and what was promised."""
