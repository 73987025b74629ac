"""What the page Svartider says of the sites behind a system's figure: which pull it down, and how often."""

from data_access.numbers import response_sites
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from layouts.parts.declarations import Content
from layouts.parts.told import months_words, out_of, unjudged
from layouts.said.response_times import DECIMALS, percent, system_name
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

MOST_NAMED = 4
SITE = ("site",)


def cause_title(snapshot: Snapshot, filters: Filters) -> str:
    """Ask what lies behind the system's figure of the picked month."""
    month = text.month(filters.month or filters.last)
    return _(
        "Hvad ligger bag tallet for {system} i {month}?", system=system_name(snapshot, filters), month=month
    )


def cause(content: Content) -> str:
    """Say which sites pull the system down, or that it is the system and not the sites."""
    rows, name = content.records, system_name(content.snapshot, content.filters)
    first, below = rows[0], [row for row in rows if row["level"] in ("near", "missed")]
    if first["state"] != "whole":
        month = text.capital(text.month(first["month"]))
        return _("{month} bliver ikke bedømt: {word}.", month=month, word=first["word"].lower())
    if text.is_missing(first["target"]) and len(rows) == 1:
        return _(
            "{system} har intet mål i den måned. {site}: {figure}.",
            system=name,
            site=first["site"],
            figure=first["shown"],
        )
    if text.is_missing(first["target"]):
        none = _("{system} har intet mål i den måned.", system=name)
        return text.prose(none, _lowest(rows))
    goal = percent(first["target"])
    if not below:
        return _none_below(rows, name, goal)
    if sum(row["cost"] for row in rows) <= 0:
        met = _("{system} nåede målet på {goal} i alt.", system=name, goal=goal)
        return text.prose(met, _lowest(rows), _others(rows, below))
    return _pulled(content, rows, below, goal)


def _none_below(rows: list[Row], system: str, goal: str) -> str:
    few = claims.count(rows, "few", True, over="known")
    if few:
        said = ngettext(
            "{n} sted har for få målinger til at bedømme.",
            "{n} steder har for få målinger til at bedømme.",
            few,
            n=few,
        )
        return text.prose(said, _lowest(rows))
    claims.count(rows, "level", "near", "missed", over="known")
    claims.value(rows[0], "target", SITE)
    if len(rows) == 1:
        claims.value(rows[0], "value", SITE)
        return _("{site} nåede målet på {goal} for {system}: {figure}.", goal=goal, system=system,
                 site=rows[0]["site"], figure=rows[0]["shown"])  # fmt: skip
    return _(
        "Intet sted trækker {system} ned. {sites} nåede målet på {goal}.",
        system=system,
        sites=_every(claims.many(rows, "value")),
        goal=goal,
    )


def _every(sites: int) -> str:
    """Say all of some sites, of which there are at least two."""
    return _("Begge steder") if sites == 2 else _("Alle {n} steder", n=text.number(sites))


def _lowest(rows: list[Row]) -> str:
    """Say which site lies lowest, or which do; '' where many do, or it is the only one."""
    lowest = claims.extreme(rows, "value", "least", "known", ("site",), places=DECIMALS)
    if len(lowest) > MOST_NAMED or len(lowest) == len(rows) > 1:
        return ""
    sites = text.listing([row["site"] for row in lowest])
    return _("Lavest ligger {sites}: {figure}.", sites=sites, figure=percent(lowest[0]["value"]))


def _pulled(content: Content, rows: list[Row], below: list[Row], goal: str) -> str:
    """Say which sites stand out from the rest; or that none does, and how many are below the target."""
    found = response_sites.standing_out(content.snapshot, content.filters)
    with claims.about(response_sites.compared):
        orders.apart(found, "hits", "tries", ("part",), rows[0]["target"], every=True)
    claims.value(rows[0], "target", SITE)
    system, n = system_name(content.snapshot, content.filters), text.number(claims.many(rows, "value"))
    if found:
        said = _(
            "Målet er {goal}. Det, der skiller sig ud, er {sites}.", goal=goal, sites=_apart(found, len(rows))
        )
        return text.prose(said, _others(rows, below))
    claims.count(rows, "level", "near", "missed", over="known")
    if len(below) == len(rows) > 1:
        return _(
            "{sites} ligger under målet på {goal}, og intet enkelt sted er forklaringen: det er {system}, ikke ét "
            "sted.",
            sites=_every(len(rows)),
            goal=goal,
            system=system,
        )
    if len(rows) == 1:
        claims.value(rows[0], "value", SITE)
        return _("{site} er det eneste sted, der er målt: {figure} mod et mål på {goal}.", goal=goal,
                 site=rows[0]["site"], figure=rows[0]["shown"])  # fmt: skip
    return _(
        "{below} af {n} steder ligger under målet på {goal}, men intet enkelt sted er forklaringen: et sted nævnes "
        "kun, når dets forskel fra resten næppe er tilfældig og giver mindst en tiendedel af det, der mangler.",
        below=text.number(len(below)),
        n=n,
        goal=goal,
    )


