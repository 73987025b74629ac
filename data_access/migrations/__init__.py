"""The schema's migrations, run by `data_access.database.migrate`."""
