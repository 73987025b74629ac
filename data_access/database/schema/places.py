"""The organisation: regions, hospitals, sites, and which belonged to which since when."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table

from data_access.database.schema.base import metadata, named, ref, text

regions = named("regions")
hospitals = named("hospitals")
sites = named("sites")

hospital_regions = Table(
    "hospital_regions",
    metadata,
    ref("hospital_id", "hospitals", primary_key=True),
    Column("valid_from", Date, primary_key=True),
    ref("region_id", "regions"),
)

# A site whose hospital is null has closed.
site_hospitals = Table(
    "site_hospitals",
    metadata,
    ref("site_id", "sites", primary_key=True),
    Column("valid_from", Date, primary_key=True),
    ref("hospital_id", "hospitals", nullable=True),
    text("note"),
    Column("load_id", Integer, ForeignKey("loads.id"), index=True),
)
