"""Claims worked out again by pandas, from the rows that they are of."""

import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.amounts import AMOUNTS
from tests.app.claims.chance import CHANCE
from tests.app.claims.order import ORDERED
from tests.app.claims.scope import Kinds, Places, as_printed, in_scope
from tests.app.claims.today import TODAY
from tests.app.claims.usual import USUAL

HELD: Kinds = {**AMOUNTS, **ORDERED, **CHANCE, **TODAY, **USUAL}


def holds(claim: Claim, rows: pd.DataFrame) -> bool:
    """Say that a claim is true of the rows."""
    scope = in_scope(claim, rows)
    named = [scope[name].tolist() for name in claim.by]
    places: Places = list(zip(*named, strict=True)) if named else [()] * len(scope)
    return bool(HELD[claim.what](claim, scope, as_printed(scope[claim.column], claim), places))
