"""What the commands of `pejling` do: one file a command."""
