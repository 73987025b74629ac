"""The roots: the application, its settings, and the command line; they join all parts."""
