"""What was promised for the time since the edition before, and what became of it: told without being asked."""

from collections.abc import Collection
from typing import Any

from data_access.snapshot.snapshot import Snapshot
from layouts.words.promises import told

Document = dict[str, Any]


def promises(
    snapshot: Snapshot, month: str, before: Document | None, metrics: Collection[str]
) -> list[Document]:
    """Return a row a promise that was due until a month, and after that of the edition before; the newest due first.

    `key` names the figure, without its month, as targets do; `said` is the promise and what the figure became, `kept`
    whether that was enough (None: it cannot be told). What was put off or taken back is promised no longer.
    """
    since = before["month"] if before else ""
    return [
        {
            "key": "/".join((promise.said.metric, *promise.said.place[2:5])).rstrip("/"),
            "metric": promise.said.metric,
            "name": figure.name(snapshot),
            "due": promise.said.back_at,
            "promised": promise.said.promised,
            "said": outcome.words,
            "kept": outcome.kept,
        }
        for figure, promise, outcome in told(snapshot)
        if promise.stands and since < promise.said.back_at <= month and promise.said.metric in metrics
    ]
