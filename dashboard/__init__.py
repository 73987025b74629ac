"""The vocabulary of Pejling, and the one place that joins the parts."""
