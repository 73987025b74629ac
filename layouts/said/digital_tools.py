"""What the page Strategi says of digital tools: how many use them, where, and over time."""

from data_access.numbers import digital_tools
from data_access.snapshot.rows import Row
from layouts.parts import claims
from layouts.parts.answers_run import at_month
from layouts.parts.declarations import Content
from layouts.parts.told import tied
from layouts.said.strategy import noted
from vocabulary import text
from vocabulary.language import N_, _


def adoption(content: Content) -> str:
    """Say at which hospitals most and fewest departments use the digital tools."""
    rows = [row for row in content.records if not text.is_missing(row["breadth"])]
    if not rows:
        return _functions(content.records)
    low, high = (claims.extreme(rows, "breadth", end, "known", ("name",), places=1) for end in claims.ENDS)
    low_share, high_share = (text.quantity(each[0]["breadth"], "%", 1) for each in (low, high))
    if len(rows) == 1:
        one = _(
            "I {period} brugte {share} af afdelingerne på {name} de digitale værktøjer",
            period=rows[0]["period"],
            share=low_share,
            name=rows[0]["name"],
        )
        return text.prose(one, noted(rows))
    if len(low) == len(rows):
        same = _(
            "I {period} brugte {share} af afdelingerne de digitale værktøjer på hvert af hospitalerne",
            period=rows[0]["period"],
            share=low_share,
        )
        return text.prose(same, noted(rows))
    return text.prose(
        _(
            "I {period} var de digitale værktøjer mest brugt på {high} ({high_share} af afdelingerne) og mindst på "
            "{low} ({low_share})",
            period=rows[0]["period"],
            high=_hospitals(high),
            high_share=high_share,
            low=_hospitals(low),
            low_share=low_share,
        ),
        noted(rows),
    )


def _functions(rows: list[Row]) -> str:
    """Say how deep the tools are used, where it is not told how widely."""
    low, high = (claims.extreme(rows, "depth", end, "known", ("name",), places=1) for end in claims.ENDS)
    share = text.quantity(high[0]["depth"], "%", 1)
    said = {"period": high[0]["period"], "high": _hospitals(high), "share": share}
    if len(rows) == 1 or len(high) == len(rows):
        return text.prose(_("I {period} var {share} af funktionerne i brug på {high}.", **said), noted(rows))
    most = _(
        "I {period} var {share} af funktionerne i brug på {high}, og {low_share} på {low}.",
        low=_hospitals(low),
        low_share=text.quantity(low[0]["depth"], "%", 1),
        **said,
    )
    return text.prose(most, noted(rows))


def _hospitals(rows: list[Row]) -> str:
    return tied([row["name"] for row in rows], N_("{n} hospitaler"))


def over_time(content: Content) -> str:
    """Say how many departments use the tools, and did at first."""
    every = content.records
    rows = [row for row in every if not any(text.is_missing(row[name]) for name in digital_tools.TOOLS)]
    if not rows:
        return _one_of_them(every, at_month(content.filters).last)
    until = [row for row in rows if row["month"] <= at_month(content.filters).last] or rows
    first, last = rows[0], until[-1]
    for row in (first, last):
        claims.values(row, "breadth", "depth")
    now = _(
        "I {month} brugte {breadth} af afdelingerne værktøjerne, og {depth} af funktionerne var i brug.",
        month=text.month(last["month"]),
        breadth=text.quantity(last["breadth"], "%", 1),
        depth=text.quantity(last["depth"], "%", 1),
    )
    if first is last:
        return now
    return text.prose(
        now,
        _(
            "I {since} var det {first_breadth} og {first_depth}.",
            since=text.month(first["month"]),
            first_breadth=text.quantity(first["breadth"], "%", 1),
            first_depth=text.quantity(first["depth"], "%", 1),
        ),
    )


def _one_of_them(rows: list[Row], last: str) -> str:
    """Say the newest of what is told, where breadth and depth are never told together."""
    newest = max(
        (row for row in rows if row["month"] <= last), key=lambda row: str(row["month"]), default=rows[-1]
    )
    name = next(name for name in digital_tools.TOOLS if not text.is_missing(newest[name]))
    claims.value(newest, name)
    words = {
        "breadth": N_("I {month} brugte {share} af afdelingerne værktøjerne."),
        "depth": N_("I {month} var {share} af funktionerne i brug."),
    }
    return _(words[name], month=text.month(newest["month"]), share=text.quantity(newest[name], "%", 1))