def _apart(found: list[Row], of: int) -> str:
    """Name the sites that stand out of so many, each with its figure and that of all the others together."""
    with claims.about(response_sites.compared):
        for row in found:
            claims.values(row, "value", "rest", by=("part",))
    one, several = (
        N_("{site} ({figure} mod {rest} det andet sted)"),
        N_("{site} ({figure} mod {rest} de andre steder)"),
    )
    parts = [
        _(
            one if of == 2 else several,
            site=row["part"],
            figure=percent(row["value"]),
            rest=percent(row["rest"]),
        )
        for row in found
    ]
    return text.listing(parts)


def _others(rows: list[Row], below: list[Row]) -> str:
    """Say which sites are below the target, or that all others reached it."""
    claims.count(rows, "level", "near", "missed", over="known")
    of, others = claims.many(rows, "value"), claims.count(rows, "level", "good", over="known")
    if len(below) == len(rows):
        return _("{sites} ligger under målet.", sites=_every(of)) if of > 1 else ""
    if len(below) > MOST_NAMED or any(row["few"] for row in rows):
        return _("{n} af {of} steder ligger under målet.", n=text.number(len(below)), of=text.number(of))
    names = text.listing([row["site"] for row in claims.those(rows, "level", "near", "missed", by=SITE)])
    if others == 1:
        return _("Under målet: {sites}. Det andet sted nåede det.", sites=names)
    if others == 2:
        return _("Under målet: {sites}. Begge de andre steder nåede det.", sites=names)
    return _("Under målet: {sites}. Alle de andre {n} steder nåede det.", sites=names, n=text.number(others))


def months_title(snapshot: Snapshot, filters: Filters) -> str:
    """Say what stands in the table of sites and months."""
    return _("{system} sted for sted, måned for måned", system=system_name(snapshot, filters))


def months(content: Content) -> str:
    """Say which sites were most often below the target."""
    judged = [row for row in content.records if row["level"] in ("good", "near", "missed")]
    if not judged:
        return unjudged(content.table, "response_time")
    sites = list(dict.fromkeys(row["site"] for row in judged))
    claims.things(judged, "site", "judged")
    if claims.count(judged, "level", "good") == claims.many(judged, "level", "judged"):
        period = months_words(
            (row["month"] for row in judged), N_("i de {n} hele måneder fra {first} til {last}")
        )
        if len(sites) == 1:
            return _("{site} nåede målet {period}.", site=sites[0], period=period)
        every = _("Begge steder") if len(sites) == 2 else _("Alle steder")
        return _("{sites} nåede målet {period}.", sites=every, period=period)
    order = _("Stederne står med det laveste i den valgte måned øverst.") if len(sites) > 1 else ""
    at = content.filters.month or content.filters.last
    if order:
        orders.rising("value", (at, at))
    return text.prose(_most_often(judged, len(sites)), order)


def _most_often(judged: list[Row], of: int) -> str:
    """Say which of so many sites were most often below their target: all that were it equally often."""
    sites, times = claims.often(judged, "site", "level", "near", "missed")
    said = {"months": _of_months(judged, sites, times), "sites": text.listing(sites)}
    if of == 1:
        return _("{sites} var under målet i {months}.", **said)
    if len(sites) == of:
        return _("{every} var lige ofte under målet: i {months}.", every=_every(of), **said)
    if len(sites) > MOST_NAMED:
        return _("{n} steder var lige ofte under målet: i {months}.", n=text.number(len(sites)), **said)
    return _("Oftest under målet: {sites}, i {months}.", **said)


def _of_months(judged: list[Row], sites: list[str], times: int) -> str:
    """Say in how many months, and of how many where each of the sites was judged in them all."""
    months = {row["month"] for row in judged}
    pairs = {(row["site"], row["month"]) for row in judged}
    if len(months) == 1 or len([site for site, _month in pairs if site in sites]) < len(months) * len(sites):
        return ngettext("{n} måned", "{n} måneder", times, n=text.number(times))
    return _("{some} måneder", some=out_of(times, claims.things(judged, "month", "judged")))
