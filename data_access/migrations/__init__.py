"""The schema's migrations, run by `data_access.migrate`."""
