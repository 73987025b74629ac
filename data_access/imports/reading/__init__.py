"""How a file or an answer of another database becomes lines of cells, and a cell a value."""
