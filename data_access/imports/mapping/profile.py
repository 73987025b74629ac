"""What a file's columns look like, against the loads before: a column that moved, vanished or changed its unit."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import Mapping

# A share of empty cells that has risen by so much, a middle value so many times larger or smaller, and so many
# times more or fewer rows a day are not chance.
EMPTIER = 0.2
OTHER_UNIT = 8.0
OTHER_AMOUNT = 3.0
# Seconds beyond which a middle duration is rather in thousandths.
MUCH = 1000.0  # millions that hardly any line of a budget is
THOUSANDTHS = 500.0  # so many times as long is of another unit
LONG_MEAN = 1800.0  # seconds that those who got through have waited, one with another
LONG = {"calls": {"wait_seconds": 3600.0, "talk_seconds": 7200.0}, "samples": {"seconds": 60.0}}
LEAST_ROWS = 50  # of fewer, nothing is said
# So many different dates, none of them after the twelfth of its month, are months that were read as days.
MANY_DATES, LAST_MONTH = 20, 12


class Watch:
    """Looks at the rows of one file as they come."""

    def __init__(self, mapping: Mapping, headings: Sequence[str] = ()) -> None:
        self.mapping, self.kind, self.headings = mapping, mapping.kind, headings
        # The line that the last row stands on, where it has no end, and its last cell if that can be cut.
        self.open_line, self.open_cell = 0, ""
        self.rows = 0
        self.empty: Counter[str] = Counter()
        self.middles: dict[str, list[float]] = {}
        self.days: Counter[str] = Counter()
        # The waits of a call that was answered, of each part of a file of totals.
        self.mean_waits: list[float] = []

    def see(self, rows: pd.DataFrame) -> None:
        """Look at some typed rows."""
        self.rows += len(rows)
        for field in self.kind.fields:
            if field.column not in rows:
                continue
            values = rows[field.column]
            self.empty[field.name] += int(values.isna().sum())
            if field.type in ("number", "seconds", "whole") and values.notna().any():
                self.middles.setdefault(field.name, []).append(float(values.astype(float).median()))
        if self.kind.name == "call-totals":
            means = rows["wait_seconds"].astype(float) / rows["answered"].where(rows["answered"] > 0).astype(
                float
            )
            self.mean_waits += [] if means.isna().all() else [float(means.median())]
        day = self.kind.days[0] if self.kind.is_event else ""
        if day in rows:
            counts = rows[day].value_counts()
            self.days.update({str(each)[:10]: int(count) for each, count in counts.items()})

    def profile(self) -> dict[str, Any]:
        """Return what was seen.

        Headings, rows, the share of empty cells and the middle of each field, rows a day, and whether the last line of
        a text has an end.
        """
        return {
            "headings": list(self.headings),
            "rows": self.rows,
            "empty": {name: round(count / self.rows, 4) for name, count in self.empty.items()}
            if self.rows
            else {},
            "middle": {name: statistics.median(found) for name, found in self.middles.items()},
            "has_end": not self.open_line,
            "a_day": statistics.median(self.days.values()) if self.days else None,
        }

    def written(self) -> str:
        """Return the profile as it is kept with the load."""
        return json.dumps(self.profile())

    def warnings(self, connection: Connection, source: int) -> list[str]:
        """Return, in Danish, what is unlike the newest load of the same source by the same mapping.

        ImportFault where that is so much that its unit is another.
        """
        same = (t.loads.c.kind == self.kind.name) & (t.loads.c.mapping == self.mapping.name)
        found = connection.execute(
            select(t.loads.c.profile)
            .where(t.loads.c.source_id == source, same, t.loads.c.profile != "")
            .order_by(t.loads.c.id.desc())
            .limit(1)
        ).scalar()
        before, now = json.loads(found) if found else {}, self.profile()
        said = [*self._ends(before.get("has_end", True)), *self._swapped(), *self._units_of(now)]
        if not before:
            return said
        said += self._moved(before["headings"])
        if min(self.rows, before["rows"]) < LEAST_ROWS:
            return said
        self._refuse_thousandths(before["middle"], now["middle"])
        return [*said, *self._emptier(before, now), *_units(before, now), *_amounts(before, now)]

    def _refuse_thousandths(self, before: dict[str, float], now: dict[str, float]) -> None:
        """Raise ImportFault where one of two loads of calls has thousandths and the other seconds."""
        for name, most in LONG.get(self.kind.name, {}).items() if self.kind.name == "calls" else ():
            pair = sorted((before.get(name, 0.0), now.get(name, 0.0)))
            if pair[1] > most and pair[1] >= THOUSANDTHS * pair[0] > 0:
                raise ImportFault(
                    f"{name} er typisk {_number(now[name])} sekunder, og i den forrige indlæsning var det "
                    f"{_number(before[name])}: enheden er en anden.",
                    "Skriv scale i mappingen; var den forrige forkert, så tag den ud med pejling unload.",
                )

    def _ends(self, had_end: bool) -> list[str]:
        """Say that the file may be cut in its last cell; not where such files never have an end."""
        if not had_end or not self.open_cell:
            return []
        where = f"Linje {self.open_line} er den sidste og ender uden linjeskift efter „{self.open_cell}“"
        return [f"{where}: er filen hel?"]

    def _moved(self, before: Sequence[str]) -> list[str]:
        """Say which columns came and went, and which that are read by their place stand under another heading."""
        if not before or not self.headings or list(before) == list(self.headings):
            return []
        said = [
            f"kolonne {place} hed „{before[place - 1]}“ i den forrige indlæsning og hedder nu "
            f"„{self.headings[place - 1]}“: er kolonnerne flyttet?"
            for place in self.mapping.columns
            if isinstance(place, int)
            and place <= min(len(before), len(self.headings))
            and before[place - 1] != self.headings[place - 1]
        ]
        for words, names, others in (
            ("er væk siden den forrige indlæsning", before, self.headings),
            ("er kommet til siden den forrige indlæsning", self.headings, before),
        ):
            told = [name for name in names if name and name not in others]
            if told:
                columns = "kolonnen" if len(told) == 1 else "kolonnerne"
                said.append(f"{columns} {', '.join(told[:8])} {words}.")
        return [line[0].upper() + line[1:] for line in said]

    def _swapped(self) -> list[str]:
        if len(self.days) < MANY_DATES or any(int(day[8:10]) > LAST_MONTH for day in self.days):
            return []
        return [
            f"Ingen af de {len(self.days)} datoer ligger efter den 12. i sin måned: er dag og måned byttet om i "
            "mappingen?"
        ]

    def _units_of(self, now: dict[str, Any]) -> list[str]:
        """Say that amounts are hardly in millions or durations in seconds; 1:05 is an hour to a sheet."""
        said = []
        waits = statistics.median(self.mean_waits) if self.mean_waits else 0.0
        if waits > LONG_MEAN:
            minutes = f"De besvarede har typisk ventet {_number(waits / 60)} minutter"
            said.append(f"{minutes}: står minutter og sekunder som timer og minutter i filen?")
        for name, most in LONG.get(self.kind.name, {}).items():
            if (middle := now["middle"].get(name, 0.0)) > most:
                seconds = f"{name} er typisk {_number(middle)} sekunder"
                said.append(f"{seconds}: er det millisekunder, så skriv scale = 0.001 i mappingen.")
        if (middle := now["middle"].get("mio_dkk", 0.0)) > MUCH:
            amount = f"mio_dkk er typisk {_number(middle)}"
            said.append(f"{amount}: er det kroner eller tusinder, så skriv scale i mappingen.")
        return said

    def _emptier(self, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
        return [
            f"{name} er tom i {_percent(share)} af rækkerne; i den forrige indlæsning var det "
            f"{_percent(before['empty'][name])}."
            for name, share in now["empty"].items()
            if name in before["empty"] and share - before["empty"][name] > EMPTIER
        ]


def _units(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    said = []
    for name, middle in now["middle"].items():
        then = before["middle"].get(name)
        if not then or not middle:
            continue
        if middle / then > OTHER_UNIT or then / middle > OTHER_UNIT:
            said.append(f"{name} er nu typisk {_number(middle)} og var {_number(then)}: er enheden en anden?")
    return said


def _amounts(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    rows, then = now["a_day"], before["a_day"]
    if not rows or not then or 1 / OTHER_AMOUNT <= rows / then <= OTHER_AMOUNT:
        return []
    return [
        f"Der er typisk {_number(rows)} rækker om dagen; i den forrige indlæsning var der {_number(then)}."
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _number(value: float) -> str:
    return f"{value:.3g}".replace(".", ",") if value < 1000 else f"{value:.0f}"
