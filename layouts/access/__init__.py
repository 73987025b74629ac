"""Pages about who one is and who may what: forms that work without scripts."""
