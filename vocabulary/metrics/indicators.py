"""The figures that others have worked out."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

INDICATORS = (
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
