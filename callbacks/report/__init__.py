"""The report on the web: editions and their files, what is dropped to be checked, and what an editor writes."""
