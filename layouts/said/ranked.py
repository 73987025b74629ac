"""What is said of treatments ranked by a dimension: the largest together, and which rose and fell most."""

from data_access.numbers.naming import within
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from layouts.parts.declarations import Content
from layouts.parts.told import apiece
from vocabulary import text
from vocabulary.language import N_, _

ENDS: tuple[claims.End, claims.End] = ("most", "least")
NO_CODE = "ingen-kode"  # the key of the service of those of which it is not told
LARGEST = {"service": 7, "hospital": 3}  # so many are named together in the sentence


def moved(snapshot: Snapshot, rows: list[Row], of: int, months: int) -> list[str]:
    """Say which rose and which fell most against the same months the year before, counted in treatments.

    `of` is how many there are with those whose numbers are hidden, `months` how many months they are counted over.
    """
    known = [row for row in rows if not text.is_missing(row["last_year"])]
    if len(known) < 2:
        return []
    up, down = (claims.change(known, "treatments", "last_year", end) for end in ENDS)
    words = []
    if _step(up[0]) > 0:
        step, rose = text.number(_step(up[0])), _named(snapshot, up, "service")
        before = _("samme måned året før") if months == 1 else _("de samme måneder året før")
        said = (
            N_("Mest steg {names}: {step} flere end i {before}.")
            if len(known) == of
            else N_("Mest af dem, der vises, steg {names}: {step} flere end i {before}.")
        )
        words.append(_(said, names=rose, step=_of_each(step, up), before=before))
    if _step(down[0]) < 0:
        fell, step = _named(snapshot, down, "service"), text.number(-_step(down[0]))
        words.append(_("Mest faldt {names}: {step} færre.", names=fell, step=_of_each(step, down)))
    return words


def _of_each(step: str, rows: list[Row]) -> str:
    """Write by how much rows have risen, or fallen: of several that tie, that it is so much of each."""
    return _("hver {n}", n=step) if len(rows) > 1 else step


def _step(row: Row) -> float:
    return float(row["treatments"]) - float(row["last_year"])


def _named(snapshot: Snapshot, rows: list[Row], by: str) -> str:
    """Name the rows within a sentence."""
    names = [str(row["name"]) for row in rows]
    return text.listing(
        [service_within(snapshot, name) if by == "service" else within(name) for name in names]
    )


def service_within(snapshot: Snapshot, name: str) -> str:
    """Name a service within a sentence: what is done to patients is no name, and begins with a small letter.

    That there is no code is nothing that is done, and stands in quotation marks.
    """
    is_none = name == snapshot.names("services").get(NO_CODE)
    return text.quoted(text.small(name)) if is_none else text.small(name)


def together(content: Content, rows: list[Row], by: str, only: str) -> str:
    """Say how much the largest of the rows that may be shown are of all: `De 7 største er 91 % af alle: …`.

    `only` (marked) is what is said where there is but one.
    """
    if not rows:
        claims.many(rows, "treatments")
        return _("Alle antal er skjult.")
    largest, most = LARGEST[by], claims.extreme(rows, "treatments", "most", "known", ("name",))
    said = {
        "names": _named(content.snapshot, most, by),
        "n": text.number(most[0]["treatments"]),
        "share": text.quantity(most[0]["share"], "%"),
    }
    if any(content.table["hidden"]) and not most[0]["treatments"]:
        return _("De antal, der vises, er 0.")
    if any(content.table["hidden"]):
        # One that is hidden can be larger: then none is the largest.
        return _("Flest af dem, der vises: {names} med {n}.", **said | {"n": apiece(said["n"], most)})
    if len(rows) == 1:
        return _(only, name=_named(content.snapshot, rows, by))
    if len(most) == len(rows) > largest:
        claims.value(most[0], "share", ("name",))
        return _("Der er lige mange af hver: {share}.", share=said["share"])
    top = _top(rows, largest)
    if len(top) <= len(most) > 1:
        claims.value(most[0], "share", ("name",))
        return _("Flest: {names} med {share}.", **said | {"share": apiece(said["share"], most)})
    if len(rows) <= largest or len(top) == 1:
        claims.value(most[0], "share", ("name",))
        return _("Flest: {names} med {share}.", **said)
    claims.value(top[-1], "cumulative", ("name",))
    orders.ranked(top, "treatments")
    return _(
        "De {n} største er tilsammen {share} af alle: {names}.",
        n=text.number(len(top)),
        share=text.quantity(top[-1]["cumulative"], "%"),
        names=_named(content.snapshot, top, by),
    )


def _top(rows: list[Row], largest: int) -> list[Row]:
    """Return the largest so many: with all that are as large as the last of them, but not all there are.

    `rows` come the largest first, and last what is many put together, which is no one of them.
    """
    several = [
        row["treatments"] for row in rows if row["name"] != rows[-1]["name"] or isinstance(row["key"], str)
    ]
    if len(several) <= largest:
        return rows[:largest]
    least = several[largest - 1]
    until = sum(amount >= least for amount in several)
    return rows[:until] if until < len(rows) else rows[: several.index(least)] or rows[:largest]
