"""What the page Tilgængelighed says: what was tried, what is known to fall short, and whom to write to."""

from data_access.numbers.tabled import Tabled
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

# What the tests look for, by the name of the look in the tests.
LOOKS = {
    "violations": N_(
        "Ingen regel i axe er brudt: navne, roller, tekstalternativer, kontrast, størrelse, sprog"
    ),
    "pale_words": N_("Alle ord er til at læse: kontrasten er stor nok"),
    "unnamed_charts": N_("Hvert diagram har et navn og en beskrivelse"),
    "disorder": N_("Overskrifterne kommer i orden, og intet id er brugt to gange"),
    "unseen_stops": N_("Tab når alle links, lister og folder, og fokus kan ses"),
    "too_wide": N_("Intet rager ud over en skærm på 390 punkter"),
    "crowded": N_("Ingen ord under et diagram ligger oven i hinanden"),
}
# How the page stood when it was looked at.
STATES = {
    "desktop": N_("computer"),
    "desktop, light": N_("computer, lyst tema, alt foldet ud"),
    "desktop, dark": N_("computer, mørkt tema"),
    "phone": N_("telefon"),
    "phone, English, dark": N_("telefon på engelsk, mørkt tema, alt foldet ud"),
}
# The pages that are tried beside those of figures.
OTHER_PAGES = {
    "/soeg": N_("Søg"),
    "/data/": N_("Alle data som filer"),
    "/rapport": N_("Rapporter"),
    "/rapport/11": N_("En udgave af rapporten"),
    "/skaerme": N_("Skærme"),
    "/vaeg": N_("Vægskærm"),
}
# What falls short, and the way around it.
# With the addresses by their names, {search}, {data} and {wall}.
SHORTCOMINGS = (
    (
        N_(
            "Pejling er afprøvet af programmer, som også trykker på tasterne, men ikke med en skærmlæser og ikke "
            "af mennesker, der bruger hjælpemidler."
        ),
        N_("Skriv, hvis noget ikke virker for dig. Nedenfor står, hvem du kan skrive til."),
    ),
    (
        N_(
            "Et diagram er ét billede for en skærmlæser. Tallene, der viser sig ved musen, kan ikke nås med "
            "tastaturet, og det samme gælder et klik på en måned i diagrammet."
        ),
        N_(
            "Sætningen over diagrammet siger det vigtigste. „Vis som tabel“ under det har alle tallene, og perioden "
            "kan vælges i listerne øverst."
        ),
    ),
    (
        N_("Siderne viser ingen tal uden JavaScript."),
        N_("Søgningen på {search} og filerne på {data} virker uden."),
    ),
    (
        N_(
            "En side gemt som PDF, Excel-filer og billeder af diagrammer er ikke afprøvet for tilgængelighed."
        ),
        N_("Hvert afsnit kan hentes som CSV, der er ren tekst."),
    ),
    (
        N_("Vægskærmen på {wall} skifter selv tavle og har diagrammer uden tabel."),
        N_(
            "Mellemrum sætter den på pause, og pilene bladrer. Det, den viser til og med i går, står også på siderne; "
            "tallene for i dag er der kun på væggen."
        ),
    ),
    (
        N_(
            "Projekternes status og noterne er skrevet af andre. Det, der ikke er oversat, står på dansk på de "
            "engelske sider, uden at en skærmlæser får det at vide."
        ),
        N_("På de danske sider er alt på dansk."),
    ),
    (
        N_(
            "Oversætter browseren en side, bliver den hentet helt igen ved hvert valg, og fokus begynder forfra."
        ),
        N_("Dansk og engelsk kan vælges øverst; de udgaver bliver ikke hentet igen."),
    ),
    (
        N_("Brede tabeller rulles fra side til side i en ramme for sig, når skærmen er smal."),
        N_("Rammen nås med Tab og rulles med piletasterne. Tabellen kan også hentes som CSV."),
    ),
    (
        N_("Tasten / går til søgefeltet, også når et program til talegenkendelse kommer til at skrive den."),
        N_("Den kan slås fra nederst på siden Søg."),
    ),
    (
        N_(
            "Forslagene under søgefeltet siger ikke til en skærmlæser, hvilket sprog et navn er på, når det er fundet "
            "på det andet sprog."
        ),
        N_("Siden Søg viser de samme navne som links, og dér er sproget mærket."),
    ),
)


def summary(addresses: Tabled, missing: Tabled, snapshot: Snapshot, filters: Filters) -> str:
    """Say how many addresses passed the tests and how many shortcomings are known."""
    with claims.about(addresses):
        passed = claims.many(addresses.table(snapshot, filters).records, "address")
    with claims.about(missing):
        known = claims.many(missing.table(snapshot, filters).records, "what")
    return _(
        "Pejling skal kunne bruges af enhver. {addresses} adresser har bestået prøverne, og {n} mangler er kendt.",
        addresses=text.number(passed),
        n=text.number(known),
    )


def shortcomings(content: Content) -> str:
    """Say how many shortcomings are known."""
    n = claims.many(content.records, "what")
    return ngettext(
        "Vi kender {n} mangel. Her er den, med en vej uden om den.",
        "Vi kender {n} mangler. Her er de, med en vej uden om dem.",
        n,
        n=text.number(n),
    )


def looks(content: Content) -> str:
    """Say how many things are looked for."""
    n = claims.many(content.records, "what")
    return ngettext(
        "{n} slags prøve, og sådan stod siden imens.", "{n} slags prøver, og sådan stod siden imens.", n,
        n=text.number(n),
    )  # fmt: skip


def means(_content: Content) -> str:
    """Say who wrote down with what it was tried."""
    return _("Prøverne skrev det selv, efter at de var bestået.")


def addresses(content: Content) -> str:
    """Say how many addresses were tried."""
    n = claims.many(content.records, "address")
    return ngettext(
        "{n} adresse er afprøvet.", "{n} adresser er afprøvet. Andre valg på samme side er bygget af de samme dele.",
        n, n=text.number(n),
    )  # fmt: skip


def contact(named: str, statement: str) -> str:
    """Say whom to write to, and where the declaration is."""
    whom = (
        _("Er noget svært at læse eller nå, så skriv til {contact}.", contact=named)
        if named
        else _("Der mangler endnu en at skrive til. Sig det til dem, der driver Pejling i din region.")
    )
    where = (
        _(
            "Den erklæring, som loven kræver, er lavet i statens værktøj og står på {address}.",
            address=full("/was"),
        )
        if statement
        else _("Den erklæring, som loven kræver, laves i statens WAS-værktøj og mangler endnu.")
    )
    return text.prose(whom, where, _("Den, der laver den, kan skrive af her."))
