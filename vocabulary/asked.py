"""What an address asks for, read tolerantly: what cannot be used is said, and something near it shown."""

from collections.abc import Mapping
from dataclasses import replace

from vocabulary import language, text
from vocabulary.filters import (
    EVERYTHING,
    LAST_YEAR,
    LIGHTS,
    MONTHS_SHOWN,
    ORGANISATIONS,
    TILES,
    Choices,
    Filters,
    Organisation,
)
from vocabulary.language import N_, _
from vocabulary.months import is_month, shift

Query = Mapping[str, str]
_LONGEST_QUOTE = 40
_UNKNOWN = {
    "hospital": N_("Der er intet hospital, der hedder „{value}“."),
    "desk": N_("Der er ingen servicedesk, der hedder „{value}“."),
    "system": N_("Der er intet system, der hedder „{value}“."),
    "ydelse": N_("Der er ingen ydelse, der hedder „{value}“."),
    "program": N_("Der er intet program, der hedder „{value}“."),
    "projekt": N_("Der er intet projekt, der hedder „{value}“."),
    "lys": N_("Der er intet lys, der hedder „{value}“."),
    "hvorfor": N_("Der er intet at forklare, der hedder „{value}“."),
    "sammenlign": N_("Der kan ikke sammenlignes med „{value}“."),
    "vis": N_("Tallene kan ikke vises som „{value}“."),
}


def parse(query: Query, choices: Choices) -> tuple[Filters, list[str]]:
    """Read the choice out of an address, with a Danish notice for each value that could not be used."""
    reader = _Reader(query, choices)
    return reader.filters(), reader.notices


class _Reader:
    """Reads one address; collects what it had to say about it."""

    def __init__(self, query: Query, choices: Choices) -> None:
        self.query = query
        self.choices = choices
        self.notices: list[str] = []

    def filters(self) -> Filters:
        self._check_language()
        default = self.choices.default()
        first, last = self._period(default)
        organisation = self._organisation()
        chosen = replace(default, first=first, last=last, organisation=organisation)
        chosen = replace(
            chosen,
            hospital=self._hospital(organisation),
            desk=self._key("desk", self.choices.desks) or default.desk,
            system=self._key("system", self.choices.systems),
            service=self._key("ydelse", self.choices.services),
            programme=self._key("program", self.choices.programmes),
            project=self._key("projekt", self.choices.projects),
            light=self._light(),
            month=self._month("maaned"),
            why=self._key("hvorfor", dict.fromkeys(self.choices.questions, "")),
            compare=self._compare(organisation),
            view=self._key("vis", {TILES: ""}),
        )
        return self._settled(chosen)

    def _settled(self, chosen: Filters) -> Filters:
        """Make a choice of what was read part by part: why is asked of a month, and nothing is compared with itself."""
        if chosen.why and not chosen.month:
            newest = min(chosen.last, self.choices.newest_whole)
            chosen = replace(chosen, month=max(newest, chosen.first))
        if chosen.compare and chosen.compare == chosen.hospital:
            self._refuse(_("Et hospital kan ikke sammenlignes med sig selv."))
            chosen = replace(chosen, compare=None)
        return chosen

    def _period(self, default: Filters) -> tuple[str, str]:
        first, last = self._month("fra"), self._month("til")
        if first and last and first > last:
            self.notices.append(
                _(
                    "Perioden begyndte efter, at den sluttede. Der vises {first} til {last}.",
                    first=text.month(last),
                    last=text.month(first),
                )
            )
            first, last = last, first
        if first and not last:
            last = max(first, default.last)
        if last and not first:
            first = max(shift(last, 1 - MONTHS_SHOWN), self.choices.first)
        return first or default.first, last or default.last

    def _month(self, name: str) -> str | None:
        value = self.query.get(name, "")
        if not value:
            return None
        if not is_month(value):
            self._refuse(
                _(
                    "„{value}“ er ikke en måned. Skriv den som {example}.",
                    value=quote(value),
                    example=self.choices.last,
                )
            )
            return None
        inside = min(max(value, self.choices.first), self.choices.last)
        if inside != value:
            self._refuse(
                _(
                    "Der er ingen tal for {month}. Der er tal fra {first} til {last}.",
                    month=text.month(value),
                    first=text.month(self.choices.first),
                    last=text.month(self.choices.last),
                )
            )
        return inside

    def _organisation(self) -> Organisation:
        value = self.query.get("organisation", "")
        if value and value not in ORGANISATIONS:
            self._refuse(
                _(
                    "Organisationen „{value}“ kendes ikke. Den kan være „dagens“ eller „datidens“. Der vises dagens.",
                    value=quote(value),
                )
            )
        return ORGANISATIONS.get(value, "today")

    def _hospital(self, organisation: Organisation) -> str | None:
        value, known = self.query.get("hospital", ""), self.choices.hospitals[organisation]
        heir = self.choices.heirs.get(value)
        if value in known:
            return value
        if organisation == "today" and heir and heir in known:
            former = self.choices.hospitals["then"].get(value, value.capitalize())
            self._refuse(
                _(
                    "{former} hører i dag til {heir}, og tallene gælder det hele. Vælg datidens organisation for at se "
                    "det for sig.",
                    former=former,
                    heir=known[heir],
                )
            )
            return heir
        return self._key("hospital", known)

    def _check_language(self) -> None:
        self.notices += unspoken(self.query.get("sprog", ""))

    def _light(self) -> str | None:
        known = self._key("lys", dict.fromkeys(LIGHTS, ""))
        return LIGHTS[known] if known else None

    def _compare(self, organisation: Organisation) -> str | None:
        return self._key("sammenlign", {LAST_YEAR: "", **self.choices.hospitals[organisation]})

    def _key(self, name: str, known: Mapping[str, str]) -> str | None:
        value = self.query.get(name, "")
        if value in known:
            return value
        if value in ("", EVERYTHING):
            return None
        said = unknown(name, value)
        quoted = text.listing([text.quoted(key) for key in known]) if len(known) < 5 else ""
        hint = _("Det kan være {choices}.", choices=quoted) if quoted else _("Vælg et på listen.")
        self._refuse(f"{said} {hint}")
        return None

    def _refuse(self, notice: str) -> None:
        self.notices.append(notice)


def unknown(name: str, value: str) -> str:
    """Say that there is nothing of that name among what a parameter chooses from."""
    return _(_UNKNOWN[name], value=quote(value))


def unspoken(value: str) -> list[str]:
    """Say that a language is not spoken; nothing where it is, or none is asked for."""
    if not value or language.named(value):
        return []
    words = _(
        "Pejling taler ikke „{value}“. Sproget kan være „da“ (dansk) eller „en“ (engelsk).",
        value=quote(value),
    )
    return [words]


def quote(value: str) -> str:
    """Return what an address says, cut to what a notice has room for."""
    return value if len(value) <= _LONGEST_QUOTE else value[:_LONGEST_QUOTE] + "…"
