"""What is run by hand: pictures, records, and faults made on purpose."""
