"""The catalogue of figures: what each is called, its unit, which way is better, and its source.

Targets, tolerances and limits are rows in the database; what stands here is what a figure *is*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vocabulary.language import N_, _

# What a month has more or fewer of: days from Monday to Friday that are no public holiday, or any.
Days = Literal["workdays", "days"]
Unit = Literal["%", "antal", "sekunder", "årsværk", "mio. kr.", "kr."]
# The units' words, marked here because a type cannot mark them.
UNIT_WORDS = (N_("antal"), N_("sekunder"), N_("årsværk"), N_("mio. kr."), N_("kr."))
Direction = Literal["up", "down", "neither"]


@dataclass(frozen=True)
class Metric:
    """A figure: its names, unit, the direction that is better, and its definition in words (both marked with `N_`).

    `decimals` is how many are shown, `source` the key of the source that the figure is loaded from, and
    `limits` the subject and key of the limits that the definition speaks of. `danish_untold` is what is said where
    the source does not tell what the figure needs, and `danish_pattern` the name with the limit in force. What happens
    from day to day `adds_up` over a month, and a longer month has more of it: such months are compared by the working
    day, or by the day where it comes when nobody works.
    """

    key: str
    danish_name: str
    unit: Unit
    better: Direction
    decimals: int
    source: str
    danish_definition: str
    limits: tuple[tuple[str, str], ...] = ()
    danish_untold: str = ""
    danish_pattern: str = ""
    adds_up: Days | None = None

    @property
    def name(self) -> str:
        """Return the name in the language spoken."""
        return _(self.danish_name)

    @property
    def untold(self) -> str:
        """Return what is said where the source does not tell what the figure needs, in the language spoken."""
        return _(self.danish_untold)

    @property
    def definition(self) -> str:
        """Return the definition in the language spoken."""
        return _(self.danish_definition)


_ALL = (
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
        "cases_within_limit",
        N_("Sager løst inden for fristen"),
        "%",
        "up",
        1,
        "sager",
        N_(
            "Sager, som ikke blev løst ved første kontakt, men inden for fristen for deres kritikalitet, "
            "divideret med alle løste sager, som ikke blev løst ved første kontakt. Sagen tæller i den måned, "
            "hvor den blev løst. Fristen regnes i døgn."
        ),
        (("case", "critical"), ("case", "high"), ("case", "medium"), ("case", "normal")),
        N_("Kilden fortæller ikke nok til at sige, om sagerne blev løst inden for fristen."),
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
    Metric(
        "cases_opened",
        N_("Oprettede og løste sager"),
        "antal",
        "neither",
        0,
        "sager",
        N_(
            "Oprettede sager tæller i den måned, de blev oprettet i; løste i den måned, de blev løst i. En sag er "
            "løst, når løsningen er meldt, og lukkes, når der er gået 7 dage uden indsigelse."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne er løst."),
        adds_up="workdays",
    ),
    Metric(
        "cases_backlog",
        N_("Åbne sager"),
        "antal",
        "down",
        0,
        "sager",
        N_(
            "Sager, der er oprettet, men endnu ikke løst ved månedens udgang. En sag følger sit sted, også når stedet "
            "skifter hospital."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne er løst."),
    ),
    Metric(
        "cases_past_limit",
        N_("Åbne sager over fristen"),
        "antal",
        "down",
        0,
        "sager",
        N_(
            "Sager, der er åbne nu, og som har været åbne længere end fristen for deres kritikalitet. De tælles, når "
            "siden vises, eller til det sidste, kilden har fortalt, uanset hvilken periode der er valgt."
        ),
        (("case", "critical"), ("case", "high"), ("case", "medium"), ("case", "normal")),
        N_("Kilden fortæller ikke, om sagerne er løst."),
    ),
    Metric(
        "response_time",
        N_("Hurtige handlinger"),
        "%",
        "up",
        2,
        "overvaagning",
        N_(
            "For hvert sted og hver handlingstype: andelen af målinger, der var færdige inden for grænsen. "
            "Tallet er gennemsnittet af disse andele, hvor hvert sted og hver handlingstype tæller lige meget. "
            "100 betyder alle handlinger alle steder."
        ),
        (("sample", "standard"), ("sample", "heavy")),
    ),
    Metric(
        "projects_on_track",
        N_("Projekter på sporet"),
        "%",
        "up",
        1,
        "projekter",
        N_(
            "Projekter, hvis seneste rapport er grøn, divideret med alle projekter med en rapport. Lyset er projektets "
            "egen vurdering; ved siden af står det lys, som forsinkelse og økonomi giver efter tolerancerne."
        ),
        (
            ("project", "time_yellow"),
            ("project", "time_red"),
            ("project", "cost_yellow"),
            ("project", "cost_red"),
        ),
    ),
    Metric(
        "treatments",
        N_("Omvisiterede behandlinger"),
        "antal",
        "neither",
        0,
        "henvisninger",
        N_(
            "Behandlinger, som er omvisiteret til privathospitaler, fordi regionens egne ikke kan holde "
            "behandlingsgarantien. Tæller i den måned, hvor patienten blev omvisiteret."
        ),
        adds_up="workdays",
    ),
    Metric(
        "diagnosed_somatic",
        N_("Udredt til tiden, somatik"),
        "%",
        "up",
        1,
        "udredning",
        N_(
            "Forløb, der blev udredt inden for fristen, divideret med alle indberettede forløb. Ventetid, som "
            "patienten selv har ønsket, er trukket fra."
        ),
        (("pathway", "somatic"),),
    ),
    Metric(
        "diagnosed_psychiatry",
        N_("Udredt til tiden, psykiatri"),
        "%",
        "up",
        1,
        "udredning",
        N_(
            "Forløb, der blev udredt inden for fristen, divideret med alle indberettede forløb. Ventetid, som "
            "patienten selv har ønsket, er trukket fra."
        ),
        (("pathway", "psychiatry"),),
    ),
    Metric(
        "systems_within_sla",
        N_("Systemer inden for svartidsmålet"),
        "%",
        "up",
        1,
        "overvaagning",
        N_(
            "Antallet af målte systemer, hvis svartid nåede systemets eget mål, divideret med antallet af "
            "målte systemer."
        ),
    ),
    Metric(
        "platform_staff",
        N_("Årsværk på Sundhedsplatformen"),
        "årsværk",
        "neither",
        0,
        "personale",
        N_(
            "Fuldtidsansatte i Sundhedsplatformens organisation, efter område og funktion og efter, hvor de kom fra."
        ),
    ),
    Metric(
        "platform_budget",
        N_("Sundhedsplatformens midler"),
        "mio. kr.",
        "neither",
        0,
        "budget",
        N_("Beløb i udviklingsbudgettet og engangsbeløb, som de er offentliggjort, post for post."),
    ),
    Metric(
        "key_persons",
        N_("Nøglepersoner"),
        "antal",
        "up",
        0,
        "personale",
        N_(
            "Klinikere på hospitalerne, som er nøglepersoner for Sundhedsplatformen, og hvor mange der ønskes."
        ),
    ),
    Metric(
        "clinical_builders",
        N_("Kliniske byggere"),
        "antal",
        "up",
        0,
        "personale",
        N_("Klinikere, som en del af deres tid er med til at bygge Sundhedsplatformen."),
    ),
    Metric(
        "milestones",
        N_("Milepæle"),
        "antal",
        "up",
        0,
        "programmer",
        N_(
            "Milepæle i programmerne med frist og stand. En milepæl er forsinket, når fristen er udløbet, og "
            "den ikke er meldt nået."
        ),
    ),
    Metric(
        "uptime",
        N_("Oppetid"),
        "%",
        "up",
        2,
        "indikatorer",
        N_("Den del af tiden, hvor systemet kunne bruges. Tallet for alle er gennemsnittet af systemernes."),
    ),
    Metric(
        "adoption_breadth",
        N_("Udbredelse i bredden"),
        "%",
        "up",
        1,
        "indikatorer",
        N_("Afdelinger, der bruger de digitale værktøjer, divideret med alle afdelinger."),
    ),
    Metric(
        "adoption_depth",
        N_("Udbredelse i dybden"),
        "%",
        "up",
        1,
        "indikatorer",
        N_("Funktioner i værktøjerne, der er i brug, divideret med alle funktioner."),
    ),
    Metric(
        "cofinancing",
        N_("Kommunal medfinansiering"),
        "kr.",
        "neither",
        0,
        "indikatorer",
        N_("Kommunens medfinansiering af regionens sundhedsvæsen divideret med kommunens borgere."),
    ),
    Metric(
        "readmissions",
        N_("Genindlæggelser"),
        "%",
        "down",
        1,
        "indikatorer",
        N_(
            "Udskrivninger, der blev fulgt af en ny indlæggelse inden for 30 dage, divideret med alle udskrivninger."
        ),
    ),
    Metric(
        "region",
        N_("Regionens nøgletal"),
        "antal",
        "neither",
        0,
        "indikatorer",
        N_("Tal om regionens størrelse, som de er offentliggjort."),
    ),
    Metric(
        "indicators",
        N_("Andre nøgletal"),
        "antal",
        "neither",
        0,
        "indikatorer",
        N_(
            "Tal, som en kilde har leveret for en periode, med den enhed og det, de handler om, hvor det er oplyst."
        ),
    ),
)

METRICS: Mapping[str, Metric] = {metric.key: metric for metric in _ALL}
