"""The catalogue of figures: what each is called, its unit, which way is better, and its source.

Targets, tolerances and limits are rows in the database; what stands here is what a figure *is*.
"""

from collections.abc import Mapping

from vocabulary.metrics.calls import CALLS
from vocabulary.metrics.cases import CASES
from vocabulary.metrics.indicators import INDICATORS
from vocabulary.metrics.metric import UNIT_WORDS, Days, Direction, Metric, Unit
from vocabulary.metrics.pathways import PATHWAYS
from vocabulary.metrics.projects import PROJECTS
from vocabulary.metrics.referrals import REFERRALS
from vocabulary.metrics.resources import RESOURCES
from vocabulary.metrics.response_times import RESPONSE_TIMES

__all__ = ["METRICS", "UNIT_WORDS", "Days", "Direction", "Metric", "Unit"]

METRICS: Mapping[str, Metric] = {
    metric.key: metric
    for metric in (
        *CALLS,
        *CASES,
        *RESPONSE_TIMES,
        *PROJECTS,
        *REFERRALS,
        *PATHWAYS,
        *RESOURCES,
        *INDICATORS,
    )
}
