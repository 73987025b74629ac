"""Strategy: programmes with their milestones, the regions' common aims, and what the municipalities pay."""

from data_access.numbers.behind import of_scopes
from data_access.numbers.indicators import counted, indicator, period_words, share, up_to
from data_access.numbers.milestones import due_words, state_word
from data_access.numbers.tabled import Tabled, for_all_choices
from data_access.snapshot.once import once
from data_access.snapshot.rows import frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters

MUNICIPAL = {"per_citizen": "cofinancing_per_citizen", "readmissions": "readmissions_share"}
_MILESTONE = (
    "programme", "due", "due_precision", "what", "state", "done_on", "name", "due_words", "end", "state_word",
)  # fmt: skip
_REACHED = ("name", "value", "aim", "share", "of", "period", "note")
_MUNICIPALITY = ("name", "of", "period", "per_citizen", "readmissions", "note")


@for_all_choices
def milestones(snapshot: Snapshot) -> Table:
    """Every programme's milestones by due date.

    Columns: programme (key), name, what, due (ISO: the last day it can mean), due_words, end (never), state (done,
    planned, late: due before today and not done), state_word.
    """
    names, today = snapshot.names("programmes"), snapshot.now.date().isoformat()
    found = []
    for row in sorted(frame_rows(snapshot, "milestones"), key=lambda row: (row["programme"], row["due"])):
        state = "late" if row["state"] != "done" and row["due"] < today else row["state"]
        words = {"due_words": due_words(row["due"], row["due_precision"]), "state_word": state_word(state)}
        found.append(row | words | {"name": names[row["programme"]], "end": False, "state": state})
    return Table.of_rows(found, _MILESTONE)


def has_milestones(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that a programme has milestones."""
    return len(snapshot.frames["milestones"]) > 0


@for_all_choices
def pejlemaerker(snapshot: Snapshot) -> Table:
    """The regions' common milestones that are reached. Columns: name, value, aim, share (0-100), of, period, note.

    `of` is the period as ISO text.
    """
    name = snapshot.names("indicators").get("milestones_done", "")
    rows = [
        {
            "name": name,
            "value": row["numerator"],
            "aim": row["denominator"],
            "share": share(row),
            "of": row["period"],
            "period": period_words(row["period"]),
            "note": row["note"],
        }
        for row in counted(indicator(snapshot, "milestones_done"))
    ]
    return Table.of_rows(rows, _REACHED)


municipalities_told = of_scopes(lambda snapshot, filters: up_to(snapshot, filters, MUNICIPAL["per_citizen"]))


@Tabled
@once
def municipalities(snapshot: Snapshot, filters: Filters) -> Table:
    """The co-financing indicators of each municipality in the newest period until the last month.

    Columns: name, of (ISO text), period (words), per_citizen (kr.), readmissions (0-100), note; the highest amount
    first.
    """
    costs, back = (up_to(snapshot, filters, key) for key in MUNICIPAL.values())
    newest = max((row["period"] for row in costs), default="")
    readmissions = {row["scope"]: row["value"] for row in back if row["period"] == newest}
    rows = [
        {
            "name": row["scope"],
            "of": newest,
            "period": period_words(newest),
            "per_citizen": row["value"],
            "readmissions": readmissions.get(row["scope"], float("nan")),
            "note": row["note"],
        }
        for row in costs
        if row["period"] == newest
    ]
    # Those without an amount stand last.
    most_first = sorted(rows, key=lambda row: (text.is_missing(row["per_citizen"]), -row["per_citizen"]))
    return Table.of_rows(most_first, _MUNICIPALITY)
