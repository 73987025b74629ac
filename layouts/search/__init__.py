"""What can be looked for, how it is found, and the page that shows it."""
