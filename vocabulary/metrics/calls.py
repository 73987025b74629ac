"""The figures of the service desk: its calls, and what comes of those who call."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

CALLS = (
    Metric(
        "calls",
        N_("Opkald"),
        "antal",
        "neither",
        0,
        "telefoni",
        N_(
            "Alle opkald, der er stillet i kø til servicedesken, også dem, hvor den, der ringede, lagde på "
            "inden svar."
        ),
        adds_up="workdays",
    ),
    Metric(
        "average_wait",
        N_("Gennemsnitlig ventetid"),
        "sekunder",
        "down",
        0,
        "telefoni",
        N_(
            "Den tid, der i gennemsnit går, fra et opkald stilles i kø, til det bliver besvaret. Kun besvarede "
            "opkald tæller med."
        ),
        danish_untold=N_("Kilden fortæller ikke, hvor længe opkaldene ventede."),
    ),
    Metric(
        "abandoned",
        N_("Afbrudte opkald"),
        "antal",
        "down",
        0,
        "telefoni",
        N_(
            "Opkald, hvor den, der ringede, lagde på inden svar. Tallet bliver sjældent nul: nogle fortryder, "
            "eller problemet går over."
        ),
        adds_up="workdays",
    ),
    Metric(
        "service_level",
        N_("Svar inden for grænsen"),
        "%",
        "up",
        1,
        "telefoni",
        N_("Besvarede opkald, der ikke ventede længere end grænsen, divideret med alle besvarede opkald."),
        (("call", "answer"),),
        N_("Kilden fortæller ikke, om opkaldene blev besvaret inden for grænsen."),
        N_("Svar inden for {limit}"),
    ),
    Metric(
        "answered_share",
        N_("Besvarede opkald"),
        "%",
        "up",
        1,
        "telefoni",
        N_("Besvarede opkald divideret med alle opkald."),
    ),
    Metric(
        "first_contact_resolution",
        N_("Straksafklaring"),
        "%",
        "up",
        1,
        "sager",
        N_(
            "Sager, der blev løst under den første telefonsamtale, divideret med alle sager, der kom på "
            "telefon. Sagen tæller i den måned, hvor den blev oprettet."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne på telefon blev løst ved første kontakt."),
    ),
    Metric(
        "telephone_share",
        N_("Henvendelser på telefon"),
        "%",
        "neither",
        1,
        "sager",
        N_(
            "Sager, der kom på telefon, divideret med alle sager. Resten kom gennem selvbetjeningsportalen. "
            "Hver henvendelse, der besvares, opretter en sag."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne kom på telefon eller gennem portalen."),
    ),
    Metric(
        "calls_outside",
        N_("Opkald uden for åbningstiden"),
        "antal",
        "neither",
        0,
        "telefoni",
        N_(
            "Opkald, der kom, mens servicedesken var lukket. De tæller ikke med i opkald, afbrudte opkald eller "
            "andelen af besvarede."
        ),
        danish_untold=N_("Kilden fortæller ikke, om opkaldene kom inden for åbningstiden."),
        adds_up="days",
    ),
)
