"""The figure of projects."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

PROJECTS = (
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
)
