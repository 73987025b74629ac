"""The operational database: its schema, how it is reached, its rollups and its versions."""
