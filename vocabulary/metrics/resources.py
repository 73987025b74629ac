"""The figures of staff, money and milestones of the platform."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

RESOURCES = (
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
)
