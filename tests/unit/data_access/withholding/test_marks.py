"""What a month was decided by is known again by its letters, which are kept: they are those that pandas writes."""

import random

import pandas as pd

from data_access.withholding.lines import _written


def test_rows_are_written_as_pandas_writes_them() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for places in (["b", "a"], ["x,1", 'q"u', "Å b", ""]):
        for counts in ([3, 12, 30], [1.0, 2.5, float("nan")]):
            rows = [(chance.choice(places), chance.choice("cd"), chance.choice(counts)) for _ in range(20)]
            frame = pd.DataFrame(rows, columns=["place", "outcome", "count"])
            for part in (frame, frame.iloc[:0]):
                in_order = part.sort_values(part.columns.tolist())
                assert _written(part) == in_order.to_csv(index=False)
