"""Finds what a file's words stand for: one of a field's choices, or a thing of another table."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as Pairs
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, mapped
from data_access.imports.rows.references import References
from data_access.imports.rows.rejects import Rejects, nearest


class Known:
    """What the rows of one file can choose and refer to; what is not known is told to the rejects."""

    def __init__(self, mapping: Mapping, references: Pairs[str, References], rejects: Rejects) -> None:
        self.mapping, self.references, self.rejects = mapping, references, rejects

    def choices(self, field: Field, raw: Cells) -> Read:
        """Read a field that has one of some words, whatever the size of their letters."""
        known = {each.casefold(): each for each in field.choices}
        return self._looked_up(field, raw, lambda word: known.get(word.casefold()))

    def things(self, field: Field, raw: Cells, good: Flags) -> Read:
        """Read a field that names a thing; an unknown one is made if it may be, and if one of the good rows has it."""
        if field.table is None:
            raise ValueError(f"{field.name} refers to no table")
        things = self.references[field.table.name]
        creates = self.mapping.creates(field)
        usable = set(raw[good].tolist()) if creates and not good.all() else None

        def find(word: str) -> int | None:
            found = things.find(word)
            if found is None and creates and "\x00" not in word and (usable is None or word in usable):
                return things.make(word)
            return found

        return self._looked_up(field, raw, find, tells=not creates)

    def _looked_up(self, field: Field, raw: Cells, find: Callable[[str], Any], *, tells: bool = True) -> Read:
        """Look each word up; what is not found is told as unknown, unless it would have been made."""
        codes, uniques = pd.factorize(as_texts(raw), use_na_sentinel=True)
        meant = [find(word) for word in uniques]
        unknown = {place for place, each in enumerate(meant) if each is None}
        if unknown and tells and not self.mapping.drops(field):
            counts = Counter(codes[np.isin(codes, list(unknown))].tolist())
            self.rejects.add_unknown(
                field.name, {str(uniques[place]): count for place, count in counts.items()}
            )
        return mapped(codes, meant)

    def hint(self, field: str, value: str) -> str:
        """Return the known name that an unknown value is most like."""
        kind = self.mapping.kind.field(field)
        names = self.references[kind.table.name].names if kind.table is not None else kind.choices
        return nearest(value, names)
