"""The mappings that come with the program, as an administrator reads them; their own words are Danish."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from layouts.access.mappings import Known
from vocabulary import text

if TYPE_CHECKING:
    from data_access.imports.mapping.model import Mapping, Origin

TEMPLATE = "Skabelonen, som pejling template skriver: hver kolonne hedder som sit felt."
HOW = {"sum": " + ", "difference": " − ", "product": " × "}  # what is between the columns; else a comma


@cache
def known() -> tuple[Known, ...]:
    """Return them, by name. What reads mappings is loaded where somebody asks, and for nobody else."""
    from data_access.imports.mapping import reader, templates

    template = Known(templates.TEMPLATE, "", "", TEMPLATE, (), ())
    return (*(_told(reader.load(name)) for name in reader.names()), template)


def _told(mapping: Mapping) -> Known:
    fields = [(name, _read_of(origin)) for name, origin in mapping.origins.items()]
    return Known(
        mapping.name, mapping.kind.name, mapping.kind.title, mapping.about, mapping.file_names, fields
    )


def _read_of(origin: Origin) -> str:
    """Say what a field is read of: its columns, by heading or by place, or the word that stands in all rows."""
    if not origin.columns:
        return text.quoted(str(origin.constant))
    named = (f"{each}. kolonne" if isinstance(each, int) else each for each in origin.columns)
    return HOW.get(origin.how, ", ").join(named)
