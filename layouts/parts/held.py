"""What an owner's cause can be tied to, by the name that is shown, and what it did in the month in words."""

from data_access.numbers.call_hours import WEEKDAYS
from data_access.numbers.explanations import Explanation
from data_access.numbers.held_against import CALLS, HOSPITAL, OPEN_CASES, SYSTEM, WEEKDAY, held
from data_access.numbers.variation import places_of
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import Metric

ALONE = {CALLS: N_("Antal opkald"), OPEN_CASES: N_("Åbne sager")}
WORKDAYS = range(1, 6)


def choices(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return what a cause can be tied to, by key and name."""
    chosen = snapshot.choices
    days = [(day, text.weekday(_(WEEKDAYS[day]))) for day in WORKDAYS]
    return [
        *((key, _(name)) for key, name in ALONE.items()),
        *((f"{WEEKDAY}{day}", _("Opkald om {day}en", day=name)) for day, name in days),
        *((SYSTEM + key, _("Svartid i {name}", name=name)) for key, name in chosen.systems.items()),
        *(
            (HOSPITAL + key, _("Opkald fra {name}", name=name))
            for key, name in chosen.hospitals["today"].items()
        ),
    ]


def held_words(snapshot: Snapshot, said: Explanation, filters: Filters) -> str:
    """Say what that which a cause is tied to did in its month; of what is not measured, that it is the owner's word."""
    found = held(snapshot, said, filters)
    name = dict(choices(snapshot)).get(said.tied_to, "")
    if found is None or not name:
        return _("Årsagen er ejerens ord: Pejling måler den ikke.")
    month = text.month(said.month)
    if found.why == "missing":
        return _("{name} i {month}: der er intet tal at holde årsagen op mod.", name=name, month=month)
    if found.why == "few":
        return _(
            "{name} i {month}: der er for få måneder til at sige, hvad der er sædvanligt.",
            name=name,
            month=month,
        )
    if found.why == "unsteady":
        return _(
            "{name} i {month}: tallet svinger for meget til, at der er noget sædvanligt.",
            name=name,
            month=month,
        )
    step = _step(found.metric, found.value, found.mean)
    if found.found and found.found.limits:
        with claims.about(found.numbers, found.asked):
            limits, places = found.found.limits, places_of(found.metric)
            orders.usual(limits, (found.since, said.month), places, found.is_outside)
    if found.is_outside:
        return _("{name} i {month}: {step} – uden for det sædvanlige.", name=name, month=month, step=step)
    return _("{name} i {month}: {step} – inden for det sædvanlige.", name=name, month=month, step=step)


def _step(metric: Metric, value: float, mean: float) -> str:
    """Say how far a figure lies from its mean: counts in per cent of it, shares in percentage points."""
    is_share = metric.unit == "%"
    off = (
        text.rounded(value - mean, 1)
        if is_share
        else text.rounded(100 * (value - mean) / mean if mean else 0)
    )
    if off == 0:
        return _("som i gennemsnit")
    if is_share:
        points = text.number(abs(off), 1)
        if off > 0:
            return _("{n} procentpoint over gennemsnittet", n=points)
        return _("{n} procentpoint under gennemsnittet", n=points)
    share = text.quantity(abs(off), "%")
    return _("{n} flere end i gennemsnit", n=share) if off > 0 else _("{n} færre end i gennemsnit", n=share)
