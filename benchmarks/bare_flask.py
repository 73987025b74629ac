"""The floor of a page's data: Flask alone, with the finished bytes of Pejling's own answer."""

import os
from pathlib import Path

import orjson
from flask import Flask, Response

from benchmarks.server import ANSWER

PATH = "/_dash-update-component"

_folder = Path(os.environ[ANSWER])
_body = (_folder / "body").read_bytes()
_headers: dict[str, str] = orjson.loads((_folder / "headers").read_bytes())

server = Flask("bare")


@server.post(PATH)
def answer() -> Response:
    """Answer whatever is asked with the same bytes."""
    return Response(_body, headers=_headers)
