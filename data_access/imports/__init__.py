"""Brings what other systems export into the operational database: whole or not at all, once or twice the same."""
