"""Logs as lines of JSON, so that whoever gathers them need not guess."""

import logging
from datetime import UTC, datetime
from typing import Any

import orjson


class JsonLines(logging.Formatter):
    """A line of JSON a record: when, how grave, who says it, what; and what `told` adds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.getMessage(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def configuration(level: str) -> dict[str, Any]:
    """Return what `logging.config` is told: everything to standard error, at the level and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "dashboard.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {
            # What gunicorn says at "info" is about itself.
            "gunicorn.error": {
                "level": "WARNING" if level == "info" else level.upper(),
                "propagate": True,
                "handlers": [],
            },
            "alembic": {"level": "WARNING"},
        },
    }
