"""An edition on paper: composed of blocks, laid out by Typst as PDF, with the edition itself inside it."""
