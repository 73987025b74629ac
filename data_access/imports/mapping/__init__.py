"""Mappings: which column of an export is what, and what is found out of a file for one."""
