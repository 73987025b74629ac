"""How typed rows become rows of the database: what holds when it has another state."""
