"""What the pages say: a file a subject, with the sentences of its panels and the one that sums it up."""
