"""What the commands of `pejling` do; like `dashboard.cli`, which names them, they may join all parts."""
