"""What is read of the database and kept: the frames that every figure is made of."""
